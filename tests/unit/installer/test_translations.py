"""The catalogues of translations: complete, kept in step with the program, and loaded as made."""

from __future__ import annotations

import gettext
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import desktop_entry
import pytest
import translate
from babel.messages.catalog import Catalog
from environment import ROOT
from translation_checks import differences, problems

from assistant.core import i18n
from assistant.core.actions import ACTIONS
from assistant.core.languages import OWN_NAMES

LANGUAGES = translate.languages()
each_language = pytest.mark.parametrize(
    "language", LANGUAGES or [pytest.param("", marks=pytest.mark.skip("no catalogue yet"))]
)


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return translate.template()


@pytest.fixture
def in_language(language: str) -> Iterator[None]:
    i18n.use_language(language)
    yield
    i18n.use_language("en")


def test_the_template_is_that_of_the_program(wanted: Catalog) -> None:
    """`python3 installer/bootstrap.py translate` brings it up to date."""
    assert translate.as_text(wanted) == translate.TEMPLATE.read_bytes()


def test_the_template_says_nothing_of_the_machine(wanted: Catalog) -> None:
    text = translate.as_text(wanted).decode()
    assert str(ROOT) not in text
    assert "-Date" not in text
    assert "assistant/core/actions.py:" not in text


@each_language
def test_a_language_is_complete(language: str, wanted: Catalog) -> None:
    assert problems(translate.read(translate.source(language), language), wanted) == []


@each_language
def test_a_language_is_written_as_the_program_writes_it(language: str, wanted: Catalog) -> None:
    updated = translate.updated(language, wanted)
    assert translate.as_text(updated) == translate.source(language).read_bytes()


@each_language
def test_what_is_loaded_is_what_is_written(language: str) -> None:
    path = translate.source(language)
    assert path.with_suffix(".mo").read_bytes() == translate.compiled(
        translate.read(path, language)
    )


@each_language
@pytest.mark.usefixtures("in_language")
def test_the_program_finds_it(language: str) -> None:
    assert i18n.language() == language
    assert i18n._("EarSight is ready.") != "EarSight is ready."
    assert language in OWN_NAMES


@each_language
@pytest.mark.usefixtures("in_language")
def test_no_mnemonic_is_used_twice_in_a_group_of_the_menu(language: str) -> None:
    groups: dict[object, list[str]] = {}
    for entry in ACTIONS:
        mnemonic = i18n._(entry.label).partition("&")[2][:1].casefold()
        groups.setdefault(entry.group, []).append(mnemonic)
    for group, letters in groups.items():
        assert len(letters) == len(set(letters)), (group, sorted(letters))


@each_language
def test_characters_have_names_in_it(language: str) -> None:
    """What is named in English is named in the language; letters may be others."""
    folder = ROOT / "resources" / "spelling"
    english, own = (
        tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in ("en", language)
    )
    assert set(english) == set(own)
    assert set(english["names"]) - set(own["names"]) == set()


@each_language
def test_questions_are_understood_in_it(language: str) -> None:
    assert (ROOT / "resources" / "questions" / f"{language}.toml").is_file()


@pytest.mark.parametrize(
    ("original", "translation", "found"),
    [
        ("{count} lines", "{count} Zeilen", []),
        ("{count} lines", "{number} Zeilen", ["a placeholder differs"]),
        ("{a} of {b}", "von {b}", ["a placeholder differs"]),
        ("argument %(name)s", "Argument %(nam)s", ["a placeholder differs"]),
        ("Use `earsight doctor`.", "`earsight Doktor` hilft.", ["a command differs"]),
        ("&Open", "Öffnen", ["the mnemonic differs"]),
        ("&Open", "&Ö&ffnen", ["the mnemonic differs"]),
        ("&Open", "打开(&O)", []),
        ("R & D", "F & E", []),
        (" or ", "oder", ["spaces or lines at the ends differ"]),
        ("usage: ", "用法：", ["spaces or lines at the ends differ"]),
    ],
)
def test_what_a_translation_must_keep(original: str, translation: str, found: list[str]) -> None:
    assert list(differences([original], translation)) == found


def test_a_form_for_one_needs_no_number() -> None:
    forms = ["{count} line in {place}", "{count} lines in {place}"]
    assert list(differences(forms, "eine Zeile in {place}")) == []
    assert list(differences(forms, "{count} Zeilen")) == ["a placeholder differs"]


LINES = ("{count} line", "{count} lines")


def _catalogue(language: str | None = None, yes: str = "", lines: Sequence[str] = ()) -> Catalog:
    catalogue = translate.begun(language) if language else Catalog()
    catalogue.add("Yes", yes)
    catalogue.add(LINES, tuple(lines) or None)
    return catalogue


@pytest.mark.parametrize(
    ("catalogue", "found"),
    [
        (Catalog("ar"), ["missing: 'Yes'", f"missing: {LINES!r}"]),
        (_catalogue("ar"), ["not translated: 'Yes'", f"not translated: {LINES!r}"]),
        (_catalogue("ar", "نعم", "abcde"), [f"not translated: {LINES!r}"]),
        (_catalogue("ar", "نعم", "abcdef"), []),
    ],
)
def test_what_is_missing_is_found(catalogue: Catalog, found: list[str]) -> None:
    assert problems(catalogue, _catalogue()) == found


def test_what_is_guessed_or_no_longer_used_is_found() -> None:
    arabic = _catalogue("ar", "نعم", "abcdef")
    arabic.add("No", "لا")
    arabic["Yes"].flags.add("fuzzy")
    assert problems(arabic, _catalogue()) == ["no longer used: 'No'", "fuzzy: 'Yes'"]


def test_a_catalogue_is_loaded_by_gettext(tmp_path: Path) -> None:
    """The forms are zero, one, two, few, many and other."""
    path = tmp_path / "ar.mo"
    path.write_bytes(translate.compiled(_catalogue("ar", "نعم", "abcdef")))
    with path.open("rb") as file:
        loaded = gettext.GNUTranslations(file)
    assert [loaded.ngettext(*LINES, count) for count in (0, 1, 2, 3, 11, 100)] == list("abcdef")


def test_the_entry_in_the_menu_has_every_language() -> None:
    catalogues = {
        language: translate.read(translate.source(language), language) for language in LANGUAGES
    }
    assert desktop_entry.translated(catalogues) == desktop_entry.PATH.read_text("utf-8")


def test_the_entry_in_the_menu_is_translated() -> None:
    german = Catalog("de")
    german.add("Read window", "Fenster lesen")
    lines = desktop_entry.translated({"de": german}).splitlines()
    place = lines.index("Name[de]=Fenster lesen")
    assert lines[place - 1] == "Name=Read window"
    assert "Name[de]=EarSight" not in lines


def test_only_what_is_marked_is_extracted() -> None:
    code = b"""
_("one")
N_("two")
ngettext("a", "b", count)
NN_("c", "d")
print("three")
# Translators: short
_("four"
  " five")
"""
    found = {text.message: text.comments for text in translate.python_texts(code, "x.py")}
    assert found == {
        "one": (),
        "two": (),
        ("a", "b"): (),
        ("c", "d"): (),
        "four five": ("short",),
    }


def test_texts_of_the_schema_and_the_models_are_extracted(wanted: Catalog) -> None:
    assert wanted.get("Words a minute, 80 to 450.") is not None
    assert wanted.get("idle minutes") is not None
    assert wanted.get("any computer with 4 GB of memory") is not None
    assert wanted.get("magnifier") is not None or wanted.get("search") is not None
