"""Answers on the disk: private, encrypted where there is a key, few, young, and gone when told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image

from assistant.core.errors import EarSightError
from assistant.core.findings import Control, Kind, Line, Origin, Place, Sentence
from assistant.core.frame import Source
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Found, Result
from assistant.review.saved import SavedAnswers
from assistant.review.sealing import Encrypted, Open, Seal, new_key

DAY = 86_400.0
WORDS = "The secret of the quick brown fox"


def answer(text: str = WORDS) -> Result:
    found: list[Found] = [
        Line(text, (-5, 0, 90, 12), 0.9, 1),
        Control("button", "OK", "disabled", (0, 20, 40, 35), Origin.TOLD, 1.0),
        Sentence("A cat 12.", Kind.GUESSED, "tiny", ("12",)),
        Place("cat", (1, 2, 3, 4), "tiny"),
    ]
    target = Target(Source.FILE, path=Path("a folder") / "a.png", page=2)
    return Result(
        Request(Verb.ASK, target, question="Why?"), "Memo", "gimp", (-10, 0, 90, 50), found
    )


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def seals() -> list[Seal]:
    return [Open(), Encrypted(new_key())]


@pytest.mark.parametrize("seal", seals(), ids=["open", "encrypted"])
def test_an_answer_and_its_picture_come_back_as_they_were(tmp_path: Path, seal: Seal) -> None:
    saved = SavedAnswers(tmp_path / "history", lambda: seal)
    picture = Image.effect_noise((30, 20), 80).convert("RGB")
    name = saved.save(answer(), 1000.5, picture)
    again = SavedAnswers(tmp_path / "history", lambda: seal)
    assert again.names() == [name]
    assert again.load(name).result() == answer()
    assert again.load(name).when == 1000.5
    shown = again.picture(name)
    assert shown is not None
    assert shown.tobytes() == picture.tobytes()


def test_without_a_picture_none_is_written(tmp_path: Path) -> None:
    saved = SavedAnswers(tmp_path, Open)
    name = saved.save(answer(), 1.0)
    assert saved.picture(name) is None
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_can_be_read_without_the_key(tmp_path: Path) -> None:
    saved = SavedAnswers(tmp_path, lambda: Encrypted(new_key()))
    name = saved.save(answer(), 1.0, Image.new("RGB", (9, 9), "red"))
    assert saved.encrypted
    for words in (WORDS.encode(), b"Memo", b"Why?", b"PNG"):
        assert words not in bytes_in(tmp_path)
    other = SavedAnswers(tmp_path, lambda: Encrypted(new_key()))
    with pytest.raises(EarSightError, match="key is gone"):
        other.load(name)
    assert other.picture(name) is None


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_folder_and_files_are_for_nobody_else(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    saved = SavedAnswers(folder, Open)
    saved.save(answer(), 1.0, Image.new("RGB", (9, 9)))
    assert not saved.encrypted
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_what_was_open_stays_readable_when_there_is_a_key_later(tmp_path: Path) -> None:
    SavedAnswers(tmp_path, Open).save(answer("old"), 1.0)
    saved = SavedAnswers(tmp_path, lambda: Encrypted(new_key()))
    saved.save(answer("new"), 2.0)
    texts = [saved.load(name).result().lines[0].text for name in saved.names()]
    assert texts == ["old", "new"]


def test_few_and_young_ones_are_kept(tmp_path: Path) -> None:
    saved = SavedAnswers(tmp_path, Open)
    names = [saved.save(answer(), number * DAY, Image.new("RGB", (2, 2))) for number in range(6)]
    saved.prune(keep=4, days=100, now=6 * DAY)
    assert saved.names() == names[-4:]
    saved.prune(keep=4, days=2, now=6 * DAY)
    assert saved.names() == names[-2:]
    assert len(list(tmp_path.iterdir())) == 4


def test_one_and_all_are_deleted_with_their_pictures(tmp_path: Path) -> None:
    saved = SavedAnswers(tmp_path, Open)
    first, second = (saved.save(answer(), when, Image.new("RGB", (2, 2))) for when in (1.0, 2.0))
    saved.delete(first)
    assert saved.names() == [second]
    with pytest.raises(EarSightError, match="not there"):
        saved.load(first)
    (tmp_path / ".000.answer-half").write_text("a crash left this")
    assert saved.delete_all() == 1
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    saved = SavedAnswers(tmp_path, Open)
    name = saved.save(answer(), 1.0)
    (tmp_path / f"{name}.answer").write_bytes(b"{}")
    with pytest.raises(EarSightError, match="broken"):
        saved.load(name)


def test_no_folder_is_no_answer_and_looking_makes_none(tmp_path: Path) -> None:
    saved = SavedAnswers(tmp_path / "none", Open)
    assert saved.names() == []
    assert saved.delete_all() == 0
    saved.prune(1, 1, DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_none_is_told() -> None:
    with pytest.raises(EarSightError, match="key is gone"):
        Encrypted("not a key")


def test_two_answers_of_one_moment_are_two(tmp_path: Path) -> None:
    saved = SavedAnswers(tmp_path, Open)
    names = [saved.save(answer(), 1.0) for _number in range(3)]
    assert saved.names() == names
