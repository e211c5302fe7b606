"""The report of a problem holds what helps, and nothing of the person."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.core.backends import Availability, Verdict
from assistant.core.errors import BadInputError, EarSightError, SpeechError
from assistant.reporting.about import about, first_line
from assistant.reporting.checks import checked
from assistant.reporting.recent import KEPT, RecentErrors
from assistant.reporting.report import Facts, report
from assistant.reporting.scrubbing import Names, names
from assistant.reporting.versions import versions
from assistant.settings.schema import (
    ApplicationSettings,
    DescribingSettings,
    HotkeySettings,
    RemoteSettings,
    Settings,
    SpeechSettings,
)

ANNA = Names("anna", "annas-pc", "/home/anna")
SECRETS = (
    *("anna", "Meier", "payroll", "salary", "hospital", "banking", "sesame", "Secret Plans"),
    *("/home", "/opt", "Users"),
)
PERSONAL = Settings(
    speech=SpeechSettings(rate=320, voice="/home/anna/voices/hospital"),
    describing=DescribingSettings(presets={"payroll": "Read the salary"}, hub="https://u:sesame@h"),
    remote=RemoteSettings(enabled=True, url="https://anna:sesame@hospital.example/v1"),
    hotkeys=HotkeySettings(chords={"stop": "Super+F9", "repeat": "anna", "payroll": "Super+F8"}),
    applications={"banking": ApplicationSettings(prompt="salary of Anna Meier")},
)


def verdict(name: str, reason: str = "", *, used: bool = False) -> Verdict:
    return Verdict("voice", name, used, Availability(not reason, reason))


def whole_report() -> str:
    errors = RecentErrors()
    errors.on_failure(BadInputError("payroll.pdf of Anna Meier cannot be read", "hospital"))
    errors.on_failure(SpeechError("Could not say: your salary"))
    rows = [
        verdict("espeak-ng", used=True),
        verdict("pyttsx3", "OSError: /home/anna/Secret Plans/lib x/libespeak.so: no such file"),
        verdict("sapi", r"C:\Users\Anna Meier\sapi.dll does not load for anna on ANNAS-PC"),
        verdict("nvda", "'/opt/hospital/nvda.dll' is missing"),
    ]
    facts = Facts(versions(), rows, PERSONAL, errors.lines(), ["1920 x 1080, 1"])
    return report(facts, ANNA)


def test_it_tells_what_helps() -> None:
    text = whole_report()
    for wanted in (
        "EarSight: ",
        "Python: ",
        "voice, espeak-ng: used",
        "libespeak.so: no such file",
        "SpeechError (no-sound)",
        "BadInputError (bad-input)",
        "speech.rate: 320",
        "speech.voice: set",
        "describing.presets: 1 of your own",
        "remote.enabled: true",
        "hotkeys.chords: stop Super+F9, repeat ?",
        "applications: 1",
        "1920 x 1080",
    ):
        assert wanted in text


@pytest.mark.parametrize("secret", SECRETS)
def test_it_tells_nothing_of_the_person(secret: str) -> None:
    assert secret.casefold() not in whole_report().casefold()


def test_every_free_text_of_the_settings_stays_out() -> None:
    """Whatever setting comes later: what a person can type is not in the report."""
    from assistant.settings.fields import FieldKind, sections, with_value

    settings = Settings()
    for section in sections():
        for field in section.fields:
            free = {
                FieldKind.TEXT: "qwxz",
                FieldKind.LIST: ["qwxz"],
                FieldKind.TABLE: {"qwxz": "qwxz"},
            }
            if field.kind in free:
                try:
                    settings = with_value(settings, field, free[field.kind])
                except ValueError:
                    continue
    assert settings != Settings()
    assert "qwxz" not in report(Facts({}, [], settings), ANNA)


def test_errors_are_not_known_outside_the_running_program() -> None:
    assert "only the running EarSight" in report(Facts({}, [], Settings()), ANNA)
    assert "only the running EarSight" not in report(Facts({}, [], Settings(), []), ANNA)


def test_the_last_errors_come_first_and_old_ones_go() -> None:
    now = [0.0]
    errors = RecentErrors(lambda: now[0])
    for _number in range(KEPT):
        errors.on_failure(EarSightError("old"))
    now[0] = 120.0
    errors.on_failure(SpeechError("new"))
    assert errors.lines()[0] == "0 min: SpeechError (no-sound)"
    assert errors.lines()[1] == "2 min: EarSightError (failed)"
    assert len(errors.lines()) == KEPT


def test_short_names_do_not_eat_the_text() -> None:
    assert Names("a", "", "/").taken_out("a bad thing n/a") == "a bad thing n/a"
    assert Names("anna", "pc", "").taken_out("savannah, x/anna/y") == "savannah, x/USER/y"


def test_the_names_of_this_computer_are_known() -> None:
    assert names().home == str(Path.home())


def test_the_checks_are_asked_of_another_process(tmp_path: Path) -> None:
    script = tmp_path / "doctor.py"
    row = {"concern": "voice", "name": "x", "used": True, "usable": True}
    row |= {"reason": "", "remedy": ""}
    script.write_text(f"print('''{json.dumps(row)}''')\nprint('''{json.dumps({'version': 1})}''')")
    assert checked([sys.executable, str(script)]) == [
        Verdict("voice", "x", True, Availability(True))
    ]
    assert checked([sys.executable, str(tmp_path / "none.py")]) == []


def test_the_command_prints_or_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert main(["report"]) == 0
    assert "What works here" in capsys.readouterr().out
    file = tmp_path / "report.txt"
    assert main(["report", "--output", str(file)]) == 0
    assert "Versions" in file.read_text("utf-8")
    assert main(["report", "--output", str(file / "no")]) != 0
    assert "could not be written" in capsys.readouterr().err


def test_about_names_version_licence_and_what_it_stands_on() -> None:
    text = about()
    assert text.splitlines()[0] == first_line()
    assert "Apache License 2.0" in first_line()
    assert "pillow, MIT-CMU, pictures" in text.splitlines()
    assert "|" not in text
    assert "`" not in text
