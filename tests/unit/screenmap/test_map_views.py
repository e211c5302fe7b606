from __future__ import annotations

from html.parser import HTMLParser

from support.told_windows import K, drawn, everywhere, line, node, order_form, window

from assistant.core.findings import Seen
from assistant.screenmap.merging import Look, merged
from assistant.screenmap.views.overlay import caption, overlay
from assistant.screenmap.views.page import page


def test_the_overlay_marks_what_was_found_by_its_source() -> None:
    told = window(node(K.BUTTON, (50, 50, 60, 30), "Save"))
    frame = drawn(*everywhere(told.root))
    seen = Seen("button", (300, 300, 360, 330), 0.95)
    screen = merged(Look(frame, (line("Hello", (50, 200, 60, 16)),), (seen,), told))
    picture = overlay(frame, screen)
    assert picture.size == frame.image.size
    assert picture.getpixel((50, 65)) == (0, 0x50, 0xC8)
    assert picture.getpixel((50, 208)) == (0, 0x78, 0x30)
    assert picture.getpixel((300, 315)) == (0xC8, 0, 0x28)
    assert frame.image.getpixel((300, 315)) == (255, 255, 255)
    assert [caption(each) for each in screen.elements if each.source.value == "recognised"] == [
        "button 0.95"
    ]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_has_every_element_and_nothing_of_a_name_is_code() -> None:
    told = order_form()
    told.root.children.append(node(K.BUTTON, (500, 20, 60, 20), '<script>"x"</script>'))
    frame = drawn(*everywhere(told.root), title="<b>Shop</b>")
    screen = merged(Look(frame, (), (), told))
    tags = Tags()
    tags.feed(page(frame, screen))
    names = [tag for tag, _attributes in tags.found]
    assert "script" not in names
    assert "b" not in names
    assert names.count("div") == len(screen.elements) + 1
    assert not [
        value for _tag, attributes in tags.found for key, value in attributes.items()
        if key in ("src", "href") and not str(value).startswith("data:")
    ]  # fmt: skip


def test_a_caption_at_the_top_stays_in_the_picture() -> None:
    told = window(node(K.BUTTON, (0, 0, 60, 20), "Save"))
    frame = drawn(*everywhere(told.root))
    picture = overlay(frame, merged(Look(frame, (), (), told)))
    assert picture.crop((0, 0, 60, 14)).getcolors() != frame.image.crop((0, 0, 60, 14)).getcolors()
