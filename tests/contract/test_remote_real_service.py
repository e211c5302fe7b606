"""A real service of the OpenAI chat protocol: `transformers serve` with a tiny model."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from support.processes import Service, wait_until

from assistant.core.conversation import Turn
from assistant.core.errors import CancelledError, EarSightError
from assistant.core.findings import Done, Kind, Sentence
from assistant.core.frame import Frame, Source
from assistant.describing.base import Ability, Piece, Task
from assistant.describing.endpoint import endpoint
from assistant.describing.remote_client import RemoteClient

for needed in ("accelerate", "fastapi", "uvicorn", "openai", "httpx", "torch"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: no real service to ask")

from assistant.describing.remote import RemoteDescriber  # noqa: E402

START_SECONDS = 100.0
FRAME = Frame(Image.new("RGB", (64, 48), "navy"), Source.CLIPBOARD)


@pytest.fixture(scope="module")
def model() -> Path:
    from support.tiny_models import tiny_model

    return tiny_model("llava-1.5")


@pytest.fixture(scope="module")
def port(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = int(free.getsockname()[1])
    command = [sys.executable, "-m", "transformers.cli.transformers", "serve", str(model)]
    log = tmp_path_factory.mktemp("service") / "log"
    command += ["--host", "127.0.0.1", "--port", str(number)]
    service = Service(command, os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}, log)
    try:
        wait_until(lambda: _listens(number, service), "transformers serve", START_SECONDS)
        yield number
    finally:
        service.stop()


def _listens(port: int, service: Service) -> bool:
    assert service.running, service.text()
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def client(port: int, model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteClient]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    made = RemoteClient(enabled=True, url=f"http://127.0.0.1:{port}", model=str(model))
    yield made
    made.close()


@pytest.mark.parametrize(
    "task",
    [
        Task(Ability.DESCRIBE, max_new_tokens=8),
        Task(Ability.ASK, "Why?", history=(Turn("What?", "A dog."),), max_new_tokens=8),
    ],
    ids=["describe", "ask"],
)
def test_a_real_service_answers(client: RemoteClient, model: Path, task: Task) -> None:
    findings = list(client.describe(FRAME, task))
    said = [finding for finding in findings if isinstance(finding, Sentence)]
    assert said
    assert all(one.text and (one.kind, one.model) == (Kind.GUESSED, str(model)) for one in said)
    assert isinstance(findings[-1], Done)


def test_the_answer_comes_word_by_word(port: int, model: Path) -> None:
    place = endpoint(f"http://127.0.0.1:{port}", str(model))
    describer = RemoteDescriber(place)
    try:
        task = Task(Ability.ASK, "What is it?", max_new_tokens=12)
        pieces = list(describer.run(FRAME.image, task, lambda: False))
    finally:
        describer.close()
    assert len(pieces) > 3
    assert all(isinstance(piece, Piece) and piece.text for piece in pieces)


def test_cancel_ends_a_long_answer_and_the_next_question_is_answered(client: RemoteClient) -> None:
    long = Task(Ability.ASK, "Tell me a story.", max_new_tokens=400)
    findings = client.describe(FRAME, long)
    while not isinstance(next(findings), Sentence):
        pass
    client.cancel()
    with pytest.raises(CancelledError):
        list(findings)
    again = client.describe(FRAME, Task(Ability.DESCRIBE, max_new_tokens=4))
    assert isinstance(list(again)[-1], Done)


def test_a_model_it_does_not_have_is_told(client: RemoteClient, port: int) -> None:
    wrong = RemoteClient(enabled=True, url=f"http://127.0.0.1:{port}", model="nobody/nothing")
    try:
        with pytest.raises(EarSightError, match="nobody/nothing") as caught:
            list(wrong.describe(FRAME, Task(Ability.DESCRIBE)))
        assert caught.value.remedy
    finally:
        wrong.close()
