"""Sentences out of pieces of text."""

from __future__ import annotations

import pytest

from assistant.describing.sentence_stream import SentenceStream

TEXT = "A  dog\tsits there.\u00a0 It is 3.5 years old! Is it?\nYes, a list:\n- one\n\n- two"
SENTENCES = [
    *("A dog sits there.", "It is 3.5 years old!", "Is it?"),
    *("Yes, a list:", "- one", "- two"),
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_pieces_of_any_size_give_the_same_sentences(size: int) -> None:
    flow = SentenceStream()
    pieces = [TEXT[start : start + size] for start in range(0, len(TEXT), size)]
    heard = [sentence for piece in pieces for sentence in flow.feed(piece)]
    assert heard + flow.finish() == SENTENCES


def test_a_sentence_comes_when_the_next_one_begins() -> None:
    flow = SentenceStream()
    assert flow.feed("A dog.") == []
    assert flow.feed(" A") == ["A dog."]
    assert flow.feed(" cat") == []
    assert flow.finish() == ["A cat"]
    assert flow.finish() == []


def test_an_endless_sentence_is_cut() -> None:
    flow = SentenceStream(max_words=5)
    heard = [part for _ in range(12) for part in flow.feed("word ")] + flow.finish()
    assert sum(len(part.split()) for part in heard) == 12
    assert max(len(part.split()) for part in heard) <= 5
