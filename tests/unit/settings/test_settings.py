"""The settings file: private, atomic, versioned, never fatal."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import use_language
from assistant.settings.migrations import upgrade
from assistant.settings.schema import Settings
from assistant.settings.store import SettingsStore, get, keys, replaced, reset


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "config" / "settings.toml")


def test_a_missing_file_means_defaults(store: SettingsStore) -> None:
    loaded = store.load()
    assert loaded.settings == Settings()
    assert loaded.problem is None
    assert not store.path.exists()


def test_what_is_saved_is_loaded(store: SettingsStore) -> None:
    changed = replaced(Settings(), "speech.rate", "320")
    changed = replaced(changed, "hotkeys.chords.read-window", "Super+Shift+W")
    changed = replaced(changed, "sounds.enabled", "false")
    store.save(changed)
    assert store.load().settings == changed
    assert list(store.path.parent.iterdir()) == [store.path]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_the_file_is_private(store: SettingsStore) -> None:
    store.save(Settings())
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [
        b"not toml at all [",
        b"\xff\xfe\x00",
        b"version = 1\n[speech]\nrate = 9999\n",
        b"version = 1\n[speech]\nnonsense = 1\n",
        b"version = 99\n",
        b"version = 1\nspeech = 1\n",
        b"[speech]\nrate = 200\n",
    ],
)
def test_a_broken_file_is_kept_aside_and_named(store: SettingsStore, content: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    loaded = store.load()
    assert loaded.settings == Settings()
    assert loaded.problem is not None
    (aside,) = store.path.parent.iterdir()
    assert aside.read_bytes() == content
    assert aside.name in loaded.problem.spoken
    assert not store.path.exists()


def test_files_kept_aside_before_are_not_overwritten(store: SettingsStore) -> None:
    store.path.parent.mkdir()
    for content in ("first = [", "second = ["):
        store.path.write_text(content)
        store.load()
    kept = {path.name: path.read_text() for path in store.path.parent.iterdir()}
    assert kept == {
        "settings.broken-1.toml": "first = [",
        "settings.broken-2.toml": "second = [",
    }


def test_an_unwritable_place_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EarSightError) as caught:
        SettingsStore(tmp_path / "file" / "settings.toml").save(Settings())
    assert caught.value.remedy


def test_a_failed_save_leaves_the_old_file(
    store: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(Settings())

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(EarSightError, match="No space left"):
        store.save(replaced(Settings(), "speech.rate", "100"))
    assert store.load().settings == Settings()
    assert list(store.path.parent.iterdir()) == [store.path]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("speech.rate", "fast"),
        ("speech.rate", "10"),
        ("speech.backend", "robot"),
        ("speech", "x"),
        ("speech.nothing", "1"),
        ("nothing", "1"),
        ("version", "2"),
        ("hotkeys.chords", "x"),
        ("speech.language", "not a tag"),
    ],
)
def test_a_wrong_key_or_value_is_bad_input(key: str, text: str) -> None:
    with pytest.raises(BadInputError):
        replaced(Settings(), key, text)


def test_get_and_keys_agree() -> None:
    settings = Settings()
    listed = dict(keys(settings))
    assert listed["speech.rate"] == get(settings, "speech.rate") == 200
    assert all(get(settings, key) == value for key, value in listed.items())
    with pytest.raises(BadInputError):
        get(settings, "speech.rate.more")


def test_every_setting_is_described() -> None:
    for section in msgspec.structs.fields(Settings):
        if section.name == "version":
            continue
        info = msgspec.inspect.type_info(section.type)
        if isinstance(info, msgspec.inspect.DictType):
            info = info.value_type
        assert isinstance(info, msgspec.inspect.StructType)
        for field in info.fields:
            assert isinstance(field.type, msgspec.inspect.Metadata), field.name
            assert (field.type.extra_json_schema or {}).get("description"), field.name


def test_old_files_go_through_every_step() -> None:
    def rename(data: dict[str, Any]) -> dict[str, Any]:
        data["speech"] = data.pop("voice")
        return data

    def faster(data: dict[str, Any]) -> dict[str, Any]:
        return data | {"rate": data["speech"]["rate"] + 1}

    old = {"version": 1, "voice": {"rate": 1}}
    assert upgrade(old, {1: rename, 2: faster}, newest=3) == {
        "version": 3,
        "speech": {"rate": 1},
        "rate": 2,
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, ("auto", "auto", "auto")),
        ({"speech": {"language": "en"}, "reading": {"language": "en"}}, ("auto", "auto", "auto")),
        ({"speech": {"language": "de"}}, ("en", "en", "de")),
        ({"desktop": {"language": "pl"}}, ("auto", "en", "en")),
        ({"desktop": {"language": "de"}, "reading": {"language": "ar"}}, ("de", "ar", "en")),
    ],
)
def test_the_first_files_get_one_choice_of_language(
    before: dict[str, Any], after: tuple[str, str, str]
) -> None:
    """Who never chose any follows one choice; a language that was chosen stays."""
    settings = msgspec.convert(upgrade({"version": 1, **before}), Settings)
    assert (settings.desktop.language, settings.reading.language, settings.speech.language) == after


def test_languages_that_were_not_chosen_follow_the_interface() -> None:
    try:
        use_language("pl")
        assert Settings().reading.text_language == "pl"
        assert Settings().speech.spoken_language == "en"  # There is no Polish catalogue.
    finally:
        use_language("en")
    assert replaced(Settings(), "speech.language", "de").speech.spoken_language == "de"


def test_an_early_look_leaves_a_broken_file_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("rate = = fast")
    store = SettingsStore(path)
    assert store.peek() == Settings()
    assert path.exists()
    assert store.load().problem is not None


def test_one_setting_goes_back_to_its_default() -> None:
    changed = replaced(Settings(), "speech.rate", "320")
    changed = replaced(changed, "hotkeys.chords.stop", "Super+F9")
    assert reset(reset(changed, "speech.rate"), "hotkeys.chords.stop") == Settings()
    for wrong in ("speech", "hotkeys.chords.repeat", "nothing"):
        with pytest.raises(BadInputError):
            reset(changed, wrong)


def test_a_list_is_given_with_commas() -> None:
    assert replaced(Settings(), "speech.languages", "ar,de").speech.languages == ["ar", "de"]
    with pytest.raises(BadInputError):
        replaced(Settings(), "speech.languages", "")
