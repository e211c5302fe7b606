"""What a window is shown of the answer one is in."""

from __future__ import annotations

from PIL import Image

from assistant.core.errors import EarSightError
from assistant.core.findings import Line
from assistant.core.frame import Frame, Source
from assistant.core.listening import State
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
from assistant.review.cursor import Unit
from assistant.review.history import Entry, History
from assistant.review.viewing import Viewer


def add(history: History, *texts: str) -> Entry:
    frame = Frame(Image.new("RGB", (40, 40)), Source.WINDOW)
    found = [Line(text, (0, 9 * n, 9, 9 * n + 9), 1.0, n) for n, text in enumerate(texts)]
    result = Result(Request(Verb.READ, Target(Source.WINDOW)), area=frame.area, found=[*found])
    return history.add(result, frame)


def test_the_place_is_the_one_of_review_and_goes_where_the_caret_goes() -> None:
    history = History()
    viewer = Viewer(history)
    entry = add(history, "One", "Two")
    assert (viewer.view().line, viewer.view().moves) == (0, 0)
    assert viewer.go_to(entry, 1, 2, Unit.CHARACTER) == 1
    view = viewer.view()
    assert (view.line, view.offset, view.moves) == (1, 2, 1)
    assert view.item is not None
    assert view.item.text == "Two"
    assert entry.cursor.unit is Unit.CHARACTER


def test_a_place_of_another_answer_or_none_moves_nothing() -> None:
    history = History()
    viewer = Viewer(history)
    older, newer = add(history, "One", "Two"), add(history, "Three")
    for line in (-1, 1, 7):
        viewer.go_to(newer, line, 0, Unit.LINE)
    older.follow()
    viewer.go_to(older, 1, 0, Unit.LINE)
    assert (older.cursor.line, viewer.view().line) == (0, 0)


def test_a_failure_is_told_with_the_newest_answer_only_until_the_next_capture() -> None:
    history = History()
    viewer = Viewer(history)
    add(history, "One")
    add(history, "Two")
    viewer.on_failure(EarSightError("It is locked.", "Unlock it."))
    assert viewer.view().state == "It is locked. Unlock it."
    history.step(-1)
    assert viewer.view().state == ""
    history.step(1)
    viewer.on_state(State.CAPTURING)
    assert viewer.view().state == "Still being found."
    viewer.on_state(State.IDLE)
    assert viewer.view().state == ""


def test_a_saved_picture_is_read_once() -> None:
    asked: list[Entry] = []
    history = History()
    picture = Image.new("RGB", (2, 2))

    def read(entry: Entry) -> Image.Image:
        asked.append(entry)
        return picture

    viewer = Viewer(history, read)
    entry = add(history, "One")
    add(history, "Two")
    history.step(-1)
    assert [viewer.view().picture, viewer.view().picture] == [picture, picture]
    assert asked == [entry]


def test_forgetting_leaves_nothing() -> None:
    history = History()
    viewer = Viewer(history)
    add(history, "One")
    viewer.forget()
    view = viewer.view()
    assert view.entry is None
    assert view.item is None
    assert view.state == "There is nothing to go through yet. Read a window first."
