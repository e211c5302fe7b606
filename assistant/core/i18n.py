"""Translation of everything a person hears or sees.

By gettext, because the core knows no Qt: Qt's own translations would put it into every worker and
command. The catalogues are made by `installer/translate.py`.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from typing import Final

from assistant.core.resources import resource

AUTO: Final = "auto"
"""What a setting says that follows the language chosen for EarSight, or that of the system."""

_DOMAIN = "earsight"
_ORIGINAL = "en"
"""The language of the texts in the program."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """`asked` is what the person wants, `told` what there is a catalogue for."""

    asked: str
    told: str
    catalogue: gettext.NullTranslations


_UNTRANSLATED = gettext.NullTranslations()
_chosen = _Chosen(_ORIGINAL, _ORIGINAL, _UNTRANSLATED)


def use_language(tag: str) -> None:
    """Translate into the language of a tag ("de", "pt-BR"); English where there is no catalogue."""
    global _chosen
    if tag.partition("-")[0] == _ORIGINAL:
        _chosen = _Chosen(tag, tag, _UNTRANSLATED)
        return
    folder, names = str(resource("translations")), [tag.replace("-", "_")]
    if gettext.find(_DOMAIN, folder, names) is None:
        _chosen = _Chosen(tag, _ORIGINAL, _UNTRANSLATED)
    else:
        _chosen = _Chosen(tag, tag, gettext.translation(_DOMAIN, folder, names))


def language() -> str:
    """The language in which texts are told now."""
    return _chosen.told


def asked_language() -> str:
    """The language that the person wants, even where EarSight does not speak it."""
    return _chosen.asked


def _(text: str) -> str:
    """Translate one sentence."""
    # Catalogues keep their own description under the empty text.
    return _chosen.catalogue.gettext(text) if text else text


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a sentence that depends on a number."""
    return _chosen.catalogue.ngettext(singular, plural, count)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a sentence of a table for extraction; it is translated with `_` where it is used."""
    return text


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Mark both forms of a table's entry for extraction; `ngettext` translates them where used."""
    return singular, plural
