"""What is told, look by look: subtitles, progress, clocks, blinking, changed words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from support.watched_terminal import LETTER, PITCH, row

from assistant.core.findings import Box
from assistant.watching.news import NewText
from assistant.watching.readings import new_words, same_reading
from assistant.watching.rows import Row


class Watcher:
    """Looks once a second, and collects what is told."""

    def __init__(self, *rows: Row) -> None:
        self.news = NewText()
        self.time = 0.0
        self.look(*rows)

    def look(self, *rows: Row, seconds: float = 1.0, blank: bool = True, resized: bool = False
             ) -> list[str]:  # fmt: skip
        """What is told of these rows, and of what was held back until now."""
        self.time += seconds

        def written(_box: Box) -> bool:
            return not blank

        told = self.news.look(rows, self.time, written, resized=resized)
        told += self.news.due(self.time)
        return [each.text if each.row else "MISSED" for each in told]


def subtitle(*lines: str) -> list[Row]:
    """Lines in the middle of a film's lower edge."""
    return [
        row(text, 30 + number, left=400 - LETTER * len(text) // 2)
        for number, text in enumerate(lines)
    ]


def test_what_is_there_at_first_is_not_new() -> None:
    assert Watcher().look(row("Welcome", 0)) == ["Welcome"]
    assert Watcher(row("Welcome", 0)).look(row("Welcome", 0)) == []


def test_a_subtitle_is_told_whole_and_once() -> None:
    film = Watcher()
    assert film.look(*subtitle("I do not know.")) == ["I do not know."]
    assert film.look(*subtitle("I do not know.")) == []
    assert film.look(*subtitle("I do not know him.")) == ["I do not know him."]
    assert film.look() == []
    assert film.look(*subtitle("Who is there?", "It is me.")) == ["Who is there?", "It is me."]


def test_a_subtitle_that_comes_again_later_is_new() -> None:
    film = Watcher()
    assert film.look(*subtitle("Yes.")) == ["Yes."]
    assert film.look() == []
    assert film.look(*subtitle("Yes.")) == ["Yes."]


def test_a_subtitle_over_moving_pictures_is_told_once_however_it_is_read() -> None:
    film = Watcher()
    told = []
    for number, text in enumerate(
        ["The ship is leaving", "The shlp is leaving", "The ship is 1eaving"]
    ):
        (line,) = subtitle(text)
        told += film.look(Row(text, line.box, bytes([number]), 0.7))
    assert told == ["The ship is leaving"]


def test_only_the_new_words_of_a_line_are_told() -> None:
    screen = Watcher(row("Status: waiting for the printer", 3))
    assert screen.look(row("Status: waiting for the scanner", 3)) == ["scanner"]
    assert screen.look(row("Status: waiting for the scanner upstairs", 3)) == ["upstairs"]
    assert screen.look(row("Status: waiting", 3)) == []


def test_another_line_in_the_same_place_is_told_whole() -> None:
    screen = Watcher(row("Connected to the network", 3))
    assert screen.look(row("The battery is low", 3)) == ["The battery is low"]


def test_one_other_digit_is_new_even_where_nothing_else_is() -> None:
    screen = Watcher(row("Room 12 is free", 3))
    assert screen.look(row("Room 17 is free", 3)) == ["17"]


def test_progress_is_told_in_steps_of_ten() -> None:
    screen = Watcher(row("Loading 1 %", 0))
    told = []
    for value in [3, 9, 10, 14, 19, 25, 26, 58, 99, 100, 100]:
        told += screen.look(row(f"Loading {value} %", 0))
    assert told == ["10 %", "25 %", "58 %", "99 %", "100 %"]


def test_other_numbers_are_told_every_ten_seconds_and_the_last_is_not_lost() -> None:
    screen = Watcher(row("3 unread messages", 0))
    told = [screen.look(row(f"{n} unread messages", 0)) for n in range(4, 12)]
    assert told == [["4"], *[[]] * 7]
    assert screen.look(row("11 unread messages", 0), seconds=2) == []
    assert screen.look(row("11 unread messages", 0)) == ["11"]
    assert screen.look(row("11 unread messages", 0), seconds=60) == []


@pytest.mark.parametrize("text", ["{} Monday", "Playing 0:{} / 3:45", "12:30:{}"])
def test_times_are_not_told(text: str) -> None:
    clock = Watcher(row(text.format("10:14") if "{} M" in text else text.format("14"), 0))
    for value in ("15", "16", "17"):
        now = f"10:{value}" if "{} M" in text else value
        assert clock.look(row(text.format(now), 0)) == []


def test_lines_of_a_log_that_differ_by_numbers_are_all_told() -> None:
    log = Watcher(row("Line 1 of it", 0), row("Line 2 of it", 1))
    assert log.look(row("Line 7 of it", 0), row("Line 8 of it", 1)) == ["Line 7 of it",
                                                                      "Line 8 of it"]  # fmt: skip


def test_a_light_that_blinks_is_told_twice_at_most() -> None:
    screen = Watcher(row("Camera", 0))
    told = []
    for number in range(12):
        lights = [row("Recording", 5)] if number % 2 else []
        told += screen.look(row("Camera", 0), *lights, seconds=0.5)
    assert told == ["Recording", "Recording"]


def test_a_caret_on_a_line_changes_nothing() -> None:
    screen = Watcher(row("Name: Anna", 0))
    for number in range(6):
        line = row("Name: Anna", 0)
        box = (*line.box[:2], line.box[2] + 4 * (number % 2), line.box[3])
        assert screen.look(Row("Name: Anna" + "|" * (number % 2), box, bytes([number]))) == []


def test_a_line_that_grows_letter_by_letter_is_told() -> None:
    screen = Watcher(row("Hello", 0))
    told = [screen.look(row("Hello everybody"[:end], 0)) for end in range(6, 16)]
    assert "".join(words[0] for words in told if words).endswith("everybody")


def test_a_caret_below_a_line_does_not_make_it_another() -> None:
    screen = Watcher(row("Options are many", 0))
    line = row("options are many", 0)
    assert screen.look(Row(line.text, (*line.box[:3], line.box[3] + PITCH), b"caret")) == []


def test_a_line_that_was_not_read_once_is_not_told_again() -> None:
    screen = Watcher(row("First", 0), row("Second", 1))
    assert screen.look(row("First", 0), blank=False) == []
    assert screen.look(row("First", 0), row("Second", 1), blank=False) == []


def test_a_line_that_was_wiped_out_and_written_again_is_told_again() -> None:
    screen = Watcher(row("First", 0), row("Second", 1))
    assert screen.look(row("First", 0), blank=True) == []
    assert screen.look(row("First", 0), row("Second", 1)) == ["Second"]


def test_missed_lines_are_told_first() -> None:
    log = Watcher(*[row(f"Line {n}", n) for n in range(6)])
    told = log.look(*[row(f"Line {n + 40}", n) for n in range(6)])
    assert told == ["MISSED", *[f"Line {n + 40}" for n in range(6)]]


def test_scrolling_back_is_silent() -> None:
    lines = [f"Line {n}" for n in range(30)]

    def shown(first: int) -> list[Row]:
        return [row(text, n) for n, text in enumerate(lines[first : first + 10])]

    page = Watcher(*shown(0))
    assert page.look(*shown(4)) == lines[10:14]
    assert page.look(*shown(0)) == []


def test_a_page_that_comes_back_is_silent() -> None:
    one = [row(f"Shell line {n}", n) for n in range(10)]
    other = [row(f"Manual page line {n}", n, left=40) for n in range(12)]
    screen = Watcher(*one)
    assert len(screen.look(*other)) == 12
    assert screen.look(*one, row("The new prompt", 10)) == ["The new prompt"]


def test_lines_that_a_resize_broke_elsewhere_are_not_new() -> None:
    screen = Watcher(row("one two three four", 0), row("five six", 1))
    rows = [row("one two three", 0), row("four five six", 1), row("seven", 2)]
    assert screen.look(*rows, resized=True) == ["seven"]


def test_a_message_below_is_told_without_what_moved_up_for_it() -> None:
    chat = [row(f"Anna: message {n} about something", n) for n in range(6)]
    window = Watcher(*chat)
    moved = [each.moved(-2 * PITCH) for each in chat[2:]]
    told = window.look(*moved, row("Ben: hello", 4), row("Ben: again", 5))
    assert told == ["Ben: hello", "Ben: again"]


def _line(text: str, confidence: float = 0.99) -> Row:
    return Row(text, (0, 0, 100, 12), text.encode(), confidence)


@pytest.mark.parametrize(
    ("one", "other", "confidence", "same"),
    [
        ("Save the file", "Save the file", 0.99, True),
        ("Save the file", "Save, the file.", 0.99, True),
        ("Save the file", "Save the fi1e", 0.99, True),
        ("O0l1 values", "OOll values", 0.5, True),
        ("ill at ease", "lll at ease", 0.99, True),
        ("You are now logged in", "You are not logged in", 0.99, False),
        ("The quick brown fox", "The qulck brovn fox", 0.7, True),
        ("Line 17", "Line 18", 0.5, False),
        ("can", "cat", 0.5, False),
        ("Dear Anna", "ear Anna", 0.99, True),
        ("It came", "It calme", 0.99, True),
        ("It came", "It carme", 0.99, False),
        ("It came", "It came in", 0.99, False),
    ],
)
def test_readings_of_one_line(one: str, other: str, confidence: float, same: bool) -> None:
    assert same_reading(_line(one, confidence), _line(other, confidence)) is same


def test_equal_pixels_are_one_line_whatever_was_read() -> None:
    assert same_reading(Row("abc", (0, 0, 9, 9), b"same"), Row("xyz", (0, 0, 9, 9), b"same"))


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("a b c", "a x c", "x"),
        ("a b", "a b c d", "c d"),
        ("a b c", "a c", ""),
        ("Downloa", "Download", "Download"),
        ("Ready.", "Ready", ""),
    ],
)
def test_new_words(before: str, now: str, words: str) -> None:
    assert new_words(before, now) == words


def test_nothing_is_lost_on_a_screen_of_many_parts() -> None:
    """A log scrolls while the status below it counts and a clock runs above it."""
    lines: Sequence[str] = [f"Compiled module {n}" for n in range(200)]

    def screen(count: int) -> list[Row]:
        log = [row(text, 2 + n) for n, text in enumerate(lines[max(0, count - 12) : count])]
        clock = row(f"Build 12:00:{count % 60:02}", 0)
        return [clock, *log, row(f"{count // 2} % done", 20)]

    watcher = Watcher(*screen(12))
    told = [text for count in range(15, 199, 3) for text in watcher.look(*screen(count))]
    assert [text for text in told if text.startswith("Comp")] == lines[12:198]
    assert [text for text in told if "%" in text] == [
        f"{n} %" for n in (10, 21, 30, 40, 51, 60, 70, 81, 90)
    ]
