"""The real client of the hub against a hub on loopback: every way a download can go."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.hub_server import Faults, HubServer, Repository
from support.model_files import NEEDED, model_files, safetensors
from support.tls_server import tls_server

from assistant.core.errors import BadInputError, CancelledError
from assistant.core.findings import Progress
from assistant.models.errors import DamagedModelError, DiskFullError, DownloadError
from assistant.models.hub import TRIES, Hub
from assistant.models.install import Plan, install, installed, make_plan
from assistant.models.lock import Lock
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

REPOSITORY = "owner/model"
BIG = 3_000_000
SMALL = ["config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"]


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer({REPOSITORY: Repository(model_files(BIG))}) as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def _hub(server: HubServer, token: str = "") -> Hub:
    return Hub(server.endpoint, token, pause=lambda _seconds: None)


def _plan(server: HubServer) -> Plan:
    return make_plan(_hub(server), "m", REPOSITORY)


def _install(server: HubServer, store: ModelStore, watch: Watch | None = None) -> Lock:
    return install(store, _hub(server), _plan(server), watch)


def _ranges(server: HubServer) -> list[str]:
    return [
        each.headers["Range"]
        for each in server.asked
        if "Range" in each.headers and "/cdn/" in each.path
    ]


def test_a_model_is_downloaded_checked_and_locked(server: HubServer, store: ModelStore) -> None:
    told: list[Progress] = []
    lock = _install(server, store, Watch(told.append))
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
    _install(server, store)
    paths = [each.path for each in server.asked]
    assert paths[0] == f"/api/models/{REPOSITORY}/revision/main"
    assert {path.rpartition("/")[2] for path in paths[1:]} == set(NEEDED)
    for each in server.asked:
        assert "Authorization" not in each.headers
        agent = each.headers.get("User-Agent", each.headers.get("user-agent", ""))
        assert "torch" not in agent
        assert "agent/" not in agent


def test_the_second_time_nobody_is_asked(server: HubServer, store: ModelStore) -> None:
    lock = _install(server, store)
    asked = len(server.asked)
    assert installed(store, "m") == lock
    assert len(server.asked) == asked


def test_an_installed_model_works_without_the_hub(store: ModelStore) -> None:
    with HubServer({REPOSITORY: Repository(model_files())}) as server:
        lock = _install(server, store)
        gone = _hub(server)
    assert store.verified("m").is_dir()
    assert installed(store, "m") == lock
    with pytest.raises(DownloadError) as caught:
        make_plan(gone, "m", REPOSITORY)
    assert caught.value.error_code == "offline"
    assert "127.0.0.1" in caught.value.message


def test_a_cut_connection_is_taken_up_where_it_broke(server: HubServer, store: ModelStore) -> None:
    server.faults = Faults(cut_after=1_000_000, cuts=2)
    _install(server, store)
    store.verified("m")
    starts = [int(each.removeprefix("bytes=").rstrip("-")) for each in _ranges(server)]
    assert len(starts) == 2
    assert 0 < starts[0] < starts[1] < BIG


def test_the_next_call_goes_on_where_a_broken_one_stopped(
    server: HubServer, store: ModelStore
) -> None:
    server.faults = Faults(cut_after=600_000, cuts=1)
    hub = Hub(server.endpoint, pause=_stop)
    with pytest.raises(CancelledError):
        install(store, hub, _plan(server))
    assert store.installed() == []
    first = len(server.asked)
    _install(server, store)
    later = server.asked[first:]
    assert not [each for each in later if each.path.rpartition("/")[2] in SMALL]
    assert len(_ranges(server)) == 1
    store.verified("m")


def _stop(_seconds: float) -> None:
    raise CancelledError


def test_a_connection_that_never_holds_is_given_up(server: HubServer, store: ModelStore) -> None:
    server.faults = Faults(cut_after=0, cuts=100)
    with pytest.raises(DownloadError) as caught:
        _install(server, store)
    assert caught.value.error_code == "offline"
    assert server.faults.cuts == 100 - TRIES


def test_a_server_that_knows_no_ranges_is_read_from_the_start(
    server: HubServer, store: ModelStore
) -> None:
    server.faults = Faults(cut_after=1_000_000, cuts=1, no_ranges=True)
    _install(server, store)
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
        _install(server, store)
    assert caught.value.error_code == "wrong-hash"
    assert store.installed() == []
    server.faults = Faults()
    _install(server, store)
    store.verified("m")


def test_fewer_bytes_than_promised_are_no_file(server: HubServer, store: ModelStore) -> None:
    server.faults = Faults(lie={"model.safetensors": b"short"})
    with pytest.raises(DownloadError):
        _install(server, store)
    assert store.installed() == []


def test_a_full_disk_is_told_before_anything_comes(
    server: HubServer, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=100_000_000))
    plan = _plan(server)
    asked = len(server.asked)
    with pytest.raises(DiskFullError, match="3 MB on the disk, 100 MB are free"):
        install(store, _hub(server), plan)
    assert len(server.asked) == asked


def test_a_disk_that_fills_up_meanwhile_is_told(
    server: HubServer, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    plan = _plan(server)
    with monkeypatch.context() as patch:
        patch.setattr(Hub, "_append", full)
        with pytest.raises(DiskFullError):
            install(store, _hub(server), plan)
    assert store.installed() == []
    install(store, _hub(server), plan)
    store.verified("m")


def test_a_download_can_be_cancelled_and_taken_up(server: HubServer, store: ModelStore) -> None:
    told: list[Progress] = []

    def half() -> bool:
        return bool(told) and told[-1].fraction > 0.5

    with pytest.raises(CancelledError):
        _install(server, store, Watch(told.append, half))
    assert store.installed() == []
    _install(server, store)
    assert len(_ranges(server)) == 1
    store.verified("m")


def test_what_an_interrupted_download_left_can_be_removed(
    server: HubServer, store: ModelStore
) -> None:
    server.faults = Faults(cut_after=1_000_000, cuts=1)
    with pytest.raises(CancelledError):
        install(store, Hub(server.endpoint, pause=_stop), _plan(server))
    assert store.remove("m") > 500_000


def test_installing_mends_a_damaged_model_with_what_is_still_right(
    server: HubServer, store: ModelStore
) -> None:
    lock = _install(server, store)
    (store.folder("m") / "vocab.txt").write_bytes(b"b\na\n")
    with pytest.raises(DamagedModelError, match=r"vocab\.txt"):
        store.verified("m")
    assert installed(store, "m") is None
    asked = len(server.asked)
    assert _install(server, store) == lock
    fetched = {each.path.rpartition("/")[2] for each in server.asked[asked + 1 :]}
    assert fetched == {"vocab.txt"}
    store.verified("m")


def test_a_new_revision_replaces_the_old_one(server: HubServer, store: ModelStore) -> None:
    old = _install(server, store)
    server.repositories[REPOSITORY] = Repository(
        model_files() | {"model.safetensors": safetensors(500, 7)}, commit="2" * 40
    )
    new = _install(server, store)
    assert (old.revision, new.revision) == ("1" * 40, "2" * 40)
    assert store.lock("m") == new
    store.verified("m")


def test_what_was_left_of_another_revision_is_not_mixed_in(
    server: HubServer, store: ModelStore
) -> None:
    server.faults = Faults(cut_after=1_000_000, cuts=1)
    with pytest.raises(CancelledError):
        install(store, Hub(server.endpoint, pause=_stop), _plan(server))
    files = model_files() | {"model.safetensors": safetensors(BIG, 9), "config.json": b'{"a": 1}'}
    server.repositories[REPOSITORY] = Repository(files, commit="3" * 40)
    _install(server, store)
    assert not _ranges(server)
    assert (store.verified("m") / "config.json").read_bytes() == b'{"a": 1}'


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "refused"), (403, "refused"), (404, "not-found"), (429, "busy"), (500, ""), (503, "")],
)
def test_a_refusal_is_told_in_plain_words(server: HubServer, status: int, code: str) -> None:
    server.faults = Faults(status=status)
    with pytest.raises(DownloadError) as caught:
        _plan(server)
    assert caught.value.error_code == (code or "download-failed")
    assert caught.value.remedy
    assert "127.0.0.1" in caught.value.message
    if not code:
        assert str(status) in caught.value.message


def test_a_busy_hub_is_asked_again(server: HubServer, store: ModelStore) -> None:
    plan = _plan(server)
    server.faults = Faults(status=503, busy=len(server.asked) + 3)
    install(store, _hub(server), plan)
    store.verified("m")


def test_an_unknown_model_or_revision_is_told(server: HubServer) -> None:
    with pytest.raises(DownloadError) as caught:
        make_plan(_hub(server), "m", "owner/none")
    assert caught.value.error_code == "not-found" or "refuses" in caught.value.message
    with pytest.raises(DownloadError) as caught:
        make_plan(_hub(server), "m", REPOSITORY, "v9")
    assert caught.value.error_code == "not-found"


def test_a_login_page_in_between_is_told(server: HubServer) -> None:
    server.faults = Faults(html=True)
    with pytest.raises(DownloadError, match="does not answer as a model hub") as caught:
        _plan(server)
    assert "login page" in caught.value.remedy


def test_a_licence_to_accept_is_told_and_a_token_opens_it(
    server: HubServer, store: ModelStore
) -> None:
    server.repositories[REPOSITORY].gated = True
    with pytest.raises(DownloadError) as caught:
        _install(server, store)
    assert caught.value.error_code == "licence"
    assert REPOSITORY in caught.value.remedy
    hub = _hub(server, "hf_secret")
    install(store, hub, make_plan(hub, "m", REPOSITORY))
    store.verified("m")


def test_a_token_goes_to_the_hub_and_not_to_where_it_sends_us(
    server: HubServer, store: ModelStore
) -> None:
    files = model_files()
    with HubServer({REPOSITORY: Repository(files)}) as elsewhere:
        # Another host name for the same loopback.
        server.cdn = elsewhere.endpoint.replace("127.0.0.1", "localhost")
        hub = _hub(server, "hf_secret")
        server.repositories[REPOSITORY] = Repository(files)
        install(store, hub, make_plan(hub, "m", REPOSITORY))
        assert all("Authorization" in each.headers for each in server.asked[1:])
        assert elsewhere.asked
        assert not [each for each in elsewhere.asked if "Authorization" in each.headers]


def test_a_host_that_cannot_prove_its_name_is_told(tmp_path: Path) -> None:
    with tls_server(tmp_path) as address, pytest.raises(DownloadError) as caught:
        make_plan(Hub(address), "m", REPOSITORY)
    assert caught.value.error_code == "tls"


def test_a_stalled_download_is_cancelled_between_two_tries(
    server: HubServer, store: ModelStore
) -> None:
    plan = _plan(server)
    server.faults = Faults(status=503)
    asked = len(server.asked)
    with pytest.raises(CancelledError):
        install(store, _hub(server), plan, Watch(cancelled=lambda: len(server.asked) > asked))
    assert len(server.asked) == asked + 1


def test_offline_mode_of_the_client_is_kept(
    server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(DownloadError, match="HF_HUB_OFFLINE"):
        _plan(server)
    assert server.asked == []


def test_pickle_weights_are_refused_with_the_reason(server: HubServer) -> None:
    del server.repositories[REPOSITORY].files["model.safetensors"]
    with pytest.raises(BadInputError, match="pickle"):
        _plan(server)


def test_pickle_weights_are_converted_where_that_is_possible(
    server: HubServer, store: ModelStore
) -> None:
    files = server.repositories[REPOSITORY].files
    weights = files.pop("model.safetensors")

    def convert(source: Path, target: Path) -> None:
        assert source.read_bytes() == files["pytorch_model.bin"]
        target.write_bytes(weights)

    plan = make_plan(_hub(server), "m", REPOSITORY, convert=convert)
    assert plan.pickled
    lock = install(store, _hub(server), plan)
    assert [file.path for file in lock.files] == NEEDED
    assert lock.converted_from == hashlib.sha256(files["pytorch_model.bin"]).hexdigest()
    assert not (store.verified("m") / "pytorch_model.bin").exists()


def test_a_pickle_that_cannot_be_converted_leaves_nothing(
    server: HubServer, store: ModelStore
) -> None:
    del server.repositories[REPOSITORY].files["model.safetensors"]

    def refuse(source: Path, _target: Path) -> None:
        raise BadInputError(source.name)

    plan = make_plan(_hub(server), "m", REPOSITORY, convert=refuse)
    with pytest.raises(BadInputError):
        install(store, _hub(server), plan)
    assert store.installed() == []
    assert not list(store.root.rglob("pytorch_model.bin"))


def test_weights_that_are_no_safetensors_are_refused(server: HubServer, store: ModelStore) -> None:
    server.repositories[REPOSITORY].files["model.safetensors"] = b"<!DOCTYPE html>"
    with pytest.raises(BadInputError, match=r"model\.safetensors"):
        _install(server, store)
    assert store.installed() == []


@pytest.mark.parametrize("address", ["http://hub.example", "ftp://x", "hub.example", "file:///x"])
def test_an_unsafe_address_is_refused(address: str) -> None:
    with pytest.raises(BadInputError):
        Hub(address)


def test_the_clients_own_download_works_against_this_server(
    server: HubServer, tmp_path: Path
) -> None:
    from huggingface_hub import hf_hub_download

    for name in ("config.json", "model.safetensors"):
        path = hf_hub_download(
            REPOSITORY, name, endpoint=server.endpoint, local_dir=tmp_path, token=False
        )
        assert Path(path).read_bytes() == server.repositories[REPOSITORY].files[name]
