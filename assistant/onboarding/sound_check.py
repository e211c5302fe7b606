"""Did you hear this? Where not, louder, then by another voice, then by a plain sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from assistant.core.i18n import _
from assistant.core.ports import Cue
from assistant.onboarding.base import Deed, Page, Told, bare_letter
from assistant.onboarding.kit import Kit
from assistant.onboarding.saving import keep
from assistant.settings.changing import changed
from assistant.settings.schema import Settings


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One way to be heard; with `only_a_sound` no voice is tried."""

    settings: Settings
    words: str
    only_a_sound: bool = False


class SoundCheck(Told):
    """Goes down the ways to be heard; what was heard stays set, and nothing else.

    Where the screen reader that speaks for us is not heard, our own voice is tried.
    """

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._begin()

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Sound check")

    def page(self) -> Page:
        """See `Step`."""
        yes, no = _("&Yes, I heard it"), _("&No, I did not hear it")
        question = _("Did you hear this? Press {yes} for yes, {no} for no.")
        text = question.format(yes=bare_letter(yes), no=bare_letter(no))
        return Page(
            text,
            (Deed(yes, self._heard, bare=True), Deed(no, self._not_heard, bare=True)),
            aloud=True,
        )

    def _begin(self) -> None:
        self._before: Settings | None = None
        self._attempt: _Attempt | None = None
        self._attempts = self._ways()

    def _heard(self) -> str:
        sounded = self._attempt is not None and self._attempt.only_a_sound
        if sounded:
            self._put_back()
        self._begin()
        if sounded:
            return _(
                "The sounds work, but no voice does. Install a speech engine, such as espeak-ng."
            )
        return _("Good. The sound works. Press Return to go on.")

    def _not_heard(self) -> str:
        self._before = self._before or self._kit.settings()
        self._attempt = next(self._attempts, None)
        if self._attempt is None:
            self._put_back()
            self._begin()
            return _(
                "There is no other way to be heard. Look whether the loudspeakers are on and the "
                "computer's sound is not muted. The command earsight doctor tells more."
            )
        if self._attempt.only_a_sound:
            self._kit.cues.play(Cue.DONE)
            return self._attempt.words
        problem = self._kit.save(self._attempt.settings)
        return problem or self._kit.voices.sample(self._attempt.words) or self._attempt.words

    def _put_back(self) -> None:
        if self._before is not None:
            keep(self._kit, "speech", **msgspec.structs.asdict(self._before.speech))

    def _ways(self) -> Iterator[_Attempt]:
        settings = self._kit.settings()
        words = _("And now? Press {yes} or {no}.").format(
            yes=bare_letter(_("&Yes, I heard it")), no=bare_letter(_("&No, I did not hear it"))
        )
        loud = changed(settings, "speech", volume=100)
        if settings.speech.use_screen_reader and self._kit.voices.readers():
            loud = changed(loud, "speech", use_screen_reader=False)
        if settings.speech != loud.speech:
            yield _Attempt(loud, words)
        for engine in self._kit.voices.engines():
            if engine != settings.speech.backend:
                yield _Attempt(changed(loud, "speech", backend=engine), words)
        sound = _("Now a short sound was played. Did you hear that? Press {yes} or {no}.").format(
            yes=bare_letter(_("&Yes, I heard it")), no=bare_letter(_("&No, I did not hear it"))
        )
        yield _Attempt(settings, sound, only_a_sound=True)
