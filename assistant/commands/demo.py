"""`earsight demo`: a real window, captured, read and spoken, wherever we are."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.display import check_display
from assistant.commands.output import wait_until_heard
from assistant.composition.parts import Parts
from assistant.core.errors import EarSightError, MissingPartError
from assistant.core.findings import Done, Line
from assistant.core.frame import Frame, Source
from assistant.core.i18n import _, ngettext
from assistant.core.request import Target
from assistant.core.result import paragraphs
from assistant.workers.guard import die_with_parent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from assistant.ui.sample_window import SampleWindow

SERVER_SECONDS = 10.0
SHOW_SECONDS = 5.0
"""How long a window may take to be on the screen."""


def run(options: argparse.Namespace) -> int:
    """Show, capture, read and speak the sample window."""
    with ExitStack() as stack:
        on_screen = stack.enter_context(_display())
        parts = stack.enter_context(closing(Parts()))
        frame = sample_picture(parts, on_screen=on_screen)
        print(_("Captured the window: {size[0]} x {size[1]} pixels.").format(size=frame.image.size))
        text = _read(parts, frame)
        _speak(parts, text, options.wav)
    return 0


@contextmanager
def _display() -> Iterator[bool]:
    """Find or make a display; False where the window can only be drawn off the screen."""
    try:
        check_display()
        print(_("Using the display of this desktop."))
        yield True
        return
    except MissingPartError:
        server = shutil.which("Xvfb")
    if server is None:
        print(_("No display, and no Xvfb for a virtual one: drawing the window off-screen."))
        draw_off_screen()
        yield False
        return
    with _virtual_display(server) as name:
        print(_("No display: using a virtual one, {name}.").format(name=name))
        os.environ.update({"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"})
        yield True


def draw_off_screen() -> None:
    """Have windows drawn in memory, where there is no display; before the first one is made."""
    # Qt's off-screen plugin warns of what a window on no screen cannot have.
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="default.warning=false")


@contextmanager
def _virtual_display(server: str) -> Iterator[str]:
    """Run a private X server; yields its display name."""
    read, write = os.pipe()
    command = [server, "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    process = subprocess.Popen(
        command,
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl+C in a terminal is for us; the server ends after its last window, or with us.
        start_new_session=True,
        preexec_fn=die_with_parent,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise MissingPartError(_("The virtual display did not start."))
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(SERVER_SECONDS)


@cache
def _application() -> QApplication:
    """The one that a process can have, kept."""
    from assistant.ui.application import create_application

    return create_application()


def sample_picture(parts: Parts, *, on_screen: bool) -> Frame:
    """Show the sample window and take its picture; drawn off the screen where there is none.

    Raises:
        EarSightError: it did not appear, or no picture could be taken.

    """
    from PySide6.QtTest import QTest

    from assistant.ui.sample_window import SampleWindow

    application = _application()
    window = SampleWindow()
    window.show()
    if on_screen and not QTest.qWaitForWindowExposed(window, int(SHOW_SECONDS * 1000)):
        raise EarSightError(_("The sample window did not appear."))
    application.processEvents()
    try:
        return _capture(parts, window) if on_screen else _render(window)
    finally:
        window.close()


def _capture(parts: Parts, window: SampleWindow) -> Frame:
    return parts.capturer().capture(Target(Source.REGION, region=window.region()))


def _render(window: SampleWindow) -> Frame:
    from assistant.ui.clipboard import to_pillow

    image = to_pillow(window.grab().toImage()).convert("RGB")
    return Frame(image, Source.WINDOW, scale=window.devicePixelRatio())


def _read(parts: Parts, frame: Frame) -> str:
    lines: list[Line] = []
    for finding in parts.reader().read(frame, "en", ""):
        if isinstance(finding, Line):
            lines.append(finding)
        elif isinstance(finding, Done):
            print(
                ngettext(
                    "Read {count} line in {seconds} seconds:",
                    "Read {count} lines in {seconds} seconds:",
                    finding.lines,
                ).format(count=finding.lines, seconds=f"{finding.seconds:.2f}")
            )
    text = "\n".join(paragraphs(lines))
    print(text)
    return text


def _speak(parts: Parts, text: str, wave: Path | None) -> None:
    """Aloud where there is sound, else into a wave file."""
    if wave is None:
        try:
            speech = parts.speech()
            for paragraph in text.splitlines():
                speech.say(paragraph)
            wait_until_heard(speech)
        except EarSightError as error:
            print(_("No sound here: {problem}").format(problem=error.spoken))
        else:
            print(_("Spoken."))
            return
    path = wave or Path(tempfile.gettempdir(), f"earsight-demo-{os.getpid()}.wav")
    parts.write_wave(text, path)
    print(_("Spoken into {path}").format(path=path))
