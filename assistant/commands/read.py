"""`earsight read`: a file, the clipboard or the screen, as text, JSON lines or speech."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing

import msgspec

from assistant.commands.display import check_x_server
from assistant.commands.named_targets import region_target
from assistant.commands.output import Spoken, print_json
from assistant.composition.parts import Parts
from assistant.core.errors import BadInputError, EarSightError, UnreadablePictureError
from assistant.core.findings import Done, Finding, Line
from assistant.core.frame import Frame, Source
from assistant.core.i18n import _
from assistant.core.ports import Capturer
from assistant.core.request import Target
from assistant.core.result import paragraphs


def run(options: argparse.Namespace) -> int:
    """Print (and speak) what is read; `EarSightError` tells why not."""
    target = target_of(options)
    if target.source is not Source.FILE:
        check_x_server()
    with ExitStack() as stack:
        parts = stack.enter_context(closing(Parts()))
        language = options.lang or parts.settings.reading.text_language
        spoken = stack.enter_context(Spoken(parts, language, aloud=options.speak, wave=options.wav))
        printer = _JsonPrinter() if options.json else _TextPrinter()
        frames = _frames(parts.capturer(), target, every=not options.page)
        for finding in _read(parts, frames, language, options.engine or parts.engine):
            printer.show(finding)
            spoken.feed(finding)
        printer.end()
    return 0


def target_of(options: argparse.Namespace) -> Target:
    """What the options name.

    Raises:
        BadInputError: nothing, or a page of something that has none, or no saved region.
        CaptureError: the window of a saved region is not there.

    """
    if options.file is not None:
        return Target(Source.FILE, path=options.file, page=options.page or 1)
    if options.page:
        raise BadInputError(_("Only a file has pages."), _("Leave --page out."))
    if options.monitor:
        return Target(Source.MONITOR, monitor=options.monitor)
    if options.region:
        return Target(Source.REGION, region=options.region)
    if options.window_id:
        return Target(Source.WINDOW, window=options.window_id)
    if options.region_name:
        return region_target(options.region_name)
    for source in (Source.SCREEN, Source.WINDOW, Source.POINTER, Source.FOCUS, Source.CLIPBOARD):
        if getattr(options, source.value):
            return Target(source)
    raise BadInputError(
        _("Nothing to read was named."),
        _("Name a file, or what to read, such as --screen or --window."),
    )


def _frames(capturer: Capturer, target: Target, *, every: bool) -> Iterator[Frame]:
    """One frame, or every page of a document; pages that cannot be read are told and skipped."""
    if not every or target.source is not Source.FILE:
        yield capturer.capture(target)
        return
    skipped: list[str] = []
    first: EarSightError | None = None
    page, pages = 1, 0
    while not pages or page <= pages:
        try:
            frame = capturer.capture(msgspec.structs.replace(target, page=page))
        except EarSightError as error:
            # How many pages there are is not known before one could be read.
            if not pages and not isinstance(error, UnreadablePictureError):
                raise first or error from None
            first = first or error
            skipped.append(_of_page(page, error))
        else:
            pages = frame.pages
            _tell(skipped)
            yield frame
        page += 1
    _tell(skipped)


def _of_page(page: int, error: EarSightError) -> str:
    if error.error_code == "uniform":  # "Page 2 is blank."
        return error.message
    return _("Page {page}: {problem}").format(page=page, problem=error.message)


def _tell(skipped: list[str]) -> None:
    while skipped:
        print(skipped.pop(0), file=sys.stderr)


def _read(parts: Parts, frames: Iterator[Frame], language: str, engine: str) -> Iterator[Finding]:
    """All pages as one stream: blocks count on, and one `Done` adds everything up."""
    reader = parts.reader()
    total: Done | None = None
    blocks = 0
    for frame in frames:
        top = blocks
        for finding in reader.read(frame, language, engine):
            if isinstance(finding, Line):
                blocks = max(blocks, top + finding.block + 1)
                yield msgspec.structs.replace(finding, block=top + finding.block)
            elif isinstance(finding, Done):
                total = finding if total is None else _added(total, finding)
    if total is not None:
        yield total


def _added(total: Done, page: Done) -> Done:
    first = total.first_line_seconds
    if first is None and page.first_line_seconds is not None:
        first = total.seconds + page.first_line_seconds
    return Done(page.engine, total.lines + page.lines, total.seconds + page.seconds, first)


class _JsonPrinter:
    """One object a line, as it is found."""

    def show(self, finding: Finding) -> None:
        print_json(finding)

    def end(self) -> None:
        """Everything is printed already."""


class _TextPrinter:
    """One paragraph a line, as soon as it is whole."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._any = False

    def show(self, finding: Finding) -> None:
        if not isinstance(finding, Line):
            return
        if self._lines and finding.block != self._lines[-1].block:
            self._flush()
        self._lines.append(finding)

    def end(self) -> None:
        self._flush()
        if not self._any:
            print(_("No text found."), file=sys.stderr)

    def _flush(self) -> None:
        for text in paragraphs(self._lines):
            print(text)
            self._any = True
        self._lines = []
