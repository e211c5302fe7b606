"""Which of the installed models answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.model_files import model_files, write_files

from assistant.core.errors import MissingPartError
from assistant.models.catalogue import Subject, load_catalogue
from assistant.models.choice import InstalledModels
from assistant.models.portable import import_folder
from assistant.models.store import ModelStore

SCENE, PAGE, SCREEN = Subject.SCENE, Subject.PAGE, Subject.SCREEN


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "store")


def install(store: ModelStore, *names: str) -> None:
    for name in names:
        source = write_files(store.root.parent / name, model_files())
        import_folder(store, source, name)


def chosen(store: ModelStore, ability: str, subject: Subject = SCENE, preferred: str = "") -> str:
    folder = InstalledModels(store, load_catalogue(), preferred).folder_for("", ability, subject)
    return folder.name if folder else ""


def test_nothing_installed_is_nothing_chosen(store: ModelStore) -> None:
    assert chosen(store, "ask") == ""


def test_the_first_of_the_catalogue_that_can_do_it_is_chosen(store: ModelStore) -> None:
    install(store, "vilt-vqa", "blip-vqa-base", "blip-base")
    assert chosen(store, "ask") == "blip-vqa-base"
    assert chosen(store, "describe") == "blip-base"
    assert chosen(store, "classify") == ""


def test_a_page_goes_to_a_model_for_pages_and_a_photo_to_one_for_photos(store: ModelStore) -> None:
    install(store, "pix2struct-document", "llava-interleave-0.5b")
    assert chosen(store, "ask", PAGE) == "pix2struct-document"
    assert chosen(store, "ask", SCENE) == "llava-interleave-0.5b"
    assert chosen(store, "classify", PAGE) == "llava-interleave-0.5b"


def test_a_model_for_something_else_is_better_than_none(store: ModelStore) -> None:
    install(store, "pix2struct-document", "pix2struct-screen")
    assert chosen(store, "ask", SCENE) == "pix2struct-document"
    assert chosen(store, "describe", SCENE) == "pix2struct-screen"


def test_a_window_goes_to_a_model_for_windows(store: ModelStore) -> None:
    install(store, "blip-base", "pix2struct-screen", "pix2struct-widget")
    assert chosen(store, "describe", SCREEN) == "pix2struct-screen"
    assert chosen(store, "describe", SCENE) == "blip-base"


def test_a_preferred_model_gives_way_where_it_is_not_able(store: ModelStore) -> None:
    install(store, "blip-base")
    assert chosen(store, "ask", preferred="blip-base") == ""
    install(store, "smolvlm-256m")
    assert chosen(store, "ask", preferred="blip-base") == "smolvlm-256m"
    assert chosen(store, "describe", preferred="blip-base") == "blip-base"


def test_the_persons_choice_and_a_model_of_unknown_kind(store: ModelStore) -> None:
    install(store, "my-own", "blip-base", "smolvlm-256m")
    assert chosen(store, "describe", PAGE, preferred="blip-base") == "blip-base"
    assert chosen(store, "find", preferred="my-own") == "my-own"
    assert chosen(store, "find") == "my-own"
    with pytest.raises(MissingPartError, match="nope is not installed"):
        chosen(store, "ask", preferred="nope")
