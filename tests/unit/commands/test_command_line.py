"""What the command line means, and what it makes of errors, pages and findings."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from assistant.cli import main
from assistant.commands import doctor, read, settings
from assistant.commands.arguments import TRIGGER_TARGETS, build_parser
from assistant.commands.output import Spoken
from assistant.composition.parts import Parts
from assistant.core.backends import USABLE, Availability, Verdict
from assistant.core.errors import (
    BadInputError,
    EarSightError,
    MissingPartError,
    UnreadablePictureError,
    WorkerError,
)
from assistant.core.findings import Done, Finding, Line
from assistant.core.frame import Frame, Source
from assistant.core.request import Target


def parse(*words: str) -> argparse.Namespace:
    return build_parser().parse_args(words)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (["a.png"], Target(Source.FILE, path=Path("a.png"))),
        (["--page", "3", "--", "-a.pdf"], Target(Source.FILE, path=Path("-a.pdf"), page=3)),
        (["--screen"], Target(Source.SCREEN)),
        (["--window"], Target(Source.WINDOW)),
        (["--monitor", "2"], Target(Source.MONITOR, monitor=2)),
        (["--region=-1920,0,800,200"], Target(Source.REGION, region=(-1920, 0, 800, 200))),
        (["--pointer"], Target(Source.POINTER)),
        (["--focus"], Target(Source.FOCUS)),
        (["--clipboard"], Target(Source.CLIPBOARD)),
    ],
)
def test_the_options_name_a_target(words: list[str], target: Target) -> None:
    assert read.target_of(parse("read", *words)) == target


@pytest.mark.parametrize(
    "words",
    [
        ["read", "--region", "1,2,0,4"],
        ["read", "--region", "1,2,3,4,5"],
        ["read", "--monitor", "²"],
        ["read", "--page", "9999999999", "a.png"],
        ["read", "--win"],
    ],
)
def test_what_is_no_option_is_bad_input(words: list[str]) -> None:
    with pytest.raises(BadInputError, match=r"\.$"):
        parse(*words)


def test_the_app_can_be_asked_for_all_but_files_and_rectangles() -> None:
    assert set(TRIGGER_TARGETS) == {*Source} - {Source.FILE, Source.REGION}


class Pages:
    """A document: None is a good page, an error what its capture raises."""

    def __init__(self, *pages: EarSightError | None) -> None:
        self._pages = pages
        self.asked: list[int] = []

    def capture(self, target: Target) -> Frame:
        self.asked.append(target.page)
        if target.page > len(self._pages):
            raise BadInputError("no such page")
        problem = self._pages[target.page - 1]
        if problem is not None:
            raise problem
        image = Image.new("RGB", (9, 9))
        return Frame(image, Source.FILE, page=target.page, pages=len(self._pages))


BLANK = UnreadablePictureError("Page N is blank.", "Choose another.", code="uniform")
BLACK = UnreadablePictureError("The picture is black.", "Choose another.", code="black")
DAMAGED = BadInputError("The PDF is damaged.", "Fetch it again.")
FILE = Target(Source.FILE, path=Path("a.pdf"))


def test_pages_that_cannot_be_read_are_told_and_skipped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pages = Pages(BLANK, None, DAMAGED, BLACK, None, BLANK)
    frames = read._frames(pages, FILE, every=True)
    assert [frame.page for frame in frames] == [2, 5]
    assert capsys.readouterr().err.splitlines() == [
        "Page N is blank.",
        "Page 3: The PDF is damaged.",
        "Page 4: The picture is black.",
        "Page N is blank.",
    ]


@pytest.mark.parametrize("pages", [Pages(BLANK), Pages(BLANK, BLACK), Pages(DAMAGED, None)])
def test_without_a_good_page_the_first_problem_is_raised(
    pages: Pages, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(EarSightError) as caught:
        list(read._frames(pages, FILE, every=True))
    assert caught.value is pages._pages[0]
    assert capsys.readouterr().err == ""


def test_one_page_is_one_capture() -> None:
    pages = Pages(None, None, None)
    target = Target(Source.FILE, path=Path("a.pdf"), page=2)
    assert [frame.page for frame in read._frames(pages, target, every=False)] == [2]
    assert pages.asked == [2]


class FakeParts:
    """A reader with a list of findings per page, and a voice and wave writer that note."""

    def __init__(self, *pages: Sequence[Finding], wave: EarSightError | None = None) -> None:
        self._pages = iter(pages)
        self._wave = wave
        self.problem: EarSightError | None = None
        self.events: list[str] = []

    def reader(self) -> FakeParts:
        return self

    def read(self, _frame: Frame, language: str, _engine: str) -> Iterator[Finding]:
        yield from next(self._pages)

    def speech(self) -> FakeParts:
        return self

    def say(self, text: str, *, language: str) -> None:
        self.events.append(f"{language}: {text}")

    def wait(self) -> None:
        self.events.append("heard")

    def write_wave(self, text: str, path: Path, language: str) -> None:
        self.events.append(f"{path} {language}: {text}")
        if self._wave is not None:
            raise self._wave

    @property
    def parts(self) -> Parts:
        return cast("Parts", self)


def line(text: str, block: int) -> Line:
    return Line(text, (0, 0, 9, 9), 1.0, block)


def test_pages_are_one_stream() -> None:
    """Blocks count on, and the last word adds up."""
    empty = Done("rapid", 0, 1.0)
    second = (line("b", 0), line("c", 1), Done("screen", 2, 2.0, 0.5))
    third = (line("d", 0), Done("screen", 1, 4.0, 0.25))
    parts = FakeParts((empty,), second, third).parts
    frames = read._frames(Pages(None, None, None), FILE, every=True)
    *lines, done = read._read(parts, frames, "en", "")
    assert [(found.text, found.block) for found in lines if isinstance(found, Line)] == [
        ("b", 0),
        ("c", 1),
        ("d", 2),
    ]
    assert done == Done("screen", 3, 7.0, 1.5)


def speak(fake: FakeParts, *findings: Finding) -> None:
    with Spoken(fake.parts, "ar+en", aloud=True, wave=Path("out.wav")) as spoken:
        for finding in findings:
            spoken.feed(finding)


def test_what_is_found_is_spoken_at_once_and_written_in_the_end() -> None:
    fake = FakeParts()
    speak(fake, line("One.", 0), line("Two.", 1), Done("screen", 2, 1.0))
    assert fake.events == ["ar: One.", "ar: Two.", "out.wav ar: One.\nTwo.", "heard"]


def test_a_wave_file_that_cannot_be_written_does_not_cut_the_voice_off() -> None:
    fake = FakeParts(wave=BadInputError("No."))
    with pytest.raises(BadInputError):
        speak(fake, line("One.", 0), Done("screen", 1, 1.0))
    assert fake.events[-1] == "heard"


def test_silence_is_a_failure_at_the_end() -> None:
    fake = FakeParts()
    fake.problem = MissingPartError("No sound device.", "Connect one.")
    with pytest.raises(EarSightError, match="No sound device") as caught:
        speak(fake, line("One.", 0), Done("screen", 1, 1.0))
    assert (caught.value.exit_status, caught.value.remedy) == (4, "Connect one.")


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (BadInputError("Bad.", "Mend it."), 2, "earsight: Bad. Mend it.\n"),
        (MissingPartError("Missing."), 3, "earsight: Missing.\n"),
        (WorkerError("Dead."), 4, "earsight: Dead.\n"),
        (EarSightError("Bell\a\x1b[2J\udcff."), 4, "earsight: Bell��[2J�.\n"),
        (OSError(28, "No space left"), 4, "earsight: EarSight cannot go on: No space left.\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_every_error_is_a_sentence_and_a_status(
    error: BaseException,
    status: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(_options: argparse.Namespace) -> int:
        raise error

    monkeypatch.setattr(settings, "run", fail)
    monkeypatch.setattr("assistant.cli._drop_output", lambda: None)
    assert main(["settings"]) == status
    assert capfd.readouterr().err == told


@pytest.mark.parametrize("error", [MemoryError(), ValueError("the secret text of the screen")])
def test_what_nobody_foresaw_is_told_without_its_words(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(_options: argparse.Namespace) -> int:
        raise error

    monkeypatch.setattr(settings, "run", fail)
    assert main(["settings"]) == 4
    told = capfd.readouterr().err
    assert told.startswith("earsight: ")
    assert told.count("\n") == 1
    assert "secret" not in told


def verdict(concern: str, name: str, *, used: bool) -> Verdict:
    return Verdict(concern, name, used, USABLE if used else Availability(False, "no"))


def test_the_doctor_names_the_concerns_for_which_nothing_works() -> None:
    fine = [verdict("voice", "a", used=False), verdict("voice", "b", used=True)]
    nobody = [verdict("screen reader", "orca", used=False)]
    assert doctor._broken([*fine, *nobody]) == "Everything works here."
    poor = [verdict("keys", "x11", used=False), verdict("keys", "none", used=True)]
    told = doctor._broken([*fine, verdict("screen", "mss", used=False), *poor])
    assert told.startswith("Does not work here: screen, keys.")
