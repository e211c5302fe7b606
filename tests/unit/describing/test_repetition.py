"""A caption ends where it begins to say the same again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from PIL import Image

from assistant.core.findings import Place, Sentence
from assistant.core.request import Detail
from assistant.describing.base import Ability, Found, Piece, Said, Task
from assistant.describing.repetition import Unrepeated
from assistant.describing.worker import findings


def heard(text: str, size: int) -> str:
    flow = Unrepeated()
    parts = [flow.feed(text[at : at + size]) for at in range(0, len(text), size)]
    return "".join(parts) + flow.finish()


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a red box a red box", "a red box"),
        ("a man and a dog and a dog and a dog and a dog", "a man and a dog"),
        ("It is red. It is red. It is", "It is red."),
        ("a Red box, a red box. More.", "a red box"),
        ("one two three four one two three four five", "one two three four"),
        ("go go go go go go go", "go go go"),
    ],
)
def test_it_is_cut_where_it_comes_again(text: str, left: str, size: int) -> None:
    assert heard(text, size).strip(" ,").casefold() == left.casefold()


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "a dog",
        " a very very big dog on a very very big mat \n",
        "a red box and a red box",
        "a red box, a red",
        "left of the door, right of the door, over the door",
    ],
)
def test_what_is_no_repetition_comes_whole(text: str, size: int) -> None:
    assert heard(text, size) == text


def test_what_cannot_be_a_repetition_is_not_waited_for() -> None:
    flow = Unrepeated()
    assert flow.feed("a red box on a ") == "a red box on "
    assert flow.feed("mat. It") == "a mat. It"
    assert flow.feed("s red") == "s "


class Looping:
    """A describer that tells `said`, and how much of it was asked for."""

    name, abilities = "looping", (Ability.DESCRIBE,)

    def __init__(self, said: Sequence[Said]) -> None:
        self.said = said
        self.told = 0

    def run(self, _image: Image.Image, _task: Task, ended: Callable[[], bool]) -> Iterator[Said]:
        for each in self.said:
            if ended():
                return
            self.told += 1
            yield each

    def close(self) -> None:
        """Nothing to do."""


def describe(describer: Looping, task: Task) -> list[Sentence | Place]:
    told = findings(describer, Image.new("RGB", (8, 8)), task, lambda: False)
    return [each for each in told if isinstance(each, Sentence | Place)]


LOOP = [Piece("a red box, ")] * 50
FOUND = Found("box", (1, 1, 5, 5))


def test_a_short_description_ends_there_and_the_model_with_it() -> None:
    describer = Looping(LOOP)
    (sentence,) = describe(describer, Task(Ability.DESCRIBE))
    assert isinstance(sentence, Sentence)
    assert sentence.text == "a red box"
    assert describer.told < 5


def test_places_come_after_a_long_one_all_the_same() -> None:
    sentence, place = describe(Looping([*LOOP, FOUND]), Task(Ability.DESCRIBE, detail=Detail.LONG))
    assert isinstance(sentence, Sentence)
    assert sentence.text == "a red box"
    assert isinstance(place, Place)


@pytest.mark.parametrize(
    "task", [Task(Ability.ASK, "Which?"), Task(Ability.DESCRIBE, repeats=True)], ids=["ask", "off"]
)
def test_others_are_told_as_they_are(task: Task) -> None:
    told = describe(Looping(LOOP), task)
    words = " ".join(each.text for each in told if isinstance(each, Sentence))
    assert words.count("red") == len(LOOP)
