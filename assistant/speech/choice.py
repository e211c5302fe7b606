"""Which voice speaks the next sentence: the running screen reader first, else one of our own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.core import i18n
from assistant.core.backends import Availability, Candidate
from assistant.core.i18n import _
from assistant.core.languages import primary
from assistant.speech import missing_voice
from assistant.speech.base import Prosody, Voice, VoiceInfo
from assistant.speech.scripts import LATIN, is_written_in, script_of

log = logging.getLogger(__name__)

READER_CHECK_SECONDS = 2.0
"""People start and stop their screen reader while we run, so its presence is asked again."""
MISSING_CHECK_SECONDS = 30.0
"""How often an own voice that is not installed is looked for again."""
PENALTY_SECONDS = 10.0
"""How long a voice that gave no sound is passed over; the sound device may come back."""
HANG_SECONDS = 30.0
"""How long a voice that hung is not tried at all."""

_EVERYWHERE = "en"
"""A language that every engine speaks."""
_UNKNOWN = Availability(False)


@dataclass(slots=True, eq=False)
class _Slot:
    """A candidate, the voice once it is made, and what is known of it."""

    candidate: Candidate[Voice]
    voice: Voice | None = None
    availability: Availability = _UNKNOWN
    checked: float = float("-inf")
    failed: float = float("-inf")
    banned_until: float = float("-inf")
    languages: frozenset[str] | None = None


class VoiceChoice:
    """Keeps every voice that was made, and offers them in the order in which to try them.

    `order` and what it needs belong to the speaking thread; `configure` may be called from any.
    """

    def __init__(
        self,
        screen_readers: Sequence[Candidate[Voice]],
        voices: Sequence[Candidate[Voice]],
        *,
        preferred: str = "",
        use_screen_reader: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._readers = [_Slot(candidate) for candidate in screen_readers]
        self._own = [_Slot(candidate) for candidate in voices]
        self._clock = clock
        self._making = threading.Lock()
        self._told_languages: set[str] = set()
        self.configure(preferred=preferred, use_screen_reader=use_screen_reader)

    def configure(self, *, preferred: str, use_screen_reader: bool) -> None:
        """Take settings: the own voice to try first, and whether a screen reader speaks for us."""
        self._preferred = preferred
        self._use_screen_reader = use_screen_reader

    def order(self, language: str, *, even_failed: bool = False) -> Iterator[Voice]:
        """Yield usable voices, best first; those that cannot speak `language` come last.

        A voice that failed or was missing a moment ago is left out unless `even_failed`.
        """
        foreign: list[Voice] = []
        for slot in self._slots():
            now = self._clock()
            punished = now - slot.failed < PENALTY_SECONDS and not even_failed
            if punished or now < slot.banned_until:
                continue
            if not self._usable(slot, again=even_failed) or slot.voice is None:
                continue
            if slot.voice.is_screen_reader or self._speaks(slot, language):
                yield slot.voice
            else:
                foreign.append(slot.voice)
        yield from foreign

    def speaks(self, voice: Voice, language: str) -> bool:
        """Whether the voice has that language, as far as it tells."""
        return all(slot.voice is not voice or self._speaks(slot, language) for slot in self._own)

    def words(
        self, voice: Voice, text: str, language: str, prosody: Prosody
    ) -> tuple[str, Prosody]:
        """What to hand to the voice for a text in `language`.

        The first time that the voice lacks the language, the text begins with a word about that.
        Letters that no language of the voice has are not given to it: it would say nonsense.
        """
        if self.speaks(voice, language):
            if language != prosody.language:
                prosody = replace(prosody, voice="", language=language)
            return text, prosody
        first = language not in self._told_languages
        self._told_languages.add(language)
        # Who hears no voice of their own language is told in the one that every engine has.
        translated = self.speaks(voice, i18n.language())
        if not translated:
            prosody = replace(prosody, voice="", language=_EVERYWHERE)
        told = missing_voice.notice(language, translated=translated) if first else ""
        if not self._reads(voice, text, script_of(language)):
            return told or missing_voice.placeholder(language, translated=translated), prosody
        return f"{told} {text}".strip(), prosody

    def failed(self, voice: Voice) -> None:
        """Pass over this voice for a while."""
        for slot in (*self._readers, *self._own):
            if slot.voice is voice:
                slot.failed = self._clock()

    def abandon(self, voice: Voice) -> None:
        """Forget a voice that hangs; it is made anew when it is next looked for."""
        for slot in (*self._readers, *self._own):
            if slot.voice is voice:
                slot.voice, slot.checked = None, self._clock()
                slot.availability = Availability(False, _("It hung."))
                slot.banned_until = self._clock() + HANG_SECONDS

    def worked(self, voice: Voice) -> None:
        """Forget that this voice failed."""
        for slot in (*self._readers, *self._own):
            if slot.voice is voice:
                slot.failed = float("-inf")

    def refusal(self) -> Availability:
        """Why an own voice that was looked at, the best one first, cannot be used."""
        looked_at = [slot.availability for slot in self._own_slots() if slot.availability.reason]
        return looked_at[0] if looked_at else _UNKNOWN

    def installed(self) -> Sequence[VoiceInfo]:
        """The voices of the own backend in use, for "next voice"; empty where there is none."""
        for slot in self._own_slots():
            if self._usable(slot) and slot.voice is not None:
                return slot.voice.voices()
        return ()

    def warm_up(self, language: str) -> Voice | None:
        """Get the voice that would speak next ready, and return it."""
        voice = next(self.order(language), None)
        if voice is not None:
            voice.warm_up()
        return voice

    def close(self) -> None:
        """Close every voice that was made."""
        for slot in (*self._readers, *self._own):
            if slot.voice is not None:
                slot.voice.close()

    def _slots(self) -> Iterator[_Slot]:
        if self._use_screen_reader:
            yield from self._readers
        yield from self._own_slots()

    def _own_slots(self) -> list[_Slot]:
        return sorted(self._own, key=lambda slot: slot.candidate.name != self._preferred)

    def _usable(self, slot: _Slot, *, again: bool = False) -> bool:
        age = self._clock() - slot.checked
        if slot in self._readers:
            stale = age >= READER_CHECK_SECONDS
        else:
            stale = not slot.availability.usable and (again or age >= MISSING_CHECK_SECONDS)
        if stale:
            with self._making:
                slot.availability = self._probe(slot)
            slot.checked = self._clock()
        return slot.availability.usable

    def _reads(self, voice: Voice, text: str, script: str) -> bool:
        """Whether the voice can make anything of the letters."""
        known = {
            script_of(tag)
            for slot in self._own
            if slot.voice is voice
            for tag in slot.languages or ()
        }
        return script == LATIN or script in known or not is_written_in(text, script)

    @staticmethod
    def _probe(slot: _Slot) -> Availability:
        try:
            if slot.voice is not None:
                return slot.voice.availability()
            slot.voice, availability = slot.candidate.probe()
        except Exception as error:
            # Whatever breaks in one backend, the others must still be tried.
            log.warning("voice %s: %s", slot.candidate.name, type(error).__name__)
            return Availability(False, type(error).__name__)
        return availability

    @staticmethod
    def _speaks(slot: _Slot, language: str) -> bool:
        if slot.languages is None and slot.voice is not None:
            slot.languages = _languages(slot.voice)
        return not language or not slot.languages or primary(language) in slot.languages


def _languages(voice: Voice) -> frozenset[str]:
    """The languages that it tells; empty where it tells none."""
    try:
        return frozenset(primary(tag) for info in voice.voices() for tag in info.languages)
    except Exception as error:
        log.warning("voice %s: %s", voice.name, type(error).__name__)
        return frozenset()
