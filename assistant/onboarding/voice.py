"""The voice, its rate and its loudness; each change is heard at once."""

from __future__ import annotations

from collections.abc import Callable

from assistant.core.i18n import _
from assistant.onboarding.base import Choice, Option, Page, Told
from assistant.onboarding.kit import Kit
from assistant.onboarding.saving import keep

_RATES = (80, 120, 160, 200, 240, 280, 320, 360, 400, 450)
_VOLUMES = (20, 40, 60, 80, 100)


class Voice(Told):
    """Our own voice: what is heard where no screen reader speaks for EarSight."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Voice and rate")

    def page(self) -> Page:
        """See `Step`."""
        speech = self._kit.settings().speech
        names = self._kit.voices.names(speech.spoken_language)
        voices = (Option("", _("the usual one")), *(Option(*entry) for entry in names))
        if speech.voice and speech.voice not in dict(names):
            voices += (Option(speech.voice, speech.voice),)
        called = {option.id: option.words for option in voices}
        text = [
            _("Voice: {name}. {rate} words a minute. Volume {volume} per cent.").format(
                name=called[speech.voice], rate=speech.rate, volume=speech.volume
            ),
            _("Whatever you change is spoken as a sample."),
        ]
        if speech.use_screen_reader and self._kit.voices.readers():
            text.append(_("While your screen reader speaks for EarSight, its voice is used."))
        return Page(
            "\n".join(text),
            (
                Choice(_("&Voice"), voices, speech.voice, lambda name: self._try(voice=name)),
                _numbers(
                    _("&Rate"), _("{value} words a minute"), _RATES, speech.rate, self._try_rate
                ),
                _numbers(
                    _("V&olume"), _("{value} per cent"), _VOLUMES, speech.volume, self._try_volume
                ),
            ),
        )

    def _try_rate(self, value: str) -> str:
        return self._try(rate=int(value))

    def _try_volume(self, value: str) -> str:
        return self._try(volume=int(value))

    def _try(self, **values: object) -> str:
        problem = keep(self._kit, "speech", **values)
        return problem or self._kit.voices.sample(_("This is how EarSight sounds now."))


def _numbers(
    label: str, words: str, values: tuple[int, ...], now: int, take: Callable[[str], str]
) -> Choice:
    options = tuple(
        Option(str(value), words.format(value=value)) for value in sorted({*values, now})
    )
    return Choice(label, options, str(now), take)
