"""What is damaged or hostile is refused in every family, in plain words, and nothing of it runs."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("transformers", reason="no model can be loaded: transformers is missing")

from safetensors.torch import load_file, save_file
from support.tiny_chat_models import BUILDERS as CHAT_MODELS
from support.tiny_models import BUILDERS, tiny_model

from assistant.core.errors import BadInputError, MissingPartError
from assistant.describing.loading import load

WEIGHTS, CONFIG, TOKENIZER = "model.safetensors", "config.json", "tokenizer.json"


class Bomb:
    """Makes a file when it is unpickled."""

    def __init__(self, flag: Path) -> None:
        self._flag = flag

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._flag,)


def truncated(folder: Path) -> None:
    os.truncate(folder / WEIGHTS, (folder / WEIGHTS).stat().st_size // 2)


def pointer(folder: Path) -> None:
    (folder / WEIGHTS).write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\n")


def web_page(folder: Path) -> None:
    (folder / TOKENIZER).write_bytes(b"<!DOCTYPE html><html><body>404</body></html>")


def no_tokenizer(folder: Path) -> None:
    (folder / TOKENIZER).unlink()


def no_weights(folder: Path) -> None:
    (folder / WEIGHTS).unlink()


def no_picture_settings(folder: Path) -> None:
    (folder / "preprocessor_config.json").unlink()
    (folder / "processor_config.json").unlink(missing_ok=True)


def a_layer_less(folder: Path) -> None:
    weights = load_file(folder / WEIGHTS)
    gone = next(name for name in sorted(weights) if ".1." in name)
    del weights[gone]
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})


def other_shape(folder: Path) -> None:
    weights = load_file(folder / WEIGHTS)
    name = max(weights, key=lambda name: weights[name].numel())
    weights[name] = weights[name].flatten()[:7].clone()
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})


def wrong_type(folder: Path) -> None:
    config = json.loads((folder / CONFIG).read_text())
    (folder / CONFIG).write_text(json.dumps({**config, "model_type": "nonsense"}))


def pickled(folder: Path) -> None:
    (folder / WEIGHTS).unlink()
    bomb = Bomb(folder / "code-has-run")
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"weight": bomb}))


def own_code(folder: Path) -> None:
    config = json.loads((folder / CONFIG).read_text())
    (folder / "evil.py").write_text(f"open({str(folder / 'code-has-run')!r}, 'w')\n")
    entries = {"auto_map": {"AutoConfig": "evil.Config", "AutoModel": "evil.Model"}}
    (folder / CONFIG).write_text(json.dumps({**config, **entries}))


def template_bomb(folder: Path) -> None:
    (folder / "chat_template.jinja").write_text("{{ 'a' * 10000000000 }}")


DAMAGES: dict[Callable[[Path], None], str] = {
    truncated: "model.safetensors cannot be read",
    pointer: "model.safetensors is only a pointer",
    web_page: "tokenizer.json is a web page",
    no_tokenizer: "tokenizer.json is missing",
    no_weights: "model.safetensors is missing",
    no_picture_settings: "preprocessor_config.json is missing",
    a_layer_less: "weights are missing|cannot be loaded",
    other_shape: "weights are missing|cannot be loaded",
    wrong_type: "does not know how|cannot be loaded",
    pickled: "file format that can hide programs",
    own_code: "wants to run a program of its own",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", BUILDERS)
def test_it_is_refused_in_plain_words(
    name: str, damage: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(tiny_model(name), tmp_path / name))
    damage(folder)
    with pytest.raises((BadInputError, MissingPartError), match=DAMAGES[damage]) as caught:
        load(folder)
    assert caught.value.remedy
    assert not (folder / "code-has-run").exists()


@pytest.mark.parametrize("name", CHAT_MODELS)
def test_a_template_that_computes_is_refused(name: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_model(name), tmp_path / name))
    template_bomb(folder)
    with pytest.raises(BadInputError, match="chat template is not safe"):
        load(folder)
