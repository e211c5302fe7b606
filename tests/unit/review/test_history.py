"""The last results."""

from __future__ import annotations

from PIL import Image

from assistant.core.findings import Line
from assistant.core.frame import Frame, Source
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
from assistant.review.history import Entry, History

REQUEST = Request(Verb.READ, Target(Source.WINDOW))


def frame() -> Frame:
    return Frame(Image.new("RGB", (40, 20)), Source.WINDOW)


def add(history: History, title: str, picture: Frame | None = None, text: str = "Hi") -> Entry:
    result = Result(REQUEST, title)
    entry = history.add(result, picture or frame())
    if text:
        result.add(Line(text, (0, 0, 10, 10), 0.9, 0))
    return entry


def here(history: History) -> str:
    assert history.current is not None
    return history.current.result.title


def test_it_begins_with_nothing() -> None:
    history = History(3)
    assert history.current is None
    assert (len(history), history.number) == (0, 0)
    assert not history.step(-1)


def test_one_walks_back_and_forward_between_the_ends() -> None:
    history = History(20)
    for title in "abc":
        add(history, title)
    assert (here(history), history.number, len(history)) == ("c", 3, 3)
    assert not history.step(1)
    assert history.step(-1)
    assert history.step(-1)
    assert not history.step(-1)
    assert (here(history), history.number) == ("a", 1)
    add(history, "d")
    assert (here(history), history.number) == ("d", 4)


def test_the_oldest_is_forgotten() -> None:
    history = History(2)
    for title in "abc":
        add(history, title)
    assert len(history) == 2
    assert history.step(-1)
    assert here(history) == "b"


def test_fewer_can_be_kept_from_now_on() -> None:
    history = History(4)
    for title in "abcd":
        add(history, title)
    history.resize(2)
    assert (here(history), history.number, len(history)) == ("d", 2, 2)
    history.step(-1)
    history.resize(1)
    assert (here(history), history.number) == ("d", 1)
    history.resize(5)
    add(history, "e")
    assert len(history) == 2


def test_only_the_newest_picture_is_kept() -> None:
    history = History(5)
    picture = frame()
    first, second = add(history, "a"), add(history, "b", picture)
    third = add(history, "b, asked", picture)
    assert [entry.frame for entry in (first, second, third)] == [None, picture, picture]


def test_what_found_nothing_is_forgotten_when_the_next_comes() -> None:
    history = History(5)
    add(history, "a")
    add(history, "nothing", text="")
    assert len(history) == 2
    add(history, "b")
    assert len(history) == 2
    history.step(-1)
    assert here(history) == "a"


def test_an_entry_follows_its_growing_result_and_keeps_its_place() -> None:
    entry = add(History(5), "a", text="First")
    assert [item.text for item in entry.follow().items] == ["First"]
    entry.result.add(Line("Second", (0, 20, 10, 30), 0.9, 0))
    entry.follow().to_end(1)
    entry.result.add(Line("Third", (0, 40, 10, 50), 0.9, 0))
    assert entry.follow().item.text == "Second"
    assert len(entry.cursor.items) == 3


def test_results_of_before_come_first_as_far_as_there_is_room() -> None:
    history = History(3)
    add(history, "c")
    older = [Entry(Result(REQUEST, title), None) for title in ("x", "a", "b")]
    history.restore(older)
    assert (here(history), history.number, len(history)) == ("c", 3, 3)
    history.step(-1)
    assert here(history) == "b"
    history.restore(older)
    assert len(history) == 3


def test_results_of_before_are_there_where_nothing_was_found_yet() -> None:
    history = History(3)
    history.restore([Entry(Result(REQUEST, "a"), None), Entry(Result(REQUEST, "b"), None)])
    assert (here(history), history.number) == ("b", 2)
    history.clear()
    assert history.current is None
    assert history.number == 0


def test_who_watches_is_told_of_each_move() -> None:
    told: list[str] = []
    history = History()
    history.watch(lambda: told.append("moved"))
    history.tell()
    assert told == ["moved"]
