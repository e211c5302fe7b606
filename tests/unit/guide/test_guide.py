"""The guide is a page that a screen reader can walk, and its keys are those of the program."""

from __future__ import annotations

import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.core.actions import ACTIONS, EVERY_ACTION, LEADER, action
from assistant.core.layers import LAYERS
from assistant.core.resources import resource
from assistant.guide.browser import has_browser
from assistant.guide.chapters import Chapter, chapters_in
from assistant.guide.keys import KeyTable, key_tables
from assistant.guide.page import guide
from assistant.hotkeys.chords import spoken_key

KEYS = {entry.id: spoken_key(entry.key) for entry in ACTIONS}
CHORDS = {LEADER: "Super plus Alt plus J", "stop": "Super plus Alt plus Z"}
LAYER_KEYS = {
    layer.name: {entry.id: [spoken_key(entry.key)] for entry in layer.actions} for layer in LAYERS
}


class Page(HTMLParser):
    """What is on a page: headings, anchors, links and tags in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _attrs in self.tags if tag[0] == "h" and tag[1:].isdigit()]

    @property
    def anchors(self) -> list[str]:
        return [attrs["id"] for _tag, attrs in self.tags if "id" in attrs]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(guide(chapters_in(resource("help"), "en"), key_tables(KEYS, CHORDS, LAYER_KEYS)))


def test_headings_are_in_order_and_none_is_left_out(page: Page) -> None:
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    steps = zip(page.levels, page.levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert page.open == []


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    inner = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert len(inner) > 4
    assert set(inner) <= set(page.anchors)
    assert len(set(page.anchors)) == len(page.anchors)


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "zh"])
def test_links_lead_to_the_same_places_in_every_language(page: Page, language: str) -> None:
    tables = key_tables(KEYS, CHORDS, LAYER_KEYS)
    translated = Page(guide(chapters_in(resource("help"), language), tables))
    assert translated.anchors == page.anchors
    assert translated.all("a") == page.all("a")
    written = {attrs["lang"] for attrs in translated.all("section") if attrs}
    assert written == {language, "en"}


def test_it_has_landmarks_languages_and_a_way_past_the_contents(page: Page) -> None:
    assert page.all("html") == [{"lang": "en", "dir": "ltr"}]
    assert page.all("a")[0] == {"class": "skip", "href": "#text"}
    assert [tag for tag, _attrs in page.tags if tag in ("header", "nav", "main")] == [
        *("header", "nav", "main")
    ]
    assert all(attrs["scope"] in ("col", "row") for attrs in page.all("th"))


def test_nothing_comes_from_elsewhere(page: Page) -> None:
    """No network, no script: what a browser opens from a file must stay there."""
    assert not {tag for tag, _attrs in page.tags} & {"script", "img", "link", "iframe", "object"}


def test_every_chapter_is_in_it(page: Page) -> None:
    for chapter in resource("help").glob("*.md"):
        assert chapter.stem in page.anchors
    assert page.anchors.index("start") < page.anchors.index("keys") < page.anchors.index("models")


def test_a_translated_chapter_stands_in_for_the_english_one(tmp_path: Path) -> None:
    for name in ("start.md", "keys.md", "pt/start.md", "pt_BR/start.md", "ar/keys.md", "ar/no.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {name}\n")

    def told(language: str) -> list[tuple[str, str]]:
        return [(str(each.path.relative_to(tmp_path).as_posix()), each.language)
                for each in chapters_in(tmp_path, language)]  # fmt: skip

    assert told("en") == [("start.md", "en"), ("keys.md", "en")]
    assert told("pt-BR") == [("pt_BR/start.md", "pt-BR"), ("keys.md", "en")]
    assert told("pt-PT") == [("pt/start.md", "pt"), ("keys.md", "en")]
    page = Page(guide(chapters_in(tmp_path, "ar"), []))
    written = [attrs for attrs in page.all("section") if attrs]
    assert written == [{"lang": "en", "dir": "ltr"}, {"lang": "ar", "dir": "rtl"}]
    assert page.anchors[-2:] == ["start", "keys"]


def test_every_action_of_the_program_is_in_the_tables(page: Page) -> None:
    for entry in EVERY_ACTION:
        assert entry.help in page.texts, entry.id


def test_keys_that_do_not_work_are_not_told() -> None:
    tables = key_tables({}, {}, {})
    assert tables == []
    assert "No keys work here." in guide([], tables)
    direct = key_tables({}, {"stop": "F9"}, {})
    assert direct == [KeyTable("Everywhere", (("F9", action("stop").help),))]


def test_markup_in_a_chapter_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    chapter = tmp_path / "x.md"
    chapter.write_text("# A <b>title</b>\n\n<script>alert(1)</script>\n\n[k](keys.md#top) `<i>`\n")
    html = guide([Chapter(chapter)], [KeyTable("<T>", (("<K>", "<W>"),))])
    found = Page(html)
    assert not {tag for tag, _attrs in found.tags} & {"script", "b", "i"}
    assert "<K>" in found.texts
    assert {"href": "#keys"} in found.all("a")


def test_a_browser_is_known_by_the_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert has_browser()
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/xdg")
    for answer, known in ((b"firefox.desktop\n", True), (b"\n", False)):
        done = subprocess.CompletedProcess([], 0, answer, b"")
        monkeypatch.setattr("subprocess.run", lambda *_, done=done, **__: done)
        assert has_browser() is known
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert not has_browser()


def test_commands_are_written_from_left_to_right_in_every_language(tmp_path: Path) -> None:
    chapter = tmp_path / "ar.md"
    chapter.write_text(
        "# عنوان\n\nاكتب `read --speak` أو\n\n    earsight watch\n", encoding="utf-8"
    )
    text = guide([Chapter(chapter, "ar")], [])
    assert '<code dir="ltr">read --speak</code>' in text
    assert '<pre dir="ltr"><code>earsight watch' in text
    assert 'dir="rtl"' in text
