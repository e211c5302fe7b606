"""Which installed voice speaks a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.speech.base import VoiceInfo

SAME_LANGUAGE = (
    frozenset({"zh", "cmn"}),
    frozenset({"zh-hk", "yue"}),
    frozenset({"no", "nb", "nn"}),
    frozenset({"he", "iw"}),
    frozenset({"fil", "tl"}),
)
"""Tags of which some engine uses one and some text another (ISO 639-3, macro, withdrawn codes)."""

OTHER_LANGUAGE = 1000
"""The rank of a voice that does not speak the language at all."""


def all_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags in lower case with hyphens ("pt_BR" is "pt-br"), and their other names."""
    known = dict.fromkeys(tag.strip().replace("_", "-").lower() for tag in tags if tag.strip())
    for tag in list(known):
        for names in SAME_LANGUAGE:
            if tag in names:
                known.update(dict.fromkeys(sorted(names)))
    return tuple(known)


def voices_for(voices: Iterable[VoiceInfo], language: str) -> list[VoiceInfo]:
    """The voices that speak `language` ("de", "pt-BR"), best first; empty where there is none.

    A voice of just that tag comes first, then one without a region, then one of another region.
    espeak-ng gives voices of a region the bare language too: of those the plain one comes first.
    """
    wanted = _shorter_and_shorter(language)
    ranked = [(_rank(voice, wanted), _id_tag(voice) not in wanted, voice) for voice in voices]
    ranked.sort(key=lambda entry: entry[:2])
    return [voice for rank, _regional, voice in ranked if rank < OTHER_LANGUAGE]


def choose_voice(
    voices: Sequence[VoiceInfo], voice: str, language: str, default: str = ""
) -> VoiceInfo | None:
    """The voice of that id, else the best for the language; None where no voice speaks it.

    Of voices that are equally good for the language, the engine's `default` (an id) is taken.
    """
    for candidate in voices:
        if voice and candidate.id.lower() == voice.lower():
            return candidate
    best = voices_for(voices, language)
    wanted = _shorter_and_shorter(language)
    for candidate in best:
        if candidate.id == default and _rank(candidate, wanted) == _rank(best[0], wanted):
            return candidate
    return best[0] if best else None


def _shorter_and_shorter(language: str) -> list[str]:
    """The tag, then the tag without its last part, down to the language alone."""
    parts = language.replace("_", "-").lower().split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _id_tag(voice: VoiceInfo) -> str:
    """The tag in ids such as "gmw/en-US"."""
    return voice.id.rpartition("/")[2].lower()


def _rank(voice: VoiceInfo, wanted: Sequence[str]) -> int:
    """0 for the very tag, more for more distant ones.

    An id that ends in the tag ("gmw/en") marks the plain voice of a language with many regions.
    """
    tags = all_tags((*voice.languages, _id_tag(voice)))
    for place, tag in enumerate(wanted):
        if tag in tags:
            return place
    distances = [tag.count("-") for tag in tags if tag.partition("-")[0] == wanted[-1]]
    return len(wanted) + min(distances) if distances else OTHER_LANGUAGE
