"""Languages a picture can be read in: their spoken names and their tesseract packs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.errors import BadInputError
from assistant.core.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Language:
    """`tag` as in settings ("pt-BR" is found as "pt"); `pack` is tesseract's name for it.

    `latin` tells whether it is written in Latin letters.
    """

    tag: str
    english: str
    pack: str
    latin: bool

    @property
    def name(self) -> str:
        """The language's name, translated."""
        return _(self.english)


_LATIN = (
    ("af", N_("Afrikaans"), "afr"),
    ("az", N_("Azerbaijani"), "aze"),
    ("br", N_("Breton"), "bre"),
    ("bs", N_("Bosnian"), "bos"),
    ("ca", N_("Catalan"), "cat"),
    ("ceb", N_("Cebuano"), "ceb"),
    ("co", N_("Corsican"), "cos"),
    ("cs", N_("Czech"), "ces"),
    ("cy", N_("Welsh"), "cym"),
    ("da", N_("Danish"), "dan"),
    ("de", N_("German"), "deu"),
    ("en", N_("English"), "eng"),
    ("eo", N_("Esperanto"), "epo"),
    ("es", N_("Spanish"), "spa"),
    ("et", N_("Estonian"), "est"),
    ("eu", N_("Basque"), "eus"),
    ("fi", N_("Finnish"), "fin"),
    ("fil", N_("Filipino"), "fil"),
    ("fo", N_("Faroese"), "fao"),
    ("fr", N_("French"), "fra"),
    ("fy", N_("Frisian"), "fry"),
    ("ga", N_("Irish"), "gle"),
    ("gd", N_("Scottish Gaelic"), "gla"),
    ("gl", N_("Galician"), "glg"),
    ("hr", N_("Croatian"), "hrv"),
    ("ht", N_("Haitian Creole"), "hat"),
    ("hu", N_("Hungarian"), "hun"),
    ("id", N_("Indonesian"), "ind"),
    ("is", N_("Icelandic"), "isl"),
    ("it", N_("Italian"), "ita"),
    ("jv", N_("Javanese"), "jav"),
    ("ku", N_("Kurdish"), "kmr"),
    ("la", N_("Latin"), "lat"),
    ("lb", N_("Luxembourgish"), "ltz"),
    ("lt", N_("Lithuanian"), "lit"),
    ("lv", N_("Latvian"), "lav"),
    ("mi", N_("Maori"), "mri"),
    ("ms", N_("Malay"), "msa"),
    ("mt", N_("Maltese"), "mlt"),
    ("nb", N_("Norwegian"), "nor"),
    ("nl", N_("Dutch"), "nld"),
    ("nn", N_("Norwegian"), "nor"),
    ("no", N_("Norwegian"), "nor"),
    ("oc", N_("Occitan"), "oci"),
    ("pl", N_("Polish"), "pol"),
    ("pt", N_("Portuguese"), "por"),
    ("qu", N_("Quechua"), "que"),
    ("ro", N_("Romanian"), "ron"),
    ("sk", N_("Slovak"), "slk"),
    ("sl", N_("Slovenian"), "slv"),
    ("sq", N_("Albanian"), "sqi"),
    ("sr-Latn", N_("Serbian in Latin letters"), "srp_latn"),
    ("su", N_("Sundanese"), "sun"),
    ("sv", N_("Swedish"), "swe"),
    ("sw", N_("Swahili"), "swa"),
    ("to", N_("Tongan"), "ton"),
    ("tr", N_("Turkish"), "tur"),
    ("uz", N_("Uzbek"), "uzb"),
    ("vi", N_("Vietnamese"), "vie"),
    ("yo", N_("Yoruba"), "yor"),
)

_OTHER = (
    ("am", N_("Amharic"), "amh"),
    ("ar", N_("Arabic"), "ara"),
    ("as", N_("Assamese"), "asm"),
    ("be", N_("Belarusian"), "bel"),
    ("bg", N_("Bulgarian"), "bul"),
    ("bn", N_("Bengali"), "ben"),
    ("bo", N_("Tibetan"), "bod"),
    ("chr", N_("Cherokee"), "chr"),
    ("dv", N_("Dhivehi"), "div"),
    ("dz", N_("Dzongkha"), "dzo"),
    ("el", N_("Greek"), "ell"),
    ("fa", N_("Persian"), "fas"),
    ("gu", N_("Gujarati"), "guj"),
    ("he", N_("Hebrew"), "heb"),
    ("hi", N_("Hindi"), "hin"),
    ("hy", N_("Armenian"), "hye"),
    ("iu", N_("Inuktitut"), "iku"),
    ("ja", N_("Japanese"), "jpn"),
    ("ka", N_("Georgian"), "kat"),
    ("kk", N_("Kazakh"), "kaz"),
    ("km", N_("Khmer"), "khm"),
    ("kn", N_("Kannada"), "kan"),
    ("ko", N_("Korean"), "kor"),
    ("ky", N_("Kyrgyz"), "kir"),
    ("lo", N_("Lao"), "lao"),
    ("mk", N_("Macedonian"), "mkd"),
    ("ml", N_("Malayalam"), "mal"),
    ("mn", N_("Mongolian"), "mon"),
    ("mr", N_("Marathi"), "mar"),
    ("my", N_("Burmese"), "mya"),
    ("ne", N_("Nepali"), "nep"),
    ("or", N_("Odia"), "ori"),
    ("pa", N_("Punjabi"), "pan"),
    ("ps", N_("Pashto"), "pus"),
    ("ru", N_("Russian"), "rus"),
    ("sa", N_("Sanskrit"), "san"),
    ("sd", N_("Sindhi"), "snd"),
    ("si", N_("Sinhala"), "sin"),
    ("sr", N_("Serbian"), "srp"),
    ("syr", N_("Syriac"), "syr"),
    ("ta", N_("Tamil"), "tam"),
    ("te", N_("Telugu"), "tel"),
    ("tg", N_("Tajik"), "tgk"),
    ("th", N_("Thai"), "tha"),
    ("ti", N_("Tigrinya"), "tir"),
    ("tt", N_("Tatar"), "tat"),
    ("ug", N_("Uyghur"), "uig"),
    ("uk", N_("Ukrainian"), "ukr"),
    ("ur", N_("Urdu"), "urd"),
    ("yi", N_("Yiddish"), "yid"),
    ("zh-Hans", N_("Simplified Chinese"), "chi_sim"),
    ("zh-Hant", N_("Traditional Chinese"), "chi_tra"),
)

LANGUAGES = tuple(
    Language(*row, latin) for rows, latin in ((_LATIN, True), (_OTHER, False)) for row in rows
)
_BY_TAG = {entry.tag.lower(): entry for entry in LANGUAGES}
_ALIASES = {
    "zh": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-tw": "zh-hant",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
    "iw": "he",
    "in": "id",
    "tl": "fil",
}


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
        found = _BY_TAG.get(_ALIASES.get(known, known))
        if found is not None:
            return found
    raise BadInputError(
        _("The language {tag} is not known.").format(tag=tag.strip() or '""'),
        _("Give a language tag such as en, de or ar."),
    )
