"""The set-up by questions in a terminal, whatever is typed."""

from __future__ import annotations

import pytest
from support.setup_kit import Program

from assistant.commands.setup_prompts import WAYS, Prompts
from assistant.core.i18n import use_language
from assistant.onboarding.steps import Walk


@pytest.fixture
def program() -> Program:
    use_language("en")
    return Program()


def _run(
    program: Program, capsys: pytest.CaptureFixture[str], *typed: str, ask: bool = True
) -> str:
    answers = iter(typed)
    walk = Walk(program.kit(hotkeys=False), WAYS)
    Prompts(walk, (lambda: next(answers, None)) if ask else None, program.sample).run()
    return capsys.readouterr().out


def test_return_alone_goes_through_to_the_end(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _run(program, capsys, *[""] * 12)
    assert told.count("of 12.") == 12
    assert told.endswith("Set-up is done.\n")
    assert program.settings.desktop.set_up


@pytest.mark.parametrize("typed", [("q",), ("", "", "q"), (), ("", "1")])
def test_q_and_the_end_of_input_leave(
    program: Program, capsys: pytest.CaptureFixture[str], typed: tuple[str, ...]
) -> None:
    told = _run(program, capsys, *typed)
    assert told.endswith("Set-up was left. Type earsight setup to come back to it.\n")
    assert program.settings.desktop.set_up


def test_a_number_changes_and_what_is_set_is_shown(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _run(program, capsys, "", "", "2", "5", "1", "", "2", "x", "q")
    assert program.settings.speech.rate == 240
    assert "  2. Rate: 240 words a minute" in told
    assert "x is no answer here." in told


def test_switches_keys_and_letters(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    to_keys = ["", "", "", "y", "", "1", ""]
    told = _run(program, capsys, *to_keys, "3", "Super+Alt+Q", "3", "Insert+Q", "9", "b", "r", "q")
    assert not program.settings.speech.use_screen_reader
    assert program.settings.hotkeys.chords == {"leader": "Super+Alt+Q"}
    assert "Good. The sound works." in told
    assert "Insert and Caps Lock belong to screen readers." in told
    assert "9 is no answer here." in told
    assert told.count("Screen reader. Step 5 of 12.") == 3


def test_only_what_must_be_heard_is_spoken(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    program.silent = "There is no sound device."
    told = _run(program, capsys, *[""] * 7, "t", "q")
    spoken = [text for text, _engine, _volume in program.samples]
    assert spoken[0].startswith("Did you hear this?")
    assert spoken[1].startswith("The window says:")
    assert len(spoken) == 2
    assert told.count("There is no sound device.") == 2


def test_defaults_ask_nothing_say_nothing_and_keep_everything(
    program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    before = program.settings.speech
    told = _run(program, capsys, ask=False)
    assert told.count("of 12.") == 12
    assert "  1. " not in told
    assert program.samples == []
    assert program.settings.speech == before
    assert program.settings.desktop.set_up
