"""Every command besides `read`, where there is neither display nor sound."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.console import Console
from support.processes import processes_with

from assistant import __version__
from assistant.commands.arguments import SHELLS
from assistant.core.actions import EVERY_ACTION

if sys.platform == "win32":
    pytest.skip("signals and permissions of POSIX", allow_module_level=True)

COMMANDS = (
    *("trigger", "read", "say", "voices", "settings", "doctor", "demo"),
    *("regions", "windows", "monitors"),
)


@pytest.fixture(scope="module")
def console() -> Iterator[Console]:
    with Console() as made:
        yield made


def test_the_version(console: Console) -> None:
    ran = console.earsight("--version")
    assert (ran.status, ran.out, ran.err) == (0, f"earsight {__version__}\n", "")


def test_python_runs_it_as_a_module(console: Console) -> None:
    python = (sys.executable, "-m", "assistant")
    assert console.earsight("--version", program=python).out == f"earsight {__version__}\n"
    ran = console.earsight("read", "missing.png", program=python)
    assert (ran.status, ran.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_examples(console: Console, command: str) -> None:
    ran = console.earsight(*filter(None, [command, "--help"]))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: earsight {command}".strip())
    examples = ran.out.partition("examples:\n")[2]
    assert f"  earsight {command}".rstrip() in examples


def test_help_names_every_command_and_action(console: Console) -> None:
    told = console.earsight("--help").out
    assert all(f"\n    {name} " in told for name in COMMANDS)
    told = console.earsight("trigger", "--help").out
    assert all(f"\n  {entry.id} " in told for entry in EVERY_ACTION)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["fly"], "There is no command fly. Choose one of: trigger, read,"),
        (["trigger", "fly"], "There is no verb fly. Choose one of: read, describe,"),
        (["trigger"], "VERB"),
        (["trigger", "read", "--target", "moon"], "moon is no value for --target."),
        (
            ["trigger", "stop", "--target", "window"],
            "stop takes no words and no target.",
        ),
        (["say"], "TEXT"),
        (["say", "  "], "There is nothing to say."),
        (["say", "hello", "--volume", "3"], "--volume"),
        (["settings", "fly"], "There is no command fly."),
        (["settings", "get", "no.such"], "There is no setting no.such."),
        (["settings", "set", "speech.rate"], "VALUE"),
        (["settings", "set", "speech.rate", "fast"], "fast is no value for speech.rate"),
        (["settings", "reset", "speech"], "speech is not one setting."),
        (["doctor", "--js"], "--js"),
        (["--print-completion", "korn"], "korn is no value for --print-completion."),
    ],
)
def test_a_wrong_command_line_is_told(console: Console, words: list[str], told: str) -> None:
    ran = console.earsight(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("earsight: ")
    assert told in ran.err
    assert ran.err.count("\n") == 1
    assert ran.err.endswith(".\n")


def test_trigger_says_that_nothing_runs(console: Console) -> None:
    for words in (["read"], ["read", "--target", "pointer"], ["stop"], ["quit"]):
        ran = console.earsight("trigger", *words)
        assert ran.status == 3
        assert ran.err == "earsight: EarSight is not running. Start it with earsight.\n"


def test_the_app_says_that_there_is_no_display(console: Console) -> None:
    ran = console.earsight()
    assert ran.status == 3
    assert ran.err.startswith("earsight: There is no display here. ")
    ran = console.earsight(env={"DISPLAY": ":987"})
    assert ran.status == 3
    assert ran.err.startswith("earsight: The display :987 does not answer. ")
    assert console.left() == []


def test_trigger_loads_nothing_heavy() -> None:
    """A person waits for it at every key press that a compositor binds."""
    # What is answered by nobody is told in the person's language, and that takes their settings.
    program = (
        "import sys; from assistant.cli import main;"
        "from assistant.desktop import messages, socket_client;"
        "socket_client.send = lambda trigger, timeout: messages.Reply(ok=True);"
        "print(main(['trigger', 'stop']), *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "XDG_RUNTIME_DIR": "/nonexistent", "TMPDIR": "/nonexistent"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    status, *loaded_names = done.stdout.split()
    loaded = set(loaded_names)
    assert status == "0"
    assert "assistant.commands.trigger" in loaded
    heavy = {"PIL", "PySide6", "Xlib", "asyncio", "jeepney", "mss", "numpy", "shtab", "tomli_w"}
    assert loaded & (heavy | {"assistant.composition", "assistant.settings"}) == set()


def test_bash_completes(console: Console) -> None:
    script = console.home / "completion"
    script.write_text(console.earsight("--print-completion", "bash").out, "utf-8")
    asked = """
    source "$1"; complete -p earsight
    COMP_WORDS=(earsight read --sc); COMP_CWORD=2; COMP_LINE="${COMP_WORDS[*]}"
    _shtab_earsight; echo "${COMPREPLY[*]}"
    COMP_WORDS=(earsight trigger read-w); COMP_LINE="${COMP_WORDS[*]}"
    _shtab_earsight; echo "${COMPREPLY[*]}"
    cd "$(dirname "$1")"; COMP_WORDS=(earsight read compl); COMP_LINE="${COMP_WORDS[*]}"
    _shtab_earsight; echo "${COMPREPLY[*]}"
    """
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    done = console.run([bash, "--norc", "-c", asked, "bash", str(script)])
    registered, *answers = done.stdout.splitlines()
    assert registered.startswith("complete ")
    assert registered.endswith(" earsight")
    assert answers == ["--screen", "read-window", "completion"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_a_completion(console: Console, shell: str) -> None:
    ran = console.earsight("--print-completion", shell)
    assert (ran.status, ran.err) == (0, "")
    assert "read-clipboard" in ran.out
    if (program := shutil.which(shell)) is not None and shell != "tcsh":
        script = console.home / f"completion.{shell}"
        script.write_text(ran.out, "utf-8")
        assert console.run([program, "-n", str(script)]).returncode == 0


def test_settings_are_kept(console: Console) -> None:
    def settings(*words: str) -> str:
        ran = console.earsight("settings", *words)
        assert (ran.status, ran.err) == (0, "")
        return ran.out

    path = Path(settings("path").strip())
    assert path == Path(console.env["XDG_CONFIG_HOME"], "earsight", "settings.toml")
    before = settings()
    assert "speech.rate = 200\n" in before
    assert settings("set", "speech.rate", "260") == ""
    assert path.stat().st_mode & 0o777 == 0o600
    assert settings("get", "speech.rate") == "260\n"
    assert settings("get", "speech").startswith("speech.use_screen_reader = true\n")
    settings("set", "speech.languages", "de,ar")
    assert settings("get", "speech.languages") == "de,ar\n"
    settings("set", "hotkeys.chords.read-window", "Super+Shift+R")
    assert "hotkeys.chords.read-window = Super+Shift+R\n" in settings()
    settings("reset", "speech.rate")
    assert settings("get", "speech.rate") == "200\n"
    settings("reset")
    assert settings() == before


def test_a_broken_settings_file_is_kept_aside(console: Console) -> None:
    path = Path(console.earsight("settings", "path").out.strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[speech\nrate = fast", "utf-8")
    ran = console.earsight("settings", "get", "speech.rate")
    assert (ran.status, ran.out) == (0, "200\n")
    assert ran.err.startswith("The settings file is broken, default settings are used. ")
    (kept,) = path.parent.glob("settings.broken-*")
    assert kept.name in ran.err
    kept.unlink()


def test_say_writes_a_wave_file(console: Console, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    ran = console.earsight("say", "Hello there", "--wav", out)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    with wave.open(str(out)) as file:
        assert file.getnframes() > file.getframerate() // 4
    for name in ("/nowhere/out.wav", str(tmp_path)):
        ran = console.earsight("say", "Hello there", "--wav", name)
        assert ran.status == 2, ran
        assert "cannot be written. Choose another place." in ran.err
    assert [*tmp_path.iterdir(), *tmp_path.parent.glob("tmp*.wav")] == [out]
    assert console.left() == []


def test_say_without_sound_fails_aloud(console: Console) -> None:
    ran = console.earsight("say", "Hello there")
    assert (ran.status, ran.out) == (4, "")
    assert ran.err == (
        "earsight: There is no sound device. Connect one, or start the sound server.\n"
    )


def test_voices_are_listed_as_the_settings_name_them(console: Console) -> None:
    ran = console.earsight("voices")
    if ran.status == 3:
        pytest.skip(ran.err)
    lines = [line.split("\t") for line in ran.out.splitlines()]
    assert all(len(parts) == 3 and parts[0] for parts in lines)
    found = console.earsight("voices", "--json").objects()
    assert [voice["id"] for voice in found] == [parts[0] for parts in lines]
    assert all(list(voice) == ["id", "name", "languages"] for voice in found)
    assert any("en" in tag for voice in found for tag in voice["languages"])


def test_the_doctor_names_every_concern_and_changes_nothing(console: Console) -> None:
    before = console.files()
    ran = console.earsight("doctor", "--json")
    assert (ran.status, ran.err) == (0, "")
    *rows, facts = ran.objects()
    for row in rows:
        assert list(row) == ["concern", "name", "used", "usable", "reason", "remedy"]
        assert row["usable"] or row["reason"]
        assert row["usable"] or not row["used"]
    assert {"screen", "clipboard", "reading", "voice", "keys"} <= {row["concern"] for row in rows}
    assert facts["concern"] == "earsight"
    assert (facts["running"], facts["display"]) == ("no", "none")
    assert isinstance(facts["language_packs"], list)
    for concern in ("screen", "voice"):
        assert any(row["remedy"] for row in rows if row["concern"] == concern)
    assert console.files() == before
    assert console.left() == []


def test_the_doctor_says_first_what_does_not_work(console: Console) -> None:
    ran = console.earsight("doctor")
    assert ran.status == 0
    _version, broken, *others = ran.out.splitlines()
    assert broken.startswith("Does not work here: screen, ")
    assert "  mss: not usable: There is no display: DISPLAY is not set. " in "\n".join(others)


@pytest.mark.parametrize("server", [True, False])
def test_the_demo_needs_neither_display_nor_sound(
    console: Console, tmp_path: Path, server: bool
) -> None:
    """With an X server of its own where one is installed, else drawn off the screen."""
    if server and shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    env = {"TMPDIR": str(tmp_path)} | ({} if server else {"PATH": "/nonexistent"})
    ran = console.earsight("demo", env=env)
    assert (ran.status, ran.err) == (0, "")
    first, *_between, last = ran.out.splitlines()
    assert ("using a virtual one" in first) is server
    assert "EarSight reads the screen aloud" in ran.out
    with wave.open(last.removeprefix("Spoken into ")) as file:
        assert file.getnframes() > 3 * file.getframerate()
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert made == [Path(last.removeprefix("Spoken into "))]
    assert not list(processes_with(str(tmp_path)))
    assert console.left() == []


def test_the_demo_writes_where_it_is_told(console: Console, tmp_path: Path) -> None:
    out = tmp_path / "demo.wav"
    ran = console.earsight("demo", "--wav", out, env={"PATH": "/nonexistent"})
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith(f"Spoken into {out}\n")
    assert list(tmp_path.iterdir()) == [out]


def test_an_interrupted_demo_leaves_nothing(console: Console) -> None:
    process = console.start_earsight("demo")
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")
    assert console.left() == []
