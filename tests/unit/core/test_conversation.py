"""A conversation belongs to one picture and is trimmed to what a model can take."""

from __future__ import annotations

from PIL import Image

from assistant.core.conversation import Conversation, Turn, trimmed, word_count
from assistant.core.frame import Frame, Source


def _conversation(*turns: Turn) -> Conversation:
    return Conversation(Frame(Image.new("RGB", (8, 8)), Source.SCREEN), turns=turns)


def test_an_answer_makes_a_new_conversation_and_leaves_the_old_one() -> None:
    first = _conversation()
    second = first.answered("What is it?", "A dog.")
    assert first.turns == ()
    assert second.turns == (Turn("What is it?", "A dog."),)
    assert second.frame is first.frame


def test_the_newest_turns_that_fit_are_kept_in_order() -> None:
    conversation = _conversation(Turn("a b", "c d"), Turn("e", "f g"), Turn("h", "i"))
    assert conversation.history(5) == (Turn("e", "f g"), Turn("h", "i"))
    assert conversation.history(4) == (Turn("h", "i"),)
    assert conversation.history(9) == conversation.turns
    assert _conversation().history(9) == ()


def test_a_long_newest_answer_is_cut_not_dropped() -> None:
    turns = [Turn("q", "old"), Turn("why so", "one two three four")]
    assert trimmed(turns, 4) == (Turn("why so", "one two"),)
    assert trimmed(turns, 1) == (Turn("why so", ""),)


def test_an_older_turn_never_jumps_a_longer_newer_one() -> None:
    turns = [Turn("a", "b"), Turn("c", "d " * 50), Turn("e", "f")]
    assert trimmed(turns, 10) == (Turn("e", "f"),)


def test_scripts_without_spaces_are_counted_by_character() -> None:
    assert word_count("这是一只狗") == 5
    assert word_count("ein schöner Hund") == 3
    assert trimmed([Turn("问", "这是一只狗")], 3) == (Turn("问", "这是"),)
