"""The real client of the hub against a hub on loopback: every way a download can go."""

from __future__ import annotations

import errno
from types import SimpleNamespace

import pytest
from support.hub_client import REPOSITORY, SIZE, hub_of, install_from, plan_from
from support.hub_server import Faults, HubServer, Repository
from support.model_files import NEEDED, model_files, safetensors

from assistant.core.errors import CancelledError
from assistant.core.findings import Progress
from assistant.models.errors import DamagedModelError, DiskFullError, DownloadError
from assistant.models.hub import TRIES, Hub
from assistant.models.install import install, installed, make_plan
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

SMALL = ["config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"]


def _ranges(server: HubServer) -> list[str]:
    return [
        each.headers["Range"]
        for each in server.asked
        if "Range" in each.headers and "/cdn/" in each.path
    ]


def test_a_model_is_downloaded_checked_and_locked(server: HubServer, store: ModelStore) -> None:
    told: list[Progress] = []
    lock = install_from(server, store, Watch(told.append))
    assert (lock.repository, lock.revision) == (REPOSITORY, "1" * 40)
    assert [file.path for file in lock.files] == NEEDED
    folder = store.verified("m")
    files = server.repositories[REPOSITORY].files
    assert {name: (folder / name).read_bytes() for name in NEEDED} == {
        name: files[name] for name in NEEDED
    }
    loading = [each.fraction for each in told if each.stage == "downloading"]
    assert loading == sorted(loading)
    assert loading[-1] == 1.0


def test_only_what_is_needed_is_asked_for_and_nobody_is_told_who_asks(
    server: HubServer, store: ModelStore
) -> None:
    install_from(server, store)
    paths = [each.path for each in server.asked]
    assert paths[0] == f"/api/models/{REPOSITORY}/revision/main"
    assert {path.rpartition("/")[2] for path in paths[1:]} == set(NEEDED)
    for each in server.asked:
        assert "Authorization" not in each.headers
        agent = each.headers.get("User-Agent", each.headers.get("user-agent", ""))
        assert "torch" not in agent
        assert "agent/" not in agent


def test_the_second_time_nobody_is_asked(server: HubServer, store: ModelStore) -> None:
    lock = install_from(server, store)
    asked = len(server.asked)
    assert installed(store, "m") == lock
    assert len(server.asked) == asked


def test_an_installed_model_works_without_the_hub(store: ModelStore) -> None:
    with HubServer({REPOSITORY: Repository(model_files())}) as server:
        lock = install_from(server, store)
        gone = hub_of(server)
    assert store.verified("m").is_dir()
    assert installed(store, "m") == lock
    with pytest.raises(DownloadError) as caught:
        make_plan(gone, "m", REPOSITORY)
    assert caught.value.error_code == "offline"
    assert "127.0.0.1" in caught.value.message


def test_a_cut_connection_is_taken_up_where_it_broke(server: HubServer, store: ModelStore) -> None:
    server.faults = Faults(cut_after=1_000_000, cuts=2)
    install_from(server, store)
    store.verified("m")
    starts = [int(each.removeprefix("bytes=").rstrip("-")) for each in _ranges(server)]
    assert len(starts) == 2
    assert 0 < starts[0] < starts[1] < SIZE


def test_the_next_call_goes_on_where_a_broken_one_stopped(
    server: HubServer, store: ModelStore
) -> None:
    server.faults = Faults(cut_after=600_000, cuts=1)
    hub = Hub(server.endpoint, pause=_stop)
    with pytest.raises(CancelledError):
        install(store, hub, plan_from(server))
    assert store.installed() == []
    first = len(server.asked)
    install_from(server, store)
    later = server.asked[first:]
    assert not [each for each in later if each.path.rpartition("/")[2] in SMALL]
    assert len(_ranges(server)) == 1
    store.verified("m")


def _stop(_seconds: float) -> None:
    raise CancelledError


def test_a_connection_that_never_holds_is_given_up(server: HubServer, store: ModelStore) -> None:
    server.faults = Faults(cut_after=0, cuts=100)
    with pytest.raises(DownloadError) as caught:
        install_from(server, store)
    assert caught.value.error_code == "offline"
    assert server.faults.cuts == 100 - TRIES


