"""Answers are written only while that is switched on, and come back at the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from assistant.core.errors import EarSightError
from assistant.core.findings import Line
from assistant.core.frame import Frame, Source
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
from assistant.features.saved_history import SavedHistory
from assistant.review.history import History
from assistant.review.saved import SavedAnswers
from assistant.review.sealing import Encrypted, MakeSeal, Open, Seal, new_key
from assistant.settings.schema import ReviewSettings

ON = ReviewSettings(save_history=True)
WITH_PICTURES = ReviewSettings(save_history=True, save_pictures=True)
KEY = new_key()


def encrypted() -> Seal:
    return Encrypted(KEY)


class Program:
    """One run of the program, over a folder."""

    def __init__(
        self, folder: Path, settings: ReviewSettings, make_seal: MakeSeal = encrypted
    ) -> None:
        self.said: list[str] = []
        self.seals = 0
        self.history = History(settings.keep)
        self.answers = SavedAnswers(folder / "history", self._counted(make_seal))
        self.saving = SavedHistory(self.history, self.answers, settings, self.said.append)

    def gets(self, text: str) -> Result:
        frame = Frame(Image.new("RGB", (40, 20), "red"), Source.WINDOW, title="Memo")
        found = [Line(text, (0, 0, 9, 9), 1.0, 1)] if text else []
        request = Request(Verb.READ, Target(Source.WINDOW))
        result = Result(request, "Memo", area=frame.area, found=[*found])
        with self.history.lock:
            self.history.add(result, frame)
        self.saving.on_result(result)
        return result

    def texts(self) -> list[str]:
        """What can be walked, the newest first."""
        found = []
        more = True
        while more and self.history.current is not None:
            found.append(self.history.current.result.text)
            more = self.history.step(-1)
        return found

    def _counted(self, make_seal: MakeSeal) -> MakeSeal:
        def make() -> Seal:
            self.seals += 1
            return make_seal()

        return make


def everything(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*")]


def test_nothing_is_on_the_disk_and_no_keyring_is_asked_while_it_is_off(tmp_path: Path) -> None:
    program = Program(tmp_path, ReviewSettings(save_pictures=True))
    program.gets("Secret")
    program.saving.configure(ReviewSettings(save_pictures=True, keep=5))
    program.saving.close()
    assert everything(tmp_path) == []
    assert program.seals == 0
    assert program.said == []


def test_answers_come_back_at_the_next_start_and_it_is_said_that_they_are_saved(
    tmp_path: Path,
) -> None:
    first = Program(tmp_path, ON)
    first.gets("One")
    first.gets("Two")
    first.gets("")
    first.saving.close()
    assert first.said == ["Answers are saved, encrypted with a key from the system's keyring."]
    assert b"One" not in b"".join(
        path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
    )
    second = Program(tmp_path, ON)
    second.saving.close()
    second.gets("Three")
    assert second.texts() == ["Three", "Two", "One"]
    assert second.seals == 1


def test_without_a_keyring_it_is_said_that_nothing_is_encrypted(tmp_path: Path) -> None:
    program = Program(tmp_path, ON, Open)
    program.saving.close()
    assert program.said == [
        "Answers are saved in a folder that only you can read, but not encrypted: no keyring."
    ]


def test_no_more_are_brought_back_than_are_kept_in_memory(tmp_path: Path) -> None:
    first = Program(tmp_path, ON)
    for text in "abcde":
        first.gets(text)
    first.saving.close()
    second = Program(tmp_path, ReviewSettings(save_history=True, keep=2))
    second.saving.close()
    assert second.texts() == ["e", "d"]


def test_more_than_are_to_be_kept_are_deleted(tmp_path: Path) -> None:
    program = Program(tmp_path, ReviewSettings(save_history=True, saved_answers=2))
    for text in "abc":
        program.gets(text)
    program.saving.close()
    assert len(program.answers.names()) == 2


def test_pictures_are_a_switch_of_their_own(tmp_path: Path) -> None:
    first = Program(tmp_path, ON)
    first.gets("One")
    first.saving.close()
    assert all(".picture" not in name for name in everything(tmp_path))
    second = Program(tmp_path, WITH_PICTURES)
    second.gets("Two")
    second.saving.close()
    third = Program(tmp_path, WITH_PICTURES)
    third.saving.close()
    entry = third.history.newest
    assert entry is not None
    assert entry.frame is None
    picture = third.saving.picture(entry)
    assert picture is not None
    assert picture.getpixel((5, 5)) == (255, 0, 0)


def test_switching_on_and_off_is_said_and_counts_at_once(tmp_path: Path) -> None:
    program = Program(tmp_path, ReviewSettings())
    program.gets("Before")
    program.saving.configure(ON)
    program.gets("While")
    program.saving.configure(ReviewSettings())
    program.gets("After")
    program.saving.close()
    assert sorted(program.said) == [
        "Answers are not saved any more; those on the disk stay until deleted.",
        "Answers are saved, encrypted with a key from the system's keyring.",
    ]
    saved = [program.answers.load(name).result().text for name in program.answers.names()]
    assert saved == ["While"]


def test_all_are_deleted(tmp_path: Path) -> None:
    program = Program(tmp_path, WITH_PICTURES)
    program.gets("One")
    program.saving.delete_all()
    program.saving.close()
    assert everything(tmp_path) == ["history"]
    assert program.said[-1] == "All answers are deleted."


def _locked() -> Seal:
    raise EarSightError("The keyring does not answer: KeyringLocked.", "Unlock it and try again.")


@pytest.mark.parametrize("settings", [ON, WITH_PICTURES])
def test_a_locked_keyring_is_told_once_and_nothing_is_written_in_the_clear(
    tmp_path: Path, settings: ReviewSettings
) -> None:
    program = Program(tmp_path, settings, _locked)
    program.gets("One")
    program.gets("Two")
    program.saving.close()
    assert program.said == ["The keyring does not answer: KeyringLocked. Unlock it and try again."]
    assert everything(tmp_path) == []


def test_answers_whose_key_is_gone_are_told_of_and_the_others_come_back(tmp_path: Path) -> None:
    keys: list[Callable[[], Seal]] = [lambda: Encrypted(new_key()), encrypted]
    for text, make_seal in zip(("Lost", "Kept"), keys, strict=True):
        program = Program(tmp_path, ON, make_seal)
        program.gets(text)
        program.saving.close()
    assert "their key is gone" in program.said[-1]
    last = Program(tmp_path, ON)
    last.saving.close()
    assert last.texts() == ["Kept"]
