"""What describing asks of the screen map: implements `describing.screens`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from assistant.core.findings import Control, Finding, Line, Sentence
from assistant.core.frame import Frame
from assistant.core.i18n import _, language
from assistant.core.request import Detail
from assistant.core.result import paragraphs
from assistant.describing.measured import read_aloud
from assistant.screenmap import boxes
from assistant.screenmap.details import details
from assistant.screenmap.elements import CONTROLS, ENTRIES, ElementKind, ScreenMap
from assistant.screenmap.mapping import ScreenMapper
from assistant.screenmap.questions.answering import answer, where
from assistant.screenmap.summary import alerts, contents_only
from assistant.screenmap.wording import phrase

K = ElementKind
WINDOWS = 16
"""Windows whose last map is remembered, in memory only."""
MOST_IN_CONTEXT = 80
"""Controls that a model is told; small ones lose the question in more."""

_Window = tuple[str, int]
"""Application and process."""


class MappedScreens:
    """Looks at frames, and remembers how each window was at the last look.

    Questions are asked in the language that EarSight talks in. One look at a time.
    """

    def __init__(self, mapper: ScreenMapper) -> None:
        self._mapper = mapper
        self._last: tuple[Frame, MappedScreen] | None = None
        self._before: OrderedDict[_Window, ScreenMap] = OrderedDict()

    def look(self, frame: Frame, language: str, engine: str) -> MappedScreen:
        """As `Screens.look`; the very same frame is not looked at twice."""
        if self._last is not None and self._last[0] is frame:
            return self._last[1]
        screen = self._mapper.look(frame, language, engine)
        window = frame.application, frame.pid
        looked = MappedScreen(screen, self._before.get(window), language.partition("+")[0])
        if frame.source.on_screen and frame.pid:
            self._before[window] = screen
            self._before.move_to_end(window)
            if len(self._before) > WINDOWS:
                self._before.popitem(last=False)
        self._last = frame, looked
        return looked

    def cancel(self) -> None:
        """End the look under way, from any thread."""
        self._mapper.cancel()


class MappedScreen:
    """One frame and its map; `before` is the last map of the same window.

    `text_language` is that of the text on it.
    """

    def __init__(
        self, screen: ScreenMap, before: ScreenMap | None = None, text_language: str = ""
    ) -> None:
        self._screen = screen
        self._text_language = text_language
        self._before = before

    @property
    def lines(self) -> Sequence[Line]:
        """All that OCR read on it, but the title."""
        return self._screen.lines

    def describe(self, detail: Detail) -> Iterator[Sentence]:
        """Contents and text; nothing where there is no control, so that measuring tells more."""
        if not any(each.kind in CONTROLS | ENTRIES for each in self._screen.elements):
            return
        yield from contents_only(self._screen)
        if detail is Detail.LONG:
            yield from details(self._screen)
        else:
            yield from read_aloud(self._unsaid(), Detail.SHORT, self._text_language)

    def controls(self) -> Iterator[Control]:
        """As `LookedAt.controls`; running text is left to reading."""
        wanted = CONTROLS | {K.HEADING, K.PICTURE}
        return (each.as_control() for each in self._screen.elements if each.kind in wanted)

    def answer(self, question: str) -> Iterator[Finding] | None:
        """As `LookedAt.answer`."""
        return answer(question, self._screen, self._before, language())

    def find(self, words: str) -> Iterator[Finding] | None:
        """As `LookedAt.find`."""
        return where(words, self._screen, language())

    def context(self) -> str:
        """The text that was read, then the controls."""
        said = [
            phrase(each, self._screen)
            for each in self._screen.elements
            if each.kind in CONTROLS and each.text
        ]
        text = "\n".join(paragraphs(list(self._screen.lines)))
        if not said:
            return text
        controls = "; ".join(said[:MOST_IN_CONTEXT])
        return _("{text}\n\nControls: {controls}").format(text=text, controls=controls).strip()

    def _unsaid(self) -> list[Line]:
        """The lines that are no control's, nor of a message, which was said already."""
        said = {each.id for each in alerts(self._screen)}
        places = [
            each.box
            for each in self._screen.elements
            if each.kind in (K.HEADING, K.PARAGRAPH, K.TEXT, K.TEXT_AREA) and each.id not in said
        ]
        return [
            line
            for line in self._screen.lines
            if any(boxes.covered(line.box, box) >= 0.5 for box in places)
        ]
