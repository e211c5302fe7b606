"""What can be said of a frame with no model, and is true: facts, colours, layout, then its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.core.findings import Kind, Line, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.i18n import N_, _, ngettext
from assistant.core.places import CELLS, Cell, joined, where
from assistant.core.request import Detail
from assistant.core.sentences import SpeechFlow
from assistant.describing.colours import colour_shares, lightness
from assistant.describing.layout import Layout, lay_out

LONGEST_TITLE = 80
"""Characters of a window's title that are said."""
MAIN_COLOUR = 0.5
ONE_COLOUR = 0.995
MENTIONED_COLOUR = 0.05
MOST_COLOURS = 3
LIGHT, DARK = 65.0, 35.0
"""Mean CIELAB lightness from which, and up to which, a picture is called light or dark."""

SHORT_WORDS, FEW_LINES = 60, 4
"""A short description reads about so many words; a few lines more are read, too."""

_WHAT = {
    Source.SCREEN: N_("The whole screen."),
    Source.MONITOR: N_("One monitor."),
    Source.WINDOW: N_("A window without a title."),
    Source.REGION: N_("A part of the screen."),
    Source.POINTER: N_("Around the mouse pointer."),
    Source.FOCUS: N_("Around the keyboard focus."),
    Source.CLIPBOARD: N_("A picture from the clipboard."),
    Source.FILE: N_("A picture file."),
}


def measured(
    frame: Frame, lines: Sequence[Line], detail: Detail = Detail.SHORT
) -> Iterator[Sentence]:
    """Yield what is where on the frame and its colours; all of it is measured.

    `lines` are all that OCR read on it. The long form adds what is empty and the size, which a
    file or clipboard picture has in the short form too.
    """
    layout = lay_out(frame, lines)
    texts = [*_contents(layout, len(lines)), _colours(frame)]
    if detail is Detail.LONG:
        texts += _empty(layout)
    if detail is Detail.LONG or not frame.source.on_screen:
        width, height = frame.image.size
        texts.append(_("{width} by {height} pixels.").format(width=width, height=height))
    for text in texts:
        yield Sentence(text, Kind.MEASURED)


def read_aloud(
    lines: Sequence[Line], detail: Detail = Detail.LONG, language: str = ""
) -> Iterator[Sentence]:
    """Yield the text that was read, cut into sentences as speech wants them.

    `language` is the text's. The short form is the beginning of a long text, and how much there is
    beside it.
    """
    shown = _beginning(lines) if detail is Detail.SHORT else lines
    flow = SpeechFlow()
    for line in shown:
        for text in flow.feed(line):
            yield Sentence(text, Kind.READ, language=language)
    for text in flow.finish():
        yield Sentence(text, Kind.READ, language=language)
    if left := len(lines) - len(shown):
        told = ngettext(
            "{count} more line; describe again for all.",
            "{count} more lines; describe again for all.",
            left,
        )
        yield Sentence(told.format(count=left), Kind.MEASURED)


def _beginning(lines: Sequence[Line]) -> Sequence[Line]:
    words = 0
    for number, line in enumerate(lines, start=1):
        words += len(line.text.split())
        if words >= SHORT_WORDS and len(lines) - number >= FEW_LINES:
            return lines[:number]
    return lines


def what_it_is(frame: Frame) -> str:
    """Name the window, file or part of the screen in a sentence."""
    title, application = _short(frame.title), _short(frame.application)
    if frame.source is Source.FILE and title:
        if frame.pages > 1:
            told = _("Page {page} of {pages} of the file {title}.")
            return told.format(page=frame.page, pages=frame.pages, title=title)
        return _("The file {title}.").format(title=title)
    if frame.source is Source.WINDOW and title:
        if application and application.casefold() not in title.casefold():
            told = _("The window {title}, of {application}.")
            return told.format(title=title, application=application)
        return _("The window {title}.").format(title=title)
    if frame.source is Source.WINDOW and application:
        return _("A window of {application}.").format(application=application)
    return _(_WHAT[frame.source])


def _short(text: str) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rstrip() + "…"


def _contents(layout: Layout, lines: int) -> list[str]:
    sentences = []
    if layout.text:
        sentences.append(_text(layout, lines).format(count=lines, where=where(layout.text)))
    if layout.pictures:
        told = ngettext("A picture {where}.", "Pictures {where}.", len(layout.pictures))
        sentences.append(told.format(where=where(frozenset[Cell]().union(*layout.pictures))))
    if not layout.text:
        sentences.append(_("No text was read."))
    if not layout.text and not layout.pictures and len(layout.empty) == len(CELLS):
        sentences.append(_("It is nearly empty."))
    return sentences


def _text(layout: Layout, lines: int) -> str:
    if layout.only_text:
        return ngettext(
            "Only text, {count} line, {where}.", "Only text, {count} lines, {where}.", lines
        )
    if layout.mostly_text:
        return ngettext(
            "Mostly text, {count} line, {where}.", "Mostly text, {count} lines, {where}.", lines
        )
    return ngettext("Text, {count} line, {where}.", "Text, {count} lines, {where}.", lines)


def _colours(frame: Frame) -> str:
    shares = colour_shares(frame.image)
    (main, share), *others = shares[:MOST_COLOURS]
    seen = [_(name) for name, part in others if part >= MENTIONED_COLOUR]
    if not seen:
        told = _("All {colour}.") if share >= ONE_COLOUR else _("Mostly {colour}.")
        colours = told.format(colour=_(main))
    elif share >= MAIN_COLOUR:
        told = _("Mostly {colour}, some {others}.")
        colours = told.format(colour=_(main), others=joined(seen))
    else:
        colours = _("Colours: {colours}.").format(colours=joined([_(main), *seen]))
    return f"{_tone(frame)} {colours}".lstrip()


def _tone(frame: Frame) -> str:
    mean = lightness(frame.image)
    if mean >= LIGHT:
        return _("Light.")
    return _("Dark.") if mean <= DARK else ""


def _empty(layout: Layout) -> list[str]:
    if not layout.empty or len(layout.empty) == len(CELLS):
        return []
    return [_("Empty {where}.").format(where=where(layout.empty))]
