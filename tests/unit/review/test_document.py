"""From findings to the lines that a person goes through."""

from __future__ import annotations

from assistant.core.findings import Box, Control, Kind, Line, Origin, Place, Sentence
from assistant.core.frame import Source
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Found, Result
from assistant.review.document import Item, Role, items_of


def line(text: str, block: int, y: int = 0, height: int = 10, x: int = 0) -> Line:
    return Line(text, (x, y, x + 8 * len(text), y + height), 0.9, block)


def control(kind: str, name: str, box: Box, source: Origin = Origin.TOLD) -> Control:
    return Control(kind, name, "", box, source, 1.0)


def items(*found: Found) -> list[Item]:
    return items_of(Result(Request(Verb.READ, Target(Source.WINDOW)), found=list(found)))


def test_lines_keep_their_order_places_and_paragraphs() -> None:
    got = items(line("One", 4), line("two.", 4, 12), line("Three", 7, 40))
    assert [(item.text, item.block) for item in got] == [("One", 1), ("two.", 1), ("Three", 2)]
    assert got[2].box == (0, 40, 40, 50)


def test_what_was_said_is_a_paragraph_a_sentence_and_has_no_place() -> None:
    got = items(Sentence("A cat.", Kind.GUESSED, "m"), Sentence("On a mat.", Kind.GUESSED, "m"))
    assert [(item.block, item.box) for item in got] == [(1, None), (2, None)]


def test_a_found_thing_has_its_sentence_and_its_place() -> None:
    box = (5, 5, 50, 15)
    said = Sentence("Save: in the upper left.", Kind.READ)
    got = items(Place("Save", box), said, Place("Close", (9, 9, 10, 10)))
    assert [(item.text, item.box) for item in got] == [
        ("Save: in the upper left.", box),
        ("Close", (9, 9, 10, 10)),
    ]


def test_high_letters_are_large_text_unless_it_is_a_whole_paragraph() -> None:
    long = " ".join(["word"] * 15)
    got = items(
        line("Title", 0, 0, 14),
        *(line("small", 1, y) for y in (20, 30, 40)),
        line(long, 2, 60, 14),
    )
    assert [item.role for item in got] == [Role.LARGE_TEXT, *[Role.TEXT] * 4]


def test_a_control_stands_in_for_its_words() -> None:
    got = items(
        line("Name", 0, 0),
        line("Save", 1, 20, x=10),
        line("as", 1, 32, x=10),
        line("Bye", 2, 60),
        control("button", "Save as", (0, 15, 60, 50)),
    )
    assert [(item.text, item.role, item.block) for item in got] == [
        ("Name", Role.TEXT, 1),
        ("Save as", Role.CONTROL, 2),
        ("Bye", Role.TEXT, 3),
    ]


def test_a_control_without_words_goes_where_it_is() -> None:
    got = items(
        line("Above", 0, 0),
        line("Left", 1, 20),
        line("Right", 1, 20, x=100),
        line("Below", 2, 60),
        control("check box", "", (60, 18, 72, 32), Origin.RECOGNISED),
        control("picture", "", (0, 80, 90, 99)),
    )
    assert [item.text for item in got] == ["Above", "Left", "", "Right", "Below", ""]
    assert [item.role for item in got if not item.text] == [Role.CONTROL, Role.PICTURE]
    assert [item.seems for item in got if not item.text] == [True, False]


def test_a_button_on_a_text_of_other_words_leaves_that_text() -> None:
    got = items(line("Draft", 0, 20, x=10), control("button", "Send", (0, 15, 60, 50)))
    assert sorted(item.text for item in got) == ["Draft", "Send"]


def test_containers_and_paragraphs_are_no_controls() -> None:
    got = items(
        control("group", "Voice", (0, 0, 90, 90)),
        control("heading", "Sound", (0, 0, 40, 10)),
        control("link", "More", (0, 20, 40, 30)),
    )
    assert [item.role for item in got] == [Role.TEXT, Role.HEADING, Role.CONTROL]


def test_a_told_paragraph_stays_in_the_lines_that_were_read() -> None:
    got = items(
        line("Press Save to", 0, 0),
        line("go on.", 0, 12),
        control("paragraph", "Press Save to go on.", (0, 0, 120, 24)),
        control("button", "Save", (0, 30, 60, 50)),
        control("button", "Close", (70, 30, 120, 50)),
    )
    assert [item.text for item in got] == ["Press Save to", "go on.", "Save", "Close"]
    assert [item.block for item in got] == [1, 1, 2, 3]


def test_nothing_is_nothing() -> None:
    assert items() == []
    assert items(line("  ", 0)) == []
