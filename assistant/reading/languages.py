"""Languages a picture can be read in, and their tesseract packs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.core.languages import ALIASES, language_name


@dataclass(frozen=True, slots=True)
class Language:
    """`tag` as in settings ("pt-BR" is found as "pt"); `pack` is tesseract's name for it.

    `latin` tells whether it is written in Latin letters.
    """

    tag: str
    pack: str
    latin: bool

    @property
    def name(self) -> str:
        """The language's name, translated."""
        return language_name(self.tag)


_LATIN = (
    ("af", "afr"),
    ("az", "aze"),
    ("br", "bre"),
    ("bs", "bos"),
    ("ca", "cat"),
    ("ceb", "ceb"),
    ("co", "cos"),
    ("cs", "ces"),
    ("cy", "cym"),
    ("da", "dan"),
    ("de", "deu"),
    ("en", "eng"),
    ("eo", "epo"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "eus"),
    ("fi", "fin"),
    ("fil", "fil"),
    ("fo", "fao"),
    ("fr", "fra"),
    ("fy", "fry"),
    ("ga", "gle"),
    ("gd", "gla"),
    ("gl", "glg"),
    ("hr", "hrv"),
    ("ht", "hat"),
    ("hu", "hun"),
    ("id", "ind"),
    ("is", "isl"),
    ("it", "ita"),
    ("jv", "jav"),
    ("ku", "kmr"),
    ("la", "lat"),
    ("lb", "ltz"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mi", "mri"),
    ("ms", "msa"),
    ("mt", "mlt"),
    ("nb", "nor"),
    ("nl", "nld"),
    ("nn", "nor"),
    ("no", "nor"),
    ("oc", "oci"),
    ("pl", "pol"),
    ("pt", "por"),
    ("qu", "que"),
    ("ro", "ron"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sq", "sqi"),
    ("sr-Latn", "srp_latn"),
    ("su", "sun"),
    ("sv", "swe"),
    ("sw", "swa"),
    ("to", "ton"),
    ("tr", "tur"),
    ("uz", "uzb"),
    ("vi", "vie"),
    ("yo", "yor"),
)

_OTHER = (
    ("am", "amh"),
    ("ar", "ara"),
    ("as", "asm"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("bo", "bod"),
    ("chr", "chr"),
    ("dv", "div"),
    ("dz", "dzo"),
    ("el", "ell"),
    ("fa", "fas"),
    ("gu", "guj"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hy", "hye"),
    ("iu", "iku"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("kk", "kaz"),
    ("km", "khm"),
    ("kn", "kan"),
    ("ko", "kor"),
    ("ky", "kir"),
    ("lo", "lao"),
    ("mk", "mkd"),
    ("ml", "mal"),
    ("mn", "mon"),
    ("mr", "mar"),
    ("my", "mya"),
    ("ne", "nep"),
    ("or", "ori"),
    ("pa", "pan"),
    ("ps", "pus"),
    ("ru", "rus"),
    ("sa", "san"),
    ("sd", "snd"),
    ("si", "sin"),
    ("sr", "srp"),
    ("syr", "syr"),
    ("ta", "tam"),
    ("te", "tel"),
    ("tg", "tgk"),
    ("th", "tha"),
    ("ti", "tir"),
    ("tt", "tat"),
    ("ug", "uig"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("yi", "yid"),
    ("zh-Hans", "chi_sim"),
    ("zh-Hant", "chi_tra"),
)

LANGUAGES = tuple(
    Language(*row, latin) for rows, latin in ((_LATIN, True), (_OTHER, False)) for row in rows
)
_BY_TAG = {entry.tag.lower(): entry for entry in LANGUAGES}


def languages(tags: str) -> list[Language]:
    """The languages of a tag, or of several joined by "+" ("ar+en"). Regions are ignored.

    Raises:
        BadInputError: one of them is not in the table.

    """
    return [_language(tag) for tag in tags.replace("_", "-").split("+")]


def _language(tag: str) -> Language:
    parts = tag.strip().lower().split("-")
    for length in range(len(parts), 0, -1):
        known = "-".join(parts[:length])
        found = _BY_TAG.get(ALIASES.get(known, known))
        if found is not None:
            return found
    raise BadInputError(
        _("The language {tag} is not known.").format(tag=tag.strip() or '""'),
        _("Give a language tag such as en, de or ar."),
    )
