"""`earsight map`: what is in a window, in words, as JSON, as a page or as a marked picture."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from assistant.commands.display import check_x_server
from assistant.commands.output import Spoken, print_json
from assistant.commands.read import target_of
from assistant.composition.parts import Parts
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.findings import Done, Finding, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.i18n import _
from assistant.core.request import Target
from assistant.screenmap.details import details
from assistant.screenmap.elements import ScreenMap
from assistant.screenmap.summary import SCREEN_MAP, summary

_NAMED = (
    "file",
    "screen",
    "monitor",
    "region",
    "region_name",
    "window_id",
    "pointer",
    "focus",
    "clipboard",
)


def run(options: argparse.Namespace) -> int:
    """Print the map (and speak its summary); `EarSightError` tells why there is none."""
    if options.overlay is not None and options.overlay.suffix.lower() != ".png":
        raise BadInputError(
            _("The marked picture is a PNG file."), _("Give it a name that ends in .png.")
        )
    target = map_target(options)
    if target.source is not Source.FILE:
        check_x_server()
    with ExitStack() as stack:
        parts = stack.enter_context(closing(Parts()))
        language = options.lang or parts.settings.reading.text_language
        spoken = stack.enter_context(Spoken(parts, language, aloud=options.speak, wave=options.wav))
        frame = parts.capturer().capture(target)
        begun = time.monotonic()
        mapper = parts.mapper(ask_application=not options.pixels)
        screen = mapper.look(frame, language, options.engine or parts.engine)
        seconds = time.monotonic() - begun
        _write(options, frame, screen)
        for sentence in summary(screen):
            _show(sentence, as_json=options.json)
            spoken.feed(sentence)
        for finding in _rest(screen, seconds, as_json=options.json):
            _show(finding, as_json=options.json)
    return 0


def map_target(options: argparse.Namespace) -> Target:
    """What the options name; the active window where they name nothing."""
    if not any(getattr(options, name) for name in _NAMED):
        return Target(Source.WINDOW)
    return target_of(options)


def _rest(screen: ScreenMap, seconds: float, *, as_json: bool) -> Iterator[Finding]:
    if as_json:
        yield from (element.as_control() for element in screen.elements)
    else:
        yield from details(screen)
    yield Done(SCREEN_MAP, len(screen.lines), seconds)


def _show(finding: Finding, *, as_json: bool) -> None:
    if as_json:
        print_json(finding)
    elif isinstance(finding, Sentence):
        print(finding.text, flush=True)


def _write(options: argparse.Namespace, frame: Frame, screen: ScreenMap) -> None:
    if options.overlay is not None:
        from assistant.screenmap.views.overlay import overlay

        picture = overlay(frame, screen)
        with _saving(options.overlay):
            picture.save(options.overlay)
    if options.html is not None:
        from assistant.screenmap.views.page import page

        with _saving(options.html):
            options.html.write_text(page(frame, screen), "utf-8")


@contextmanager
def _saving(path: Path) -> Iterator[None]:
    """Turn a failure to write into plain words."""
    try:
        yield
    except OSError as error:
        raise EarSightError(
            _("{file} could not be written: {reason}.").format(
                file=path.name, reason=error.strerror
            )
        ) from error
