"""Language tags, their packs, and what is said about a missing one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.core.errors import BadInputError
from assistant.reading import tessdata
from assistant.reading.languages import LANGUAGES, languages


@pytest.mark.parametrize(
    ("tag", "pack"),
    [
        ("en", "eng"),
        ("pt-BR", "por"),
        ("pt_BR", "por"),
        ("EN-us", "eng"),
        ("zh", "chi_sim"),
        ("zh-CN", "chi_sim"),
        ("zh-Hant-TW", "chi_tra"),
        ("zh-TW", "chi_tra"),
        ("sr-Latn-RS", "srp_latn"),
        ("sr-RS", "srp"),
        ("iw", "heb"),
    ],
)
def test_a_tag_names_its_pack(tag: str, pack: str) -> None:
    assert [language.pack for language in languages(tag)] == [pack]


def test_several_languages_keep_their_order() -> None:
    assert [language.tag for language in languages("ar+en")] == ["ar", "en"]


@pytest.mark.parametrize("tag", ["", "tlh", "en+", "-", "eng lish"])
def test_an_unknown_tag_is_bad_input(tag: str) -> None:
    with pytest.raises(BadInputError) as caught:
        languages(tag)
    assert caught.value.remedy


def test_tags_are_unique() -> None:
    tags = [language.tag for language in LANGUAGES]
    assert len(set(tags)) == len(tags)


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "eng.traineddata").touch()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    monkeypatch.setattr(tessdata, "folders", lambda: [tmp_path])
    return tmp_path


def test_one_folder_must_have_all_packs(packs: Path) -> None:
    assert tessdata.folder_with(["eng"]) == packs
    assert tessdata.folder_with(["eng", "ara"]) is None


@pytest.mark.parametrize(
    ("command", "remedy"),
    [
        ("apt-get", "Install tesseract-ocr-chi-sim."),
        ("dnf", "Install tesseract-langpack-chi_sim."),
        ("pacman", "Install tesseract-data-chi_sim."),
        ("brew", "Install tesseract-lang."),
        ("", "Put the file chi_sim.traineddata into {folder}."),
    ],
)
def test_a_missing_pack_is_named_with_its_package(
    packs: Path, monkeypatch: pytest.MonkeyPatch, command: str, remedy: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name == command else None)
    error = tessdata.missing_pack(languages("en+zh"))
    assert error.message == "The language pack for Simplified Chinese is not installed."
    assert error.remedy == remedy.format(folder=packs)
