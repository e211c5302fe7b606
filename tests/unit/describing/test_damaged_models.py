"""Damaged and hostile model folders are refused in plain words, and nothing of them runs."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("transformers", reason="no model can be loaded: transformers is missing")

from support.tiny_models import tiny_model

from assistant.core.errors import BadInputError, EarSightError, MissingPartError
from assistant.describing.base import Ability, Task
from assistant.describing.families import describer
from assistant.describing.loading import Precision, load

LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:abcdef\nsize 989820849\n"
PAGE = b"<!DOCTYPE html><html><body>404: not found</body></html>"
WEIGHTS = "model.safetensors"
CONFIG = "config.json"


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """The file that hostile code would make."""
    return tmp_path / "code-has-run"


@pytest.fixture
def blip(tmp_path: Path) -> Path:
    return copy("blip-captioning", tmp_path)


def copy(name: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_model(name), tmp_path / name))


def change(file: Path, **entries: Any) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **entries}))


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def one_byte_less(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 1)


def write(content: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "damage", "told"),
    [
        (WEIGHTS, half, "model.safetensors cannot be read"),
        (WEIGHTS, one_byte_less, "model.safetensors cannot be read"),
        (WEIGHTS, write(b""), "model.safetensors cannot be read"),
        (WEIGHTS, write(b"\0" * 64), "model.safetensors cannot be read"),
        (WEIGHTS, write(b"\xff" * 64), "model.safetensors cannot be read"),
        (WEIGHTS, write((2).to_bytes(8, "little") + b"{}"), "model.safetensors cannot be read"),
        (WEIGHTS, write((2).to_bytes(8, "little") + b"[]"), "model.safetensors cannot be read"),
        (WEIGHTS, write(LFS), "model.safetensors is only a pointer"),
        (WEIGHTS, write(PAGE), "model.safetensors is a web page"),
        (WEIGHTS, Path.unlink, "model.safetensors is missing"),
        (CONFIG, write(b"{bad"), "config.json cannot be read"),
        (CONFIG, write(b"[1, 2]"), "config.json cannot be read"),
        (CONFIG, write(b"\xff\xfe\x00"), "config.json cannot be read"),
        (CONFIG, write(b"[" * 100_000), "config.json cannot be read"),
        (CONFIG, write(LFS), "config.json is only a pointer"),
        (CONFIG, Path.unlink, "config.json is missing"),
        ("tokenizer.json", write(LFS), "tokenizer.json is only a pointer"),
        ("tokenizer.json", write(PAGE), "tokenizer.json is a web page"),
        ("tokenizer.json", Path.unlink, "tokenizer.json is missing"),
        ("tokenizer.json", half, "cannot be loaded"),
        ("preprocessor_config.json", Path.unlink, "preprocessor_config.json is missing"),
        ("preprocessor_config.json", write(b"{}"), "preprocessor_config.json is missing"),
    ],
)
def test_a_damaged_file_is_named(
    blip: Path, name: str, damage: Callable[[Path], object], told: str
) -> None:
    damage(blip / name)
    with pytest.raises((BadInputError, MissingPartError), match=told) as caught:
        load(blip)
    assert caught.value.remedy


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match="The model nope is not installed"):
        load(tmp_path / "nope")


def test_a_hub_name_is_not_looked_up() -> None:
    with pytest.raises(MissingPartError, match="not installed"):
        load(Path("Salesforce/blip-image-captioning-base"))


@pytest.mark.parametrize("kind", ["nonsense", "llama", "bert", "../../x"])
def test_a_kind_that_cannot_see_is_refused(blip: Path, kind: str) -> None:
    change(blip / CONFIG, model_type=kind)
    with pytest.raises(BadInputError, match="does not know how to use models of the kind"):
        load(blip)


def test_the_configuration_of_another_family_is_refused(blip: Path) -> None:
    change(blip / CONFIG, model_type="git")
    with pytest.raises(BadInputError, match=r"weights are missing|cannot be loaded"):
        load(blip)


def test_weights_of_another_shape_are_refused(blip: Path) -> None:
    config = json.loads((blip / CONFIG).read_text())
    change(blip / CONFIG, text_config={**config["text_config"], "hidden_size": 64})
    with pytest.raises(BadInputError, match=r"weights are missing|cannot be loaded"):
        load(blip)


@pytest.mark.parametrize(
    "entries",
    [
        {"architectures": {"x": 1}},
        {"architectures": [[]]},
        {"text_config": 7},
        {"vision_config": []},
        {"dtype": "float99"},
        {"model_type": ["blip"]},
    ],
)
def test_a_configuration_of_wrong_types_is_refused_or_harmless(
    blip: Path, entries: dict[str, Any]
) -> None:
    change(blip / CONFIG, **entries)
    with contextlib.suppress(BadInputError):
        load(blip)


def test_missing_weights_are_not_filled_with_noise(blip: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(blip / WEIGHTS)
    kept = {key: value for key, value in weights.items() if "encoder.layers.1" not in key}
    assert len(kept) < len(weights)
    save_file(kept, blip / WEIGHTS, metadata={"format": "pt"})
    with pytest.raises(BadInputError, match="some of its weights are missing"):
        load(blip)


class Bomb:
    """Makes a file when it is unpickled."""

    def __init__(self, flag: Path) -> None:
        self._flag = flag

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._flag,)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "weights.pkl"])
def test_pickles_are_not_opened(blip: Path, ran: Path, name: str) -> None:
    (blip / WEIGHTS).unlink()
    (blip / name).write_bytes(pickle.dumps({"weight": Bomb(ran)}))
    with pytest.raises(BadInputError, match="file format that can hide programs"):
        load(blip)
    assert not ran.exists()


def test_a_pickle_beside_sound_weights_is_left_alone(blip: Path, ran: Path) -> None:
    (blip / "pytorch_model.bin").write_bytes(pickle.dumps({"weight": Bomb(ran)}))
    assert load(blip).folder.name == "blip-captioning"
    assert not ran.exists()


@pytest.mark.parametrize(
    "name", [CONFIG, "preprocessor_config.json", "tokenizer_config.json", "processor_config.json"]
)
def test_programs_of_models_do_not_run(blip: Path, ran: Path, name: str) -> None:
    (blip / "evil.py").write_text(f"open({str(ran)!r}, 'w')\n")
    wanted = dict.fromkeys(("AutoConfig", "AutoProcessor", "AutoImageProcessor"), "evil.Class")
    (blip / name).touch()
    before = (blip / name).read_text() or "{}"
    (blip / name).write_text(json.dumps({**json.loads(before), "auto_map": wanted}))
    with pytest.raises(BadInputError, match="wants to run a program of its own"):
        load(blip)
    assert not ran.exists()


@pytest.mark.parametrize("part", ["../other.safetensors", "/etc/passwd", "x.bin", ""])
def test_an_index_that_leads_out_of_the_folder_is_refused(blip: Path, part: str) -> None:
    index = {"metadata": {}, "weight_map": {"weight": part}}
    (blip / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(BadInputError, match=r"index\.json cannot be read"):
        load(blip)


def test_a_missing_part_of_the_weights_is_named(blip: Path) -> None:
    index = {"weight_map": {"weight": "model-00002-of-00002.safetensors"}}
    (blip / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(MissingPartError, match="model-00002-of-00002"):
        load(blip)


def test_weights_in_several_files_are_put_together(tmp_path: Path) -> None:
    from transformers import AutoModelForImageTextToText

    folder = copy("blip-captioning", tmp_path)
    model = AutoModelForImageTextToText.from_pretrained(folder)
    (folder / WEIGHTS).unlink()
    model.save_pretrained(folder, max_shard_size="100KB")
    assert len(list(folder.glob("model-*.safetensors"))) > 1
    assert load(folder).folder.weight_bytes > 100_000


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a' * 10000000000 }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{% generation %}{{ 'a' * 10000000000 }}{% endgeneration %}",
        "{% for message in messages %}",
        "a" * 200_000,
        "{{ (" + "(" * 5000 + "1" + ")" * 5000 + ") }}",
    ],
)
def test_a_chat_template_that_computes_is_refused(tmp_path: Path, template: str) -> None:
    folder = copy("smolvlm", tmp_path)
    (folder / "chat_template.jinja").write_text(template)
    with pytest.raises(BadInputError, match="chat template is not safe"):
        load(folder)


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
        "{% for i in range(99999999) %}a{% endfor %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{{ messages.append(messages) }}",
    ],
)
def test_a_chat_template_that_does_harm_is_stopped(
    tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    monkeypatch.setattr("assistant.describing.templates.SECONDS", 0.2)
    folder = copy("smolvlm", tmp_path)
    (folder / "chat_template.jinja").write_text(template)
    model = describer(load(folder, Precision.F32))
    answer = model.run(Image.new("RGB", (64, 64)), Task(Ability.ASK, "Why?"), lambda: False)
    with pytest.raises(BadInputError, match="chat template is not safe"):
        list(answer)


def test_a_tokenizer_that_comes_out_empty_is_told(blip: Path) -> None:
    (blip / "tokenizer.json").unlink()
    (blip / "vocab.txt").write_text("")
    with pytest.raises(EarSightError, match="tokenizer is empty"):
        load(blip)


def test_too_little_memory_is_told_before_loading(
    blip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Memory:
        available = 200_000_000

    monkeypatch.setattr("psutil.virtual_memory", Memory)
    with pytest.raises(MissingPartError, match=r"needs 0\.3 gigabytes of memory, and 0\.2 are"):
        load(blip)
