"""Languages: their names, other tags for them, and which way they are written."""

from __future__ import annotations

from collections.abc import Callable

from assistant.core.i18n import N_, _

NAMES = {
    "af": N_("Afrikaans"),
    "am": N_("Amharic"),
    "ar": N_("Arabic"),
    "as": N_("Assamese"),
    "az": N_("Azerbaijani"),
    "be": N_("Belarusian"),
    "bg": N_("Bulgarian"),
    "bn": N_("Bengali"),
    "bo": N_("Tibetan"),
    "br": N_("Breton"),
    "bs": N_("Bosnian"),
    "ca": N_("Catalan"),
    "ceb": N_("Cebuano"),
    "chr": N_("Cherokee"),
    "co": N_("Corsican"),
    "cs": N_("Czech"),
    "cy": N_("Welsh"),
    "da": N_("Danish"),
    "de": N_("German"),
    "dv": N_("Dhivehi"),
    "dz": N_("Dzongkha"),
    "el": N_("Greek"),
    "en": N_("English"),
    "eo": N_("Esperanto"),
    "es": N_("Spanish"),
    "et": N_("Estonian"),
    "eu": N_("Basque"),
    "fa": N_("Persian"),
    "fi": N_("Finnish"),
    "fil": N_("Filipino"),
    "fo": N_("Faroese"),
    "fr": N_("French"),
    "fy": N_("Frisian"),
    "ga": N_("Irish"),
    "gd": N_("Scottish Gaelic"),
    "gl": N_("Galician"),
    "gu": N_("Gujarati"),
    "haw": N_("Hawaiian"),
    "he": N_("Hebrew"),
    "hi": N_("Hindi"),
    "hr": N_("Croatian"),
    "ht": N_("Haitian Creole"),
    "hu": N_("Hungarian"),
    "hy": N_("Armenian"),
    "id": N_("Indonesian"),
    "is": N_("Icelandic"),
    "it": N_("Italian"),
    "iu": N_("Inuktitut"),
    "ja": N_("Japanese"),
    "jv": N_("Javanese"),
    "ka": N_("Georgian"),
    "kk": N_("Kazakh"),
    "km": N_("Khmer"),
    "kn": N_("Kannada"),
    "ko": N_("Korean"),
    "ku": N_("Kurdish"),
    "ky": N_("Kyrgyz"),
    "la": N_("Latin"),
    "lb": N_("Luxembourgish"),
    "lo": N_("Lao"),
    "lt": N_("Lithuanian"),
    "lv": N_("Latvian"),
    "mi": N_("Maori"),
    "mk": N_("Macedonian"),
    "ml": N_("Malayalam"),
    "mn": N_("Mongolian"),
    "mr": N_("Marathi"),
    "ms": N_("Malay"),
    "mt": N_("Maltese"),
    "my": N_("Burmese"),
    "nb": N_("Norwegian"),
    "ne": N_("Nepali"),
    "nl": N_("Dutch"),
    "nn": N_("Norwegian"),
    "no": N_("Norwegian"),
    "oc": N_("Occitan"),
    "or": N_("Odia"),
    "pa": N_("Punjabi"),
    "pl": N_("Polish"),
    "ps": N_("Pashto"),
    "pt": N_("Portuguese"),
    "qu": N_("Quechua"),
    "ro": N_("Romanian"),
    "ru": N_("Russian"),
    "sa": N_("Sanskrit"),
    "sd": N_("Sindhi"),
    "si": N_("Sinhala"),
    "sk": N_("Slovak"),
    "sl": N_("Slovenian"),
    "sq": N_("Albanian"),
    "sr": N_("Serbian"),
    "sr-Latn": N_("Serbian in Latin letters"),
    "su": N_("Sundanese"),
    "sv": N_("Swedish"),
    "sw": N_("Swahili"),
    "syr": N_("Syriac"),
    "ta": N_("Tamil"),
    "te": N_("Telugu"),
    "tg": N_("Tajik"),
    "th": N_("Thai"),
    "ti": N_("Tigrinya"),
    "to": N_("Tongan"),
    "tr": N_("Turkish"),
    "tt": N_("Tatar"),
    "ug": N_("Uyghur"),
    "uk": N_("Ukrainian"),
    "ur": N_("Urdu"),
    "uz": N_("Uzbek"),
    "vi": N_("Vietnamese"),
    "yi": N_("Yiddish"),
    "yo": N_("Yoruba"),
    "yue": N_("Cantonese"),
    "zh": N_("Chinese"),
    "zh-Hans": N_("Simplified Chinese"),
    "zh-Hant": N_("Traditional Chinese"),
}
"""English names by tag."""

OWN_NAMES = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "zh": "中文",
}
"""What those that EarSight talks in call themselves: readable to whoever cannot read this one."""

ALIASES = {
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
"""Tags in lower case by which others mean a language of ours, in lower case too."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"})

_BY_TAG = {tag.lower(): name for tag, name in NAMES.items()}


def primary(tag: str) -> str:
    """The language of a tag: "en" of "en-GB" and of "en_US"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def language_name(tag: str, told: Callable[[str], str] = _) -> str:
    """The language's name, translated by `told`; the tag itself where it is not known."""
    parts = tag.replace("_", "-").lower().split("-")
    for length in range(len(parts), 0, -1):
        known = "-".join(parts[:length])
        name = _BY_TAG.get(known) or _BY_TAG.get(ALIASES.get(known, known))
        if name is not None:
            return told(name)
    return tag


def is_right_to_left(tag: str) -> bool:
    """Whether the language is written from the right to the left."""
    return primary(tag) in RIGHT_TO_LEFT
