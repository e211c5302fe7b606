"""Translation of everything a person hears or sees: gettext, because the core knows no Qt."""

from __future__ import annotations

import gettext

from assistant.core.resources import resource

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Translate into `language` ("de", "pt-BR"); English where there is no catalogue."""
    global _catalogue
    _catalogue = gettext.translation(
        "earsight", resource("translations"), [language.replace("-", "_")], fallback=True
    )


def _(text: str) -> str:
    """Translate one sentence."""
    return _catalogue.gettext(text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a sentence that depends on a number."""
    return _catalogue.ngettext(singular, plural, count)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a sentence of a table for extraction; it is translated with `_` where it is used."""
    return text


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Mark both forms of a table's entry for extraction; `ngettext` translates them where used."""
    return singular, plural
