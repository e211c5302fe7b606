"""A remote model over a real connection: streaming, every refusal, cancel, and silence when off."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from support.chat_server import ChatServer, Reply, streamed, whole

from assistant.core.conversation import Turn
from assistant.core.errors import BadInputError, CancelledError, EarSightError, MissingPartError
from assistant.core.findings import Done, Kind, Sentence
from assistant.core.frame import Frame, Source
from assistant.core.request import Detail
from assistant.describing.base import Ability, Choice, Describer, Remark, Task
from assistant.describing.endpoint import endpoint
from assistant.describing.remote_client import RemoteClient

remote = pytest.importorskip("assistant.describing.remote", reason="httpx is not installed")

PICTURE = Image.new("RGB", (40, 30), "navy")
DESCRIBE = Task(Ability.DESCRIBE)


def _never() -> bool:
    return False


def _describer(url: str, key: str = "", timeout: float = 20.0) -> Describer:
    made: Describer = remote.RemoteDescriber(endpoint(url, "seer", timeout), key, first_wait=0.01)
    return made


def _ask(
    url: str,
    task: Task = DESCRIBE,
    image: Image.Image = PICTURE,
    key: str = "",
    timeout: float = 20.0,
) -> list[str]:
    describer = _describer(url, key, timeout)
    try:
        return [getattr(piece, "text", "?") for piece in describer.run(image, task, _never)]
    finally:
        describer.close()


def _failure(*replies: Reply, timeout: float = 20.0) -> tuple[EarSightError, int]:
    """What is told, and how many times was asked."""
    with ChatServer(replies) as server, pytest.raises(EarSightError) as caught:
        _ask(server.url, timeout=timeout, key="sk-secret")
    assert caught.value.message
    assert caught.value.remedy
    assert "sk-secret" not in caught.value.spoken
    return caught.value, len(server.questions)


def test_the_answer_is_streamed_piece_by_piece() -> None:
    reply = streamed("A ", "dog", " …")
    reply.hold_after = 2
    with ChatServer([reply]) as server:
        describer = _describer(server.url, "sk-1")
        pieces = describer.run(PICTURE, DESCRIBE, _never)
        assert getattr(next(pieces), "text", "") == "A "
        server.go_on.set()
        assert [getattr(piece, "text", "") for piece in pieces] == ["dog", " …"]
        describer.close()
    (asked,) = server.questions
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == "Bearer sk-1"
    assert (asked.body["model"], asked.body["stream"]) == ("seer", True)


def test_events_may_be_cut_anywhere_and_end_in_any_way() -> None:
    body = b"".join(streamed("Zoë ", "眼").chunks)
    bare = [body[i : i + 1] for i in range(len(body))]
    windows = [b": hello\r\n\r\nevent: x\r\n", body.replace(b"\n", b"\r\n")]
    for chunks in (bare, windows, [body.replace(b"data: ", b"data:")]):
        with ChatServer([Reply(chunks)]) as server:
            assert "".join(_ask(server.url)) == "Zoë 眼"
    for reply in (streamed("a", done=False), streamed("a", finish=False)):
        with ChatServer([reply]) as server:
            assert _ask(server.url) == ["a"]


def test_a_service_that_does_not_stream_is_understood() -> None:
    with ChatServer([whole({"choices": [{"message": {"content": "A dog."}}]})]) as server:
        assert _ask(server.url) == ["A dog."]


def test_what_a_model_thinks_first_is_left_out() -> None:
    with ChatServer([streamed("<thi", "nk>A dog?\n</think>", "A ", "dog.")]) as server:
        assert _ask(server.url) == ["A ", "dog."]


def test_no_key_no_header() -> None:
    with ChatServer([streamed("a")]) as server:
        _ask(server.url)
    assert "Authorization" not in server.questions[0].headers


def test_history_and_what_was_read_are_told_and_the_picture_once() -> None:
    turns = (Turn("What is it?", "A sign."), Turn("Which colour?", "Red."))
    task = Task(Ability.ASK, "What does it say?", history=turns, read_text="STOP")
    with ChatServer([streamed("Stop.")]) as server:
        _ask(server.url, task)
    (asked,) = server.questions
    messages = asked.body["messages"]
    assert [message["role"] for message in messages] == ["user", "assistant"] * 2 + ["user"]
    assert messages[0]["content"][1] == {"type": "text", "text": "What is it?"}
    assert messages[1]["content"] == "A sign."
    assert "STOP" in messages[-1]["content"]
    assert messages[-1]["content"].endswith("What does it say?")
    assert asked.picture().size == PICTURE.size


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        (("Invoice", "."), Choice((("invoice", 1.0),))),
        (("It is a cover ", "letter."), Choice((("cover letter", 1.0),))),
        (("None of these",), Choice((("", 1.0),))),
        (("A cat.",), Remark("The model did not choose one of the labels.")),
        (("Invoice or letter",), Remark("The model did not choose one of the labels.")),
    ],
)
def test_an_answer_is_one_of_the_labels_or_none(
    answer: tuple[str, ...], chosen: Choice | Remark
) -> None:
    task = Task(Ability.CLASSIFY, "invoice, letter, cover letter")
    with ChatServer([streamed(*answer)]) as server:
        describer = _describer(server.url)
        assert list(describer.run(PICTURE, task, _never)) == [chosen]
        describer.close()
    told = server.questions[0].body["messages"][0]["content"][1]["text"]
    assert "invoice, letter, cover letter, none of these" in told


def test_short_and_long_are_asked_for_differently() -> None:
    with ChatServer([streamed("a")]) as server:
        _ask(server.url)
        _ask(server.url, Task(Ability.DESCRIBE, detail=Detail.LONG, max_new_tokens=9))
    short, long = server.questions
    assert short.body["messages"] != long.body["messages"]
    assert "max_tokens" not in short.body
    assert long.body["max_tokens"] == 9


def test_the_picture_is_scaled_and_stripped_of_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of a person"
    text = PngInfo()
    text.add_text("Comment", "a secret place")
    path = tmp_path / "a.png"
    Image.new("RGB", (4000, 1000), "red").save(path, exif=exif, pnginfo=text, icc_profile=b"pro")
    image = Image.open(path)
    image.info["comment"] = b"a secret place"
    with ChatServer([streamed("a")]) as server:
        _ask(server.url, image=image)
    sent = server.questions[0].picture()
    assert sent.size == (1536, 384)
    assert not sent.getexif()
    assert set(sent.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (9000, 2)])
def test_odd_sizes_are_sent(size: tuple[int, int]) -> None:
    with ChatServer([streamed("a")]) as server:
        _ask(server.url, image=Image.new("RGB", size))
    assert max(server.questions[0].picture().size) == min(max(size), 1536)


@pytest.mark.parametrize("mode", ["RGBA", "L", "P", "1"])
def test_pictures_of_any_mode_are_sent(mode: str) -> None:
    with ChatServer([streamed("a")]) as server:
        assert _ask(server.url, image=Image.new(mode, (9, 9))) == ["a"]


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (401, "remote-key", "does not accept the key"),
        (403, "remote-key", "does not let you use seer"),
        (404, "remote-model", "does not have the model seer"),
        (400, "remote-failed", "does not take the question"),
        (413, "remote-failed", "does not take the question"),
        (302, "remote-failed", "somewhere else"),
    ],
)
def test_refusals_are_told_at_once(status: int, code: str, said: str) -> None:
    reply = whole({"error": {"message": "no such\nthing"}}, status, Location="http://127.0.0.1:1/")
    error, asked = _failure(reply)
    assert (error.error_code, asked) == (code, 1)
    assert said in error.message
    assert ("no such thing" in error.message) == (status not in (401, 302))


@pytest.mark.parametrize("body", [{"error": "own words"}, {"detail": "own words"}])
def test_a_services_own_words_are_passed_on(body: object) -> None:
    assert "own words" in _failure(whole(body, 400))[0].message


def test_own_words_are_short_and_of_one_line() -> None:
    error, _asked = _failure(whole({"error": {"message": "x\x1b[2J\n" * 500}}, 400))
    assert error.message.isprintable()
    assert len(error.message) < 300
    assert _failure(Reply([b"<html>" * 99999], 400, "text/html"))[0].message


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_passing_faults_are_tried_again_then_told(status: int) -> None:
    error, asked = _failure(whole({"error": {"message": "busy"}}, status, Retry_After="0"))
    assert asked == 3
    assert error.error_code == ("remote-busy" if status == 429 else "remote-failed")
    with ChatServer([whole({}, status), whole({}, status), streamed("a")]) as server:
        assert _ask(server.url) == ["a"]


@pytest.mark.parametrize("after", ["3600", formatdate(4102444800, usegmt=True)])
def test_a_long_wait_is_told_not_waited_for(after: str) -> None:
    error, asked = _failure(whole({}, 429, Retry_After=after))
    assert asked == 1
    assert "seconds" in error.remedy


@pytest.mark.parametrize("after", ["soon", "-5", "9" * 400, "\u0664"])
def test_a_strange_wait_is_no_trap(after: str) -> None:
    reply = whole({}, 401)
    reply.headers["Retry-After"] = after.encode("utf-8").decode("latin-1")
    assert _failure(reply)[0].error_code == "remote-key"


@pytest.mark.parametrize(
    "reply",
    [
        Reply([b"<html>log in</html>"], kind="text/html"),
        Reply([b"<html>log in</html>"], kind="application/json"),
        Reply([b"data: <html>\n\n"]),
        Reply([b'data: {"choices": 5}\n\n']),
        Reply([b"\xff\xfe"], kind="application/json"),
        Reply([b"data: " + b"x" * (2 << 20)]),
        Reply([b"data: {}\n\n" * (1 << 16)] * 10),
        whole([]),
        whole({}),
        streamed(),
        streamed(" ", "<think>A dog?", "</think>", "\n"),
        Reply([]),
    ],
    ids=range(12),
)
def test_what_is_no_answer_is_called_that(reply: Reply) -> None:
    error, asked = _failure(reply)
    assert (asked, error.error_code) == (1, "remote-cut" if not reply.chunks else "remote-answer")


def test_a_fault_in_the_middle_is_told_after_what_came() -> None:
    chunks = [streamed("A dog").chunks[1], b'data: {"error": {"message": "out of memory"}}\n\n']
    with ChatServer([Reply(chunks)]) as server:
        pieces = _describer(server.url).run(PICTURE, DESCRIBE, _never)
        assert getattr(next(pieces), "text", "") == "A dog"
        with pytest.raises(EarSightError, match="out of memory"):
            next(pieces)


@pytest.mark.parametrize("cut", [False, True])
def test_a_cut_stream_is_told(cut: bool) -> None:
    reply = streamed("A dog", done=False, finish=False)
    reply.cut = cut
    error, asked = _failure(reply)
    assert (error.error_code, asked) == ("remote-cut", 1)


def test_silence_is_told() -> None:
    error, asked = _failure(Reply(hold_after=-1), timeout=0.2)
    assert (error.error_code, asked) == ("remote-silent", 1)


def test_nobody_there_and_no_such_name_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EarSightError, match=r"127\.0\.0\.1 cannot be reached") as caught:
        _ask(f"http://127.0.0.1:{port}/v1")
    assert caught.value.error_code == "remote-offline"

    def offline(*_arguments: object, **_named: object) -> object:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    with pytest.raises(EarSightError, match=r"models\.invalid cannot be found") as caught:
        _ask("https://models.invalid/v1")
    assert caught.value.error_code == "remote-offline"


def test_a_connection_that_is_not_safe_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with ChatServer([streamed("a")]) as server:
        with pytest.raises(EarSightError) as caught:
            _ask(f"https://127.0.0.1:{server.port}/v1")
        assert caught.value.error_code == "remote-tls"
    if not (openssl := shutil.which("openssl")):
        pytest.skip("openssl is not installed: no certificate to refuse")
    pem = tmp_path / "own.pem"
    command = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout {} -out {}"
    made = [openssl, *command.format(pem, tmp_path / "c").split()]
    subprocess.run(made, check=True, capture_output=True)
    pem.write_bytes(pem.read_bytes() + (tmp_path / "c").read_bytes())
    with ChatServer([streamed("a")], pem) as server:
        with pytest.raises(EarSightError) as caught:
            _ask(f"https://localhost:{server.port}/v1", key="sk-1")
        assert caught.value.error_code == "remote-tls"
        assert server.questions == []


def _cancelling(describer: Describer, when: Callable[[], bool]) -> list[object]:
    return list(describer.run(PICTURE, DESCRIBE, when))


@pytest.mark.parametrize("hold", [-1, 0, 2])
def test_cancel_closes_the_connection(hold: int) -> None:
    """Before the answer begins, after its head, and in the middle."""
    reply = streamed("A ", "dog")
    reply.hold_after = hold or None
    if hold == 0:
        reply.chunks, reply.hold_after = [b": wait\n\n", *reply.chunks], 1
    with ChatServer([reply]) as server:
        asked = threading.Event()

        def cancelled() -> bool:
            return asked.is_set()

        describer = _describer(server.url)

        def watching() -> None:
            _until(lambda: server.questions)
            asked.set()

        watch = threading.Thread(target=watching)
        watch.start()
        pieces = _cancelling(describer, cancelled)
        assert len(pieces) <= 1
        assert server.client_gone.wait(10)
        watch.join()
        describer.close()


def _until(condition: Callable[[], object]) -> None:
    pause = threading.Event()
    while not condition():
        pause.wait(0.01)


def test_cancel_while_waiting_for_another_attempt_asks_no_more() -> None:
    with ChatServer([whole({}, 503, Retry_After="15")]) as server:
        pieces = _cancelling(_describer(server.url), lambda: bool(server.questions))
    assert pieces == []
    assert len(server.questions) == 1


def test_an_answer_that_is_left_alone_is_closed_too() -> None:
    reply = streamed("A ", "dog")
    reply.hold_after = 2
    with ChatServer([reply]) as server:
        pieces = _describer(server.url).run(PICTURE, DESCRIBE, _never)
        next(pieces)
        pieces.close()  # type: ignore[attr-defined]
        assert server.client_gone.wait(10)


def test_places_are_not_asked_for() -> None:
    with ChatServer([streamed("a")]) as server, pytest.raises(BadInputError):
        _ask(server.url, Task(Ability.FIND, "a dog"))
    assert server.questions == []


@pytest.fixture
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture
def client_of(no_keys: None) -> Iterator[Callable[..., RemoteClient]]:
    made: list[RemoteClient] = []

    def make(url: str, *, enabled: bool = True) -> RemoteClient:
        made.append(RemoteClient(enabled=enabled, url=url, model="seer", timeout=20.0))
        return made[-1]

    yield make
    for client in made:
        client.close()


FRAME = Frame(PICTURE, Source.CLIPBOARD)


def test_nothing_is_sent_while_switched_off(client_of: Callable[..., RemoteClient]) -> None:
    with ChatServer([streamed("a")]) as server:
        for client in (client_of(server.url, enabled=False), RemoteClient()):
            with pytest.raises(MissingPartError, match="switched off"):
                client.announcement()
            with pytest.raises(MissingPartError, match="switched off"):
                list(client.describe(FRAME, DESCRIBE))
            assert client._worker.pid is None
    assert server.questions == []


def test_sentences_come_through_the_worker(client_of: Callable[..., RemoteClient]) -> None:
    with ChatServer([streamed("**A dog**. It", " runs."), whole({}, 401)]) as server:
        client = client_of(server.url)
        assert client.announcement() == "Sending the picture to 127.0.0.1."
        found = list(client.describe(FRAME, DESCRIBE))
        said = [finding for finding in found if isinstance(finding, Sentence)]
        assert [(one.text, one.kind, one.model) for one in said] == [
            ("A dog.", Kind.GUESSED, "seer"),
            ("It runs.", Kind.GUESSED, "seer"),
        ]
        assert isinstance(found[-1], Done)
        with pytest.raises(EarSightError, match="wants a key") as caught:
            list(client.describe(FRAME, DESCRIBE))
        assert caught.value.error_code == "remote-key"


def test_cancel_through_the_worker_and_the_next_question_works(
    client_of: Callable[..., RemoteClient],
) -> None:
    held = streamed("A dog. It", " runs.")
    held.hold_after = 2
    with ChatServer([held, streamed("A cat.")]) as server:
        client = client_of(server.url)
        findings = client.describe(FRAME, DESCRIBE)
        _until(lambda: isinstance(next(findings), Sentence))
        client.cancel()
        with pytest.raises(CancelledError):
            list(findings)
        assert server.client_gone.wait(10)
        again = client.describe(FRAME, DESCRIBE)
        assert "A cat." in [one.text for one in again if isinstance(one, Sentence)]
