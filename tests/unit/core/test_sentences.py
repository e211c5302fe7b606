"""Lines become sentences that flow."""

from __future__ import annotations

import pytest

from assistant.core.findings import Line
from assistant.core.result import paragraphs
from assistant.core.sentences import SpeechFlow, cut, join, split


def lines(*texts: str, block: int = 0) -> list[Line]:
    return [Line(text, (0, 20 * i, 100, 20 * i + 16), 0.9, block) for i, text in enumerate(texts)]


def speak(*all_lines: Line, max_words: int = 60) -> list[str]:
    flow = SpeechFlow(max_words)
    spoken = [text for line in all_lines for text in flow.feed(line)]
    return spoken + flow.finish()


def test_first_line_is_spoken_at_once() -> None:
    flow = SpeechFlow()
    assert flow.feed(lines("The quick brown")[0]) == ["The quick brown"]


def test_hyphenated_word_at_the_first_line_end_waits_for_its_rest() -> None:
    spoken = speak(*lines("It was a remark-", "able day for all"))
    assert spoken == ["It was a", "remarkable day for all"]


def test_a_first_line_that_is_only_a_broken_word_is_held() -> None:
    flow = SpeechFlow()
    assert flow.feed(lines("inter-")[0]) == []
    assert flow.finish() == ["inter-"]


@pytest.mark.parametrize(
    ("text", "line", "joined"),
    [
        ("recog-", "nition", "recognition"),
        ("re\u00ad", "cord", "record"),
        ("Jean-", "Paul", "Jean- Paul"),
        ("a list -", "of things", "a list - of things"),
        ("two", "words", "two words"),
        ("", "start", "start"),
        ("same", "  ", "same"),
    ],
)
def test_join_mends_only_broken_words(text: str, line: str, joined: str) -> None:
    assert join(text, line) == joined


def test_a_new_block_ends_the_utterance_without_a_full_stop() -> None:
    spoken = speak(*lines("Heading"), *lines("Body text", "goes on", block=1))
    assert spoken == ["Heading", "Body text goes on"]


def test_nothing_is_lost_and_nothing_is_said_twice() -> None:
    text = [f"Word{i} is in line {i}, it goes on. And" for i in range(40)]
    said = " ".join(speak(*lines(*text)))
    assert said.split() == " ".join(text).split()


def test_long_text_without_full_stops_is_cut_at_a_comma() -> None:
    words = [f"w{i}" for i in range(50)]
    words[15] += ","
    pieces = cut(" ".join(words), max_words=20)
    assert pieces[0].endswith("w15,")
    assert " ".join(pieces).split() == words
    assert all(len(piece.split()) <= 20 for piece in pieces)


def test_short_sentences_are_spoken_together() -> None:
    assert cut("One. Two. Three.", max_words=10) == ["One. Two. Three."]


def test_sentences_are_not_cut_in_the_middle_when_they_fit() -> None:
    assert cut("a b c d. e f g h.", max_words=5) == ["a b c d.", "e f g h."]


def test_paragraphs_keep_blocks_apart() -> None:
    read = [*lines("Title"), *lines("some bro-", "ken text", block=1)]
    assert paragraphs(read) == ["Title", "some broken text"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("你好。今天天气很好！走吗？", ["你好。", "今天天气很好！", "走吗？"]),
        ("他说：“走吧！”然后就走了。", ["他说：“走吧！”", "然后就走了。"]),
        ("真的？！好。", ["真的？！", "好。"]),
        ("هل أنت هنا؟ نعم، أنا هنا.", ["هل أنت هنا؟", "نعم، أنا هنا."]),
        ("यह एक वाक्य है। यह दूसरा है।", ["यह एक वाक्य है।", "यह दूसरा है।"]),
        ("It is 3.5 metres. Really?", ["It is 3.5 metres.", "Really?"]),
    ],
)
def test_sentences_end_as_their_language_writes_it(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    assert join("今天天气", "很好。") == "今天天气很好。"
    assert join("今天用", "Python") == "今天用 Python"


def test_a_long_chinese_sentence_is_cut_at_its_clauses() -> None:
    clause = "这是一个很长的句子，"
    pieces = cut(clause * 30 + "完。")
    assert len(pieces) > 1
    assert "".join(pieces) == clause * 30 + "完。"
    assert all(piece.endswith("，") for piece in pieces[:-1])


def test_chinese_sentences_are_spoken_as_soon_as_they_are_whole() -> None:
    flow = SpeechFlow()
    flow.feed(lines("标题")[0])
    sentence = "这是一个句子，它有许多许多的字，所以值得马上说出来，不用等下一行。"
    assert flow.feed(lines(sentence)[0]) == [sentence]
