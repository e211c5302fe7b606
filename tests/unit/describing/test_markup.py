"""Models' marks are not spoken, and what they quote is left alone."""

from __future__ import annotations

import pytest

from assistant.describing.markup import Thoughts, unmarked


@pytest.mark.parametrize(
    ("marked", "spoken"),
    [
        ("**Title:** A *red* bus.", "Title: A red bus."),
        ("***Very*** large", "Very large"),
        ("__Warning__: hot", "Warning: hot"),
        ("## What it shows", "What it shows"),
        ("* A dog", "A dog"),
        ("- A cat", "A cat"),
        ("• **Left:** a tree", "Left: a tree"),
        ("> A quotation", "A quotation"),
        ("Press `Save`.", "Press Save."),
        ("```python", ""),
        ("```", ""),
        ("**", "**"),
    ],
)
def test_marks_are_taken_away(marked: str, spoken: str) -> None:
    assert unmarked(marked) == spoken


@pytest.mark.parametrize(
    "text",
    [
        "x = 2**3 * 4",
        "5 * 4 = 20",
        "- 5 degrees",
        "a*b and c*d",
        "my__private__name",
        "C# and #3",
        "The file is snake_case_name.txt.",
        "Password: ****",
        "1. First",
        "A - B",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert unmarked(text) == text


def test_what_is_quoted_as_code_stays() -> None:
    assert unmarked("Use `**kwargs` and `__init__`.") == "Use **kwargs and __init__."


def _fed(text: str, size: int) -> str:
    thoughts = Thoughts()
    pieces = [thoughts.feed(text[i : i + size]) for i in range(0, len(text), size)]
    return "".join(pieces) + thoughts.finish()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<think>Is it a dog?</think>\n\nA dog.", "A dog."),
        ("A dog.", "A dog."),
        ("a < b and c > d <thin", "a < b and c > d <thin"),
        ("<think>never ends", ""),
        ("One <think>x</think>two <think>y</think>three", "One two three"),
        ("", ""),
    ],
)
def test_thoughts_are_left_out(text: str, said: str, size: int) -> None:
    assert _fed(text, size).strip() == said


def test_what_is_no_thought_comes_at_once() -> None:
    thoughts = Thoughts()
    assert thoughts.feed("A dog ") == "A dog "
    assert thoughts.feed("<") == ""
    assert thoughts.feed("3") == "<3"
