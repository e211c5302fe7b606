"""Installed models: what is there, what belongs to it, and what was changed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from support.model_files import NEEDED, model_files, safetensors, write_files

from assistant.core.errors import (
    BadInputError,
    CancelledError,
    EarSightError,
    MissingPartError,
)
from assistant.core.findings import Progress
from assistant.models.errors import DamagedModelError, DiskFullError, size_in_words
from assistant.models.files import check_whole, wanted
from assistant.models.lock import LOCK_NAME, Lock, LockedFile, write_lock
from assistant.models.portable import export, import_folder
from assistant.models.store import ModelStore
from assistant.models.watch import Watch


@pytest.fixture
def tiny(store: ModelStore, tmp_path: Path) -> Lock:
    return import_folder(store, write_files(tmp_path / "Tiny Model", model_files()))


def test_an_imported_folder_is_locked_and_whole(store: ModelStore, tiny: Lock) -> None:
    assert (tiny.name, tiny.repository, tiny.revision) == ("tiny-model", "", "")
    assert [file.path for file in tiny.files] == NEEDED
    assert store.installed() == ["tiny-model"]
    assert store.lock("tiny-model") == tiny
    names = {path.name for path in store.verified("tiny-model").iterdir()}
    assert names == {*NEEDED, LOCK_NAME}


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", NEEDED)
def test_a_changed_file_is_named_and_refused(store: ModelStore, tiny: Lock, name: str) -> None:
    _flip(store.folder(tiny.name) / name)
    with pytest.raises(DamagedModelError) as caught:
        store.verified(tiny.name)
    assert caught.value.file == name
    assert name in caught.value.message


def test_a_missing_shortened_replaced_or_added_file_is_named(store: ModelStore, tiny: Lock) -> None:
    folder = store.folder(tiny.name)
    config = folder / "config.json"
    kept = config.read_bytes()

    def refused() -> str:
        with pytest.raises(DamagedModelError) as caught:
            store.verified(tiny.name)
        return caught.value.file

    config.write_bytes(kept[:-1])
    assert refused() == "config.json"
    config.unlink()
    assert refused() == "config.json"
    (folder.parent / "elsewhere").write_bytes(kept)
    config.symlink_to(folder.parent / "elsewhere")
    assert refused() == "config.json"
    config.unlink()
    config.write_bytes(kept)
    store.verified(tiny.name)
    (folder / "modeling_evil.py").write_bytes(b"")
    assert refused() == "modeling_evil.py"
    (folder / "modeling_evil.py").unlink()
    (folder / ".DS_Store").write_bytes(b"")
    store.verified(tiny.name)


@pytest.mark.parametrize(
    "lock", [b"", b"{}", b"[]", b'{"name": "x", "files": [{"path": "../../x"}]}', b"\xff"]
)
def test_a_broken_lock_is_a_damaged_model(store: ModelStore, tiny: Lock, lock: bytes) -> None:
    (store.folder(tiny.name) / LOCK_NAME).write_bytes(lock)
    with pytest.raises(DamagedModelError, match=LOCK_NAME):
        store.verified(tiny.name)
    assert store.installed() == [tiny.name]


@pytest.mark.parametrize("name", ["..", "a/b", "", "A", ".hidden", "a\\b", "x" * 200])
def test_a_name_never_leads_out_of_the_folder(store: ModelStore, name: str) -> None:
    for deed in (store.folder, store.lock, store.remove, store.verified):
        with pytest.raises(BadInputError):
            deed(name)


def test_removing_frees_the_name_and_tells_what_was_freed(store: ModelStore, tiny: Lock) -> None:
    assert store.remove(tiny.name) >= tiny.size
    assert store.installed() == []
    with pytest.raises(MissingPartError):
        store.verified(tiny.name)
    with pytest.raises(MissingPartError):
        store.remove(tiny.name)


def test_export_and_import_keep_the_lock(store: ModelStore, tiny: Lock, tmp_path: Path) -> None:
    carried = export(store, tiny.name, tmp_path / "stick")
    other = ModelStore(tmp_path / "other")
    assert import_folder(other, carried) == tiny
    with pytest.raises(BadInputError):
        export(store, tiny.name, tmp_path / "stick")
    with pytest.raises(BadInputError):
        import_folder(other, carried)
    assert import_folder(other, carried, "second").name == "second"


def test_a_carried_folder_must_agree_with_its_lock(
    store: ModelStore, tiny: Lock, tmp_path: Path
) -> None:
    carried = export(store, tiny.name, tmp_path / "stick")
    other = ModelStore(tmp_path / "other")
    _flip(carried / "model.safetensors")
    with pytest.raises(DamagedModelError) as caught:
        import_folder(other, carried)
    assert caught.value.file == "model.safetensors"
    (carried / "vocab.txt").unlink()
    with pytest.raises(DamagedModelError) as caught:
        import_folder(other, carried)
    assert caught.value.file == "vocab.txt"
    assert other.installed() == []


@pytest.mark.parametrize("more", ["modeling_x.py", "pytorch_model.bin"])
def test_a_carried_lock_brings_in_no_other_files(
    store: ModelStore, tiny: Lock, tmp_path: Path, more: str
) -> None:
    carried = export(store, tiny.name, tmp_path / "stick")
    (carried / more).write_bytes(b"x")
    entry = LockedFile(more, 1, hashlib.sha256(b"x").hexdigest())
    write_lock(carried, msgspec.structs.replace(tiny, files=(*tiny.files, entry)))
    with pytest.raises(BadInputError, match="lists what no model needs"):
        import_folder(ModelStore(tmp_path / "other"), carried)


def test_a_damaged_model_is_not_exported(store: ModelStore, tiny: Lock, tmp_path: Path) -> None:
    _flip(store.folder(tiny.name) / "vocab.txt")
    with pytest.raises(DamagedModelError):
        export(store, tiny.name, tmp_path / "stick")


def test_a_folder_of_the_hub_clients_cache_is_understood(store: ModelStore, tmp_path: Path) -> None:
    cache = tmp_path / "models--Owner--Small"
    blobs = write_files(cache / "blobs", model_files())
    snapshot = cache / "snapshots" / ("a" * 40)
    snapshot.mkdir(parents=True)
    for blob in blobs.iterdir():
        (snapshot / blob.name).symlink_to(blob)
    lock = import_folder(store, cache)
    assert (lock.name, lock.repository, lock.revision) == ("small", "Owner/Small", "a" * 40)
    store.verified("small")
    (cache / "snapshots" / ("b" * 40)).mkdir()
    with pytest.raises(BadInputError, match="several"):
        import_folder(store, cache, "again")


def test_what_is_no_model_is_refused(store: ModelStore, tmp_path: Path) -> None:
    files = model_files()
    bad: dict[str, dict[str, bytes]] = {
        "empty": {},
        "no-config": {"model.safetensors": files["model.safetensors"]},
        "pickle-only": {"config.json": b"{}", "pytorch_model.bin": b"x"},
        "no-weights": {"config.json": b"{}"},
        "bad-json": files | {"config.json": b"{"},
        "list-json": files | {"config.json": b"[]"},
        "truncated": files | {"model.safetensors": files["model.safetensors"][:-1]},
        "half": files | {"model.safetensors": files["model.safetensors"][:40]},
        "longer": files | {"model.safetensors": files["model.safetensors"] + b"x"},
        "nothing": files | {"model.safetensors": b""},
        "zeroes": files | {"model.safetensors": b"\0" * 64},
        "pointer": files | {"model.safetensors": b"version https://git-lfs.github.com/spec/v1\n"},
        "page": files | {"model.safetensors": b"<!DOCTYPE html><html>404</html>"},
        "header": files | {"model.safetensors": (2).to_bytes(8, "little") + b"[]"},
        "deep": files | {"model.safetensors": (9999).to_bytes(8, "little") + b"[" * 9999},
    }
    for name, content in bad.items():
        with pytest.raises(BadInputError):
            import_folder(store, write_files(tmp_path / name, content))
    for missing in (tmp_path / "none", tmp_path / "empty" / "file"):
        with pytest.raises(BadInputError):
            import_folder(store, missing)
    assert store.installed() == []


def test_a_copied_pickle_is_converted_where_that_is_possible(
    store: ModelStore, tmp_path: Path
) -> None:
    files = model_files()
    weights = files.pop("model.safetensors")
    source = write_files(tmp_path / "old", files)
    with pytest.raises(BadInputError, match="pickle"):
        import_folder(store, source)

    def convert(_source: Path, target: Path) -> None:
        target.write_bytes(weights)

    lock = import_folder(store, source, convert=convert)
    assert [file.path for file in lock.files] == NEEDED
    assert lock.converted_from == hashlib.sha256(files["pytorch_model.bin"]).hexdigest()
    assert not (store.verified("old") / "pytorch_model.bin").exists()
    assert import_folder(store, export(store, "old", tmp_path / "stick"), "new").converted_from


def test_shards_belong_together(store: ModelStore, tmp_path: Path) -> None:
    shards = [f"model-0000{number}-of-00002.safetensors" for number in (1, 2)]
    index = b'{"weight_map": {"a": "%s", "b": "%s"}}' % (shards[0].encode(), shards[1].encode())
    files = {"config.json": b"{}", "model.safetensors.index.json": index}
    files |= {name: safetensors(100, number) for number, name in enumerate(shards)}
    lock = import_folder(store, write_files(tmp_path / "sharded", files))
    assert [file.path for file in lock.files] == list(files)
    del files[shards[1]]
    with pytest.raises(BadInputError, match="00002-of-00002"):
        import_folder(store, write_files(tmp_path / "lacking", files))


def test_only_what_a_model_needs_is_taken() -> None:
    more = ["onnx/model.onnx", "tf_model.h5", "model.fp16.safetensors", "modeling_x.py", "LICENSE"]
    assert wanted([*model_files(), *more]) == NEEDED
    one = ["config.json", "model.safetensors", "model-00001-of-00001.safetensors"]
    assert wanted(one) == ["config.json", "model.safetensors"]


def test_an_index_without_a_list_is_refused(tmp_path: Path) -> None:
    name = "model.safetensors.index.json"
    for content in (b"{}", b'{"weight_map": []}', b'{"weight_map": {"a": 1}}'):
        write_files(tmp_path, {name: content})
        with pytest.raises(BadInputError):
            check_whole(tmp_path, [name])


def test_an_import_can_be_followed_and_cancelled(store: ModelStore, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "m", model_files())
    told: list[Progress] = []
    with pytest.raises(CancelledError):
        import_folder(store, folder, watch=Watch(told.append, lambda: len(told) >= 2))
    assert store.installed() == []
    told.clear()
    import_folder(store, folder, watch=Watch(told.append))
    assert {progress.stage for progress in told} == {"copying"}
    assert told[-1].fraction == 1.0


def test_too_little_room_is_told_before_anything_is_copied(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=1_000_000))
    with pytest.raises(DiskFullError, match="1 MB are free"):
        import_folder(store, write_files(tmp_path / "m", model_files()))
    assert store.installed() == []


def test_two_at_once_do_not_meet(store: ModelStore) -> None:
    with store.staging("m"), pytest.raises(EarSightError, match="already"), store.staging("m"):
        raise AssertionError
    with store.staging("m"):
        pass


def test_sizes_are_told_as_people_say_them() -> None:
    words = [size_in_words(size) for size in (1, 990_000_000, 999_900_000, 1_540_000_000)]
    assert words == ["1 KB", "990 MB", "1.0 GB", "1.5 GB"]
