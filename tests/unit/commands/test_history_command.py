"""`earsight history`: what was saved is listed, shown and deleted by its number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.commands import history
from assistant.commands.arguments import build_parser
from assistant.core.errors import BadInputError
from assistant.core.findings import Kind, Line, Sentence
from assistant.core.frame import Source
from assistant.core.request import Request, Target, Verb
from assistant.core.result import Result
from assistant.review.saved import SavedAnswers
from assistant.review.sealing import Encrypted, MakeSeal, Open, new_key
from assistant.settings.schema import Settings
from assistant.settings.store import SettingsStore, replaced

KEY = new_key()


def _run(*words: str) -> int:
    return history.run(build_parser().parse_args(["history", *words]))


def _use(monkeypatch: pytest.MonkeyPatch, folder: Path, seal: MakeSeal = Open) -> SavedAnswers:
    store = SettingsStore(folder / "settings.toml")
    monkeypatch.setattr(history, "settings_store", lambda: store)
    monkeypatch.setattr(history, "saved_answers", lambda: SavedAnswers(folder / "history", seal))
    return SavedAnswers(folder / "history", seal)


def _switch_on(folder: Path) -> None:
    SettingsStore(folder / "settings.toml").save(
        replaced(Settings(), "review.save_history", "true")
    )


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SavedAnswers:
    """Two answers, an older reading and a newer description."""
    saved = _use(monkeypatch, tmp_path)
    read = Request(Verb.READ, Target(Source.WINDOW))
    saved.save(Result(read, "Memo", found=[Line("First words", (0, 0, 9, 9), 1.0, 1)]), 1e9)
    told = Request(Verb.DESCRIBE, Target(Source.SCREEN))
    saved.save(Result(told, found=[Sentence("A cat.", Kind.GUESSED, "tiny")]), 2e9)
    return saved


def test_the_newest_comes_first(saved: SavedAnswers, capsys: pytest.CaptureFixture[str]) -> None:
    _run("list")
    first, second, *_rest = capsys.readouterr().out.splitlines()
    assert first.startswith("   1  2033-05-1")
    assert first.endswith("Screen, described.")
    assert second.endswith("Window Memo, read.")


def test_list_as_json(saved: SavedAnswers, capsys: pytest.CaptureFixture[str]) -> None:
    _run("list", "--json")
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(entry["number"], entry["when"]) for entry in entries] == [(1, 2e9), (2, 1e9)]


def test_one_is_shown_with_how_it_is_known(
    saved: SavedAnswers, capsys: pytest.CaptureFixture[str]
) -> None:
    _run("show", "1")
    shown = capsys.readouterr().out.splitlines()
    assert shown[1:] == ["Screen, described.", "Guessed by tiny", "A cat."]
    _run("show", "2", "--json")
    assert json.loads(capsys.readouterr().out)["text"] == "First words"


def test_one_and_all_are_deleted(saved: SavedAnswers, capsys: pytest.CaptureFixture[str]) -> None:
    _run("delete", "1")
    assert [saved.load(name).title for name in saved.names()] == ["Memo"]
    _run("delete-all")
    assert saved.names() == []
    assert capsys.readouterr().out.splitlines() == ["Deleted.", "1 saved answer deleted."]


def test_a_number_that_is_none_is_told(saved: SavedAnswers) -> None:
    with pytest.raises(BadInputError, match="no saved answer 3"):
        _run("show", "3")


def test_one_that_cannot_be_opened_is_told_and_keeps_its_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = _use(monkeypatch, tmp_path, lambda: Encrypted(KEY))
    name = saved.save(Result(Request(Verb.READ, Target(Source.WINDOW))), 1.0)
    _use(monkeypatch, tmp_path, lambda: Encrypted(new_key()))
    _run()
    told = capsys.readouterr()
    assert "their key is gone" in told.err
    _run("delete", "1")
    assert name not in saved.names()


def test_it_says_whether_and_how_answers_are_saved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = _use(monkeypatch, tmp_path)
    _run()
    assert capsys.readouterr().out.startswith("Answers are not saved. ")
    _switch_on(tmp_path)
    _run()
    assert "but not encrypted" in capsys.readouterr().out
    _use(monkeypatch, tmp_path, lambda: Encrypted(KEY))
    _run()
    assert ", encrypted with a key" in capsys.readouterr().out
    saved.save(Result(Request(Verb.READ, Target(Source.WINDOW))), 1.0)
    SettingsStore(tmp_path / "settings.toml").save(Settings())
    _run()
    assert "stay until deleted" in capsys.readouterr().out
