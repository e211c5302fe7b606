"""The catalogues of translations: `python3 installer/bootstrap.py translate [LANGUAGE…]`.

Writes `resources/translations/earsight.pot` from the program's texts, brings every language's
`LC_MESSAGES/earsight.po` up to date with it, compiles them, translates the entry in the desktop's
menu, and tells what is still missing. A language that is named is begun where it has no catalogue
yet. The compiled `.mo` files are kept in the repository beside the texts: a checkout, a wheel and a
packaged build then need no Babel.
"""

from __future__ import annotations

import io
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import desktop_entry
from babel.messages import extract, mofile, pofile
from babel.messages.catalog import Catalog
from environment import ROOT
from translation_checks import problems

from assistant.core.languages import OWN_NAMES
from assistant.screenmap.elements import ElementKind, State
from assistant.settings.fields import Field, FieldKind, application_fields, sections

TRANSLATIONS = ROOT / "resources" / "translations"
TEMPLATE = TRANSLATIONS / "earsight.pot"
DOMAIN = "earsight"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "NN_": (1, 2)}
COMMENTS = ("Translators:",)
WIDTH = 100
PLURALS = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 ? 4 : 5);"
    )
}
"""Forms in the order of gettext's manual, where Babel has another one: zero to other."""
PROPER_NAMES = {
    *OWN_NAMES,
    "espeak-ng",
    "pyttsx3",
    "rapid",
    "speech-dispatcher",
    "tesseract",
    "trocr",
}
"""Choices of settings that are the same in every language."""
_CHANGING = re.compile(
    rb'^"?(?:POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n', re.MULTILINE
)
"""Lines of the header that would differ from day to day and from machine to machine."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""For the header of what is compiled, which always has dates."""


class Text(NamedTuple):
    """One text of the program: its singular and plural, or only one, and what helps translators."""

    file: str
    message: str | tuple[str, ...]
    comments: tuple[str, ...] = ()


def texts() -> Iterator[Text]:
    """Every text that a person sees or hears, file by file in a fixed order."""
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        yield from python_texts(path.read_bytes(), path.relative_to(ROOT).as_posix())
    yield from _setting_texts("assistant/settings/schema.py")
    yield from _catalogue_texts("resources/models/catalogue.toml")
    for value in (*ElementKind, *State):
        yield Text("assistant/screenmap/elements.py", value, ("A part of a screen, or its state",))
    for text in desktop_entry.texts():
        yield Text("resources/earsight.desktop", text, ("In the menu of the desktop",))
    yield from _icon_texts("resources/models/icons/labels.txt")


def python_texts(code: bytes, file: str) -> Iterator[Text]:
    """What is marked for translation in a program file."""
    found = extract.extract("python", io.BytesIO(code), KEYWORDS, COMMENTS, strip_comment_tags=True)
    for _line, message, comments, _context in found:
        yield Text(file, message, tuple(comments))


def template() -> Catalog:
    """All texts, untranslated."""
    catalogue = _named(Catalog())
    for file, message, comments in texts():
        catalogue.add(message, locations=[(file, 0)], auto_comments=comments)
    return catalogue


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.parts[-3] for path in TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def source(language: str) -> Path:
    """Where the translated texts of a language are."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a file."""
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language, domain=DOMAIN)


def as_text(catalogue: Catalog) -> bytes:
    """What is written to a file: the same for the same texts, whenever and wherever it is made."""
    out = io.BytesIO()
    pofile.write_po(out, catalogue, width=WIDTH, include_lineno=False)
    return _CHANGING.sub(b"", out.getvalue())


def compiled(catalogue: Catalog) -> bytes:
    """What the program loads."""
    catalogue.creation_date = catalogue.revision_date = _LONG_AGO
    out = io.BytesIO()
    mofile.write_mo(out, catalogue)
    return out.getvalue()


def begun(language: str) -> Catalog:
    """An empty catalogue, with the plural forms of its language."""
    catalogue = Catalog(language)
    if language in PLURALS:
        catalogue.mime_headers = [("Plural-Forms", PLURALS[language])]
    return catalogue


def updated(language: str, wanted: Catalog) -> Catalog:
    """The language's catalogue with exactly the wanted texts; what is new is empty, not guessed."""
    path = source(language)
    catalogue = _named(read(path, language) if path.exists() else begun(language))
    catalogue.update(wanted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def main(arguments: Sequence[str]) -> int:
    """Write everything; returns 1 where a language is not complete."""
    wanted = template()
    TRANSLATIONS.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_text(wanted))
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(wanted)} texts")
    incomplete, catalogues = 0, {}
    for language in sorted({*languages(), *arguments}):
        catalogue = catalogues[language] = updated(language, wanted)
        path = source(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_text(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        found = problems(catalogue, wanted)
        incomplete += bool(found)
        print(f"{path.relative_to(ROOT)}: {len(found)} problems", *found, sep="\n  ")
    desktop_entry.PATH.write_text(desktop_entry.translated(catalogues), "utf-8")
    return int(incomplete > 0)


def _named(catalogue: Catalog) -> Catalog:
    catalogue.project = "EarSight"
    catalogue.domain = DOMAIN
    catalogue.version = ""
    catalogue.fuzzy = False
    catalogue.last_translator = "EarSight"
    catalogue.language_team = "EarSight"
    catalogue.header_comment = "# EarSight, under the Apache License 2.0."
    catalogue.msgid_bugs_address = ""
    return catalogue


def _setting_texts(file: str) -> Iterator[Text]:
    """The settings' names, meanings and choices, which the schema holds as they are."""
    for section in sections():
        yield Text(file, words(section.key), (f"A group of settings: {section.key}",))
        yield Text(file, section.description, (f"The settings of {section.key}",))
        for field in section.fields:
            yield from _field_texts(file, field, field.key)
    for field in application_fields():
        yield from _field_texts(file, field, f"applications.{field.key}")


def _field_texts(file: str, field: Field, key: str) -> Iterator[Text]:
    yield Text(file, words(key.rpartition(".")[2]), (f"Name of the setting {key}",))
    yield Text(file, field.description, (f"The setting {key}",))
    if field.kind is FieldKind.CHOICE:
        for choice in sorted({*field.choices} - PROPER_NAMES):
            yield Text(file, choice, (f"One choice of the setting {key}",))


def words(name: str) -> str:
    """A name of the schema as it is looked up for translation: "idle_minutes": "idle minutes"."""
    return name.replace("_", " ")


def _catalogue_texts(file: str) -> Iterator[Text]:
    for model in tomllib.loads((ROOT / file).read_text("utf-8"))["models"]:
        for part in ("machine", "notes"):
            if model.get(part):
                yield Text(file, model[part], (f"About the model {model['title']}",))


def _icon_texts(file: str) -> Iterator[Text]:
    """What icons show; the first label is of those that show none of it."""
    for label in (ROOT / file).read_text("utf-8").splitlines()[1:]:
        yield Text(file, label, ("The name of an icon",))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
