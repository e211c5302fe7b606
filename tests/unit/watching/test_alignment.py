"""Lines followed by their place: each new one once, whatever it says."""

from __future__ import annotations

import random

import pytest
from support.watched_terminal import PITCH, Terminal, row

from assistant.watching.alignment import Alignment, aligned
from assistant.watching.rows import Row


def _fresh(alignment: Alignment) -> list[str]:
    return [now.text for _was, now in alignment.fresh]


def _printed(height: int, *batches: list[str]) -> tuple[list[str], bool]:
    """What is new look by look, one after each batch, and whether any look missed lines."""
    terminal = Terminal(height)
    before, told, missed = terminal.rows(), list[str](), False
    for batch in batches:
        terminal.print(*batch)
        now = terminal.rows()
        found = aligned(before, now)
        told += _fresh(found)
        missed |= found.missed
        before = now
    return told, missed


@pytest.mark.parametrize("height", [8, 24, 50])
@pytest.mark.parametrize("unlike", [0.5, 1.0])
@pytest.mark.parametrize("seed", range(20))
def test_every_printed_line_is_new_once(seed: int, height: int, unlike: float) -> None:
    """Half of the lines may be repetitions, and up to half a screen comes between two looks."""
    choose = random.Random(f"{seed} {height} {unlike}")  # noqa: S311 - the same each time
    repeated = [f"{choose.randrange(10**6)} warnings" for _ in range(6)]
    batches, number = [], 0
    for _look in range(30):
        batch = []
        for _ in range(choose.choice([0, 1, 1, 2, 3, 5, height // 2])):
            number += 1
            unique = choose.random() < unlike
            batch.append(f"Line {number} of output" if unique else choose.choice(repeated))
        batches.append(batch)
    told, missed = _printed(height, *batches)
    assert told == [line for batch in batches for line in batch]
    assert not missed


def test_a_line_that_scrolled_away_and_is_printed_again_is_new() -> None:
    filling = [f"Entry {n}" for n in range(30)]
    told, _missed = _printed(10, ["Ready", *filling[:9]], filling[9:16], ["Ready"], filling[16:20])
    assert told == ["Ready", *filling[:16], "Ready", *filling[16:20]]


def test_the_same_line_again_below_itself_is_new() -> None:
    told, _missed = _printed(6, ["a build", "passed", "b build", "passed"], ["c build", "passed"],
                             ["d build", "passed"])  # fmt: skip
    assert told == ["a build", "passed", "b build", "passed", "c build", "passed", "d build",
                    "passed"]  # fmt: skip


def test_more_lines_than_one_look_shows_are_said_to_be_missed() -> None:
    told, missed = _printed(
        10, [f"Line {n}" for n in range(10)], [f"Line {n}" for n in range(50, 70)]
    )
    assert missed
    assert told[10:] == [f"Line {n}" for n in range(60, 70)]


def test_a_page_that_was_cleared_has_missed_nothing() -> None:
    before = [row(f"Line {n}", n) for n in range(12)]
    now = [row("$ ls", 0), row("one two", 1), row("three", 2), row("four", 3), row("$ cd", 4)]
    found = aligned(before, now)
    assert not found.missed
    assert _fresh(found) == [each.text for each in now]


def test_what_stands_beside_a_scrolling_part_is_kept() -> None:
    menu = [row(f"Menu item {n}", n, left=10) for n in range(12)]

    def chat(first: int) -> list[Row]:
        return [row(f"Message {first + n}", n, left=300) for n in range(12)]

    found = aligned(menu + chat(1), menu + chat(4))
    assert _fresh(found) == ["Message 13", "Message 14", "Message 15"]
    assert found.scrolled == 3 * PITCH


def test_a_status_line_below_a_scrolling_part_is_kept() -> None:
    status = row("line 5 of many", 20)
    before = [row(f"Text {n}", n) for n in range(10)]
    now = [row(f"Text {n + 2}", n) for n in range(10)]
    assert _fresh(aligned([*before, status], [*now, status])) == ["Text 10", "Text 11"]


def test_a_line_that_changes_while_it_scrolls_is_that_line() -> None:
    before = [row(f"Step {n} done", n) for n in range(8)] + [row("Step 8 is running", 8)]
    now = [row(f"Step {n + 2} done", n) for n in range(6)]
    now += [row("Step 8 is done now", 6), row("Step 9 done", 7), row("Step 10 is running", 8)]
    found = aligned(before, now)
    pairs = [(was.text if was else None, new.text) for was, new in found.fresh]
    assert pairs == [("Step 8 is running", "Step 8 is done now"), (None, "Step 9 done"),
                     (None, "Step 10 is running")]  # fmt: skip


def test_what_scrolling_back_brings_is_told_apart() -> None:
    before = [row(f"Line {n + 5}", n) for n in range(10)]
    now = [row(f"Line {n}", n) for n in range(10)]
    found = aligned(before, now)
    assert found.scrolled == -5 * PITCH
    assert [each.text for each in found.revealed] == [f"Line {n}" for n in range(5)]


def test_a_changed_status_is_no_scroll() -> None:
    before = [row("Server one ok", 0), row("Server two", 1), row("ok", 2), row("Server three", 3),
              row("running", 4)]  # fmt: skip
    now = [*before[:4], row("ok", 4)]
    found = aligned(before, now)
    assert found.scrolled == 0
    assert _fresh(found) == ["ok"]


def test_letters_read_otherwise_are_the_same_line() -> None:
    before = [row(f"Unsure reading number {n}", n, confidence=0.7) for n in range(5)]
    now = [Row(each.text.replace("reading", "readlng"), each.box, b"other", 0.7) for each in before]
    assert _fresh(aligned(before, now)) == []


def test_two_looks_at_nothing() -> None:
    assert aligned([], []) == Alignment()
    assert _fresh(aligned([], [row("First", 0)])) == ["First"]
    assert [each.text for each in aligned([row("Last", 0)], []).gone] == ["Last"]