def test_a_server_that_knows_no_ranges_is_read_from_the_start(
    server: HubServer, store: ModelStore
) -> None:
    server.faults = Faults(cut_after=1_000_000, cuts=1, no_ranges=True)
    install_from(server, store)
    store.verified("m")


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
@pytest.mark.parametrize("kind", ["other", "longer"])
def test_other_bytes_than_promised_are_named_and_deleted(
    server: HubServer, store: ModelStore, name: str, kind: str
) -> None:
    content = server.repositories[REPOSITORY].files[name]
    lie = bytes(len(content)) + (b"more" if kind == "longer" else b"")
    server.faults = Faults(lie={name: lie})
    with pytest.raises(DownloadError, match=name) as caught:
        install_from(server, store)
    assert caught.value.error_code == "wrong-hash"
    assert store.installed() == []
    server.faults = Faults()
    install_from(server, store)
    store.verified("m")


def test_fewer_bytes_than_promised_are_no_file(server: HubServer, store: ModelStore) -> None:
    server.faults = Faults(lie={"model.safetensors": b"short"})
    with pytest.raises(DownloadError):
        install_from(server, store)
    assert store.installed() == []


def test_a_full_disk_is_told_before_anything_comes(
    server: HubServer, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=100_000_000))
    plan = plan_from(server)
    asked = len(server.asked)
    with pytest.raises(DiskFullError, match="3 MB on the disk, 100 MB are free"):
        install(store, hub_of(server), plan)
    assert len(server.asked) == asked


def test_a_disk_that_fills_up_meanwhile_is_told(
    server: HubServer, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    plan = plan_from(server)
    with monkeypatch.context() as patch:
        patch.setattr(Hub, "_append", full)
        with pytest.raises(DiskFullError):
            install(store, hub_of(server), plan)
    assert store.installed() == []
    install(store, hub_of(server), plan)
    store.verified("m")


def test_a_download_can_be_cancelled_and_taken_up(server: HubServer, store: ModelStore) -> None:
    told: list[Progress] = []

    def half() -> bool:
        return bool(told) and told[-1].fraction > 0.5

    with pytest.raises(CancelledError):
        install_from(server, store, Watch(told.append, half))
    assert store.installed() == []
    install_from(server, store)
    assert len(_ranges(server)) == 1
    store.verified("m")


def test_what_an_interrupted_download_left_can_be_removed(
    server: HubServer, store: ModelStore
) -> None:
    server.faults = Faults(cut_after=1_000_000, cuts=1)
    with pytest.raises(CancelledError):
        install(store, Hub(server.endpoint, pause=_stop), plan_from(server))
    assert store.remove("m") > 500_000


def test_installing_mends_a_damaged_model_with_what_is_still_right(
    server: HubServer, store: ModelStore
) -> None:
    lock = install_from(server, store)
    (store.folder("m") / "vocab.txt").write_bytes(b"b\na\n")
    with pytest.raises(DamagedModelError, match=r"vocab\.txt"):
        store.verified("m")
    assert installed(store, "m") is None
    asked = len(server.asked)
    assert install_from(server, store) == lock
    fetched = {each.path.rpartition("/")[2] for each in server.asked[asked + 1 :]}
    assert fetched == {"vocab.txt"}
    store.verified("m")


def test_a_new_revision_replaces_the_old_one(server: HubServer, store: ModelStore) -> None:
    old = install_from(server, store)
    server.repositories[REPOSITORY] = Repository(
        model_files() | {"model.safetensors": safetensors(500, 7)}, commit="2" * 40
    )
    new = install_from(server, store)
    assert (old.revision, new.revision) == ("1" * 40, "2" * 40)
    assert store.lock("m") == new
    store.verified("m")


def test_what_was_left_of_another_revision_is_not_mixed_in(
    server: HubServer, store: ModelStore
) -> None:
    server.faults = Faults(cut_after=1_000_000, cuts=1)
    with pytest.raises(CancelledError):
        install(store, Hub(server.endpoint, pause=_stop), plan_from(server))
    files = model_files() | {"model.safetensors": safetensors(SIZE, 9), "config.json": b'{"a": 1}'}
    server.repositories[REPOSITORY] = Repository(files, commit="3" * 40)
    install_from(server, store)
    assert not _ranges(server)
    assert (store.verified("m") / "config.json").read_bytes() == b'{"a": 1}'


def test_a_stalled_download_is_cancelled_between_two_tries(
    server: HubServer, store: ModelStore
) -> None:
    plan = plan_from(server)
    server.faults = Faults(status=503)
    asked = len(server.asked)
    with pytest.raises(CancelledError):
        install(store, hub_of(server), plan, Watch(cancelled=lambda: len(server.asked) > asked))
    assert len(server.asked) == asked + 1
