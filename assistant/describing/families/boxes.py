"""Reads the places out of a model's answer; what is not a sound box is left out.

Formats: Florence-2 writes a phrase and `<loc_N>` (x0, y0, x1, y1, thousandths; of text it has read
four corners); Kosmos-2 `<phrase>…</phrase><object><patch_index_NNNN>…` (upper left and lower right
cell of a 32 x 32 grid); PaliGemma `<locNNNN>` four times (y0, x0, y1, x1 of 1024) and a label;
Qwen2-VL `<|object_ref_start|>…<|object_ref_end|>` and `(x0,y0),(x1,y1)` in thousandths; the later
ones JSON with "bbox_2d" (pixels of the picture as the model sees it, or thousandths) and "label".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from assistant.core.findings import Box
from assistant.describing.base import Found
from assistant.describing.prompts import Boxes

_FLORENCE = re.compile(r"((?:<loc_\d+>){4,})")
_FLORENCE_NUMBER = re.compile(r"<loc_(\d+)>")
_FLORENCE_NOISE = re.compile(r"</?s>|<pad>|<[A-Z_]+>")
_KOSMOS = re.compile(
    r"<phrase>([^<]*)</phrase>\s*<object>"
    r"((?:\s*<patch_index_\d{4}>\s*<patch_index_\d{4}>\s*(?:</delimiter_of_multi_objects/>)?)+)"
)
_KOSMOS_PAIR = re.compile(r"<patch_index_(\d{4})>\s*<patch_index_(\d{4})>")
_KOSMOS_CELLS = 32
_PALIGEMMA = re.compile(r"((?:<loc\d{4}>){4})(?:<seg\d{3}>)*\s*([^<;]*)")
_PALIGEMMA_NUMBER = re.compile(r"<loc(\d{4})>")
_QWEN_LABEL = re.compile(r"<\|object_ref_start\|>(.*?)<\|object_ref_end\|>", re.DOTALL)
_QWEN_PAIR = re.compile(
    r"\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*\)\s*,\s*\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*\)"
)
_QWEN = re.compile(r"\{[^{}]*\"bbox_2d\"[^{}]*\}")
_MARK = re.compile(
    r"</?(?:loc_?\d+|seg\d+|patch_index_\d+|phrase|object|grounding|chunk|line|doc"
    r"|delimiter_of_multi_objects)/?>"
)


class _Fractions(NamedTuple):
    """A box as fractions of the picture."""

    x0: float
    y0: float
    x1: float
    y1: float


class _QwenBox(msgspec.Struct):
    bbox_2d: tuple[float, float, float, float]
    label: str = ""


def without_marks(text: str) -> str:
    """The words of an answer, without the tokens that stand for places."""
    return _MARK.sub("", text)


def parse_boxes(
    kind: Boxes, text: str, grid: tuple[int, int], size: tuple[int, int]
) -> Iterator[Found]:
    """Yield the places in `text`, boxes in pixels of a picture of `size`; a label may be empty.

    `grid` is the size at which the model saw it, for formats that count its pixels.
    """
    readers: dict[Boxes, Callable[[], Iterator[tuple[str, _Fractions]]]] = {
        Boxes.NONE: lambda: iter(()),
        Boxes.FLORENCE: lambda: _florence(text),
        Boxes.KOSMOS: lambda: _kosmos(text),
        Boxes.PALIGEMMA: lambda: _paligemma(text),
        Boxes.QWEN_PAIRS: lambda: _qwen_pairs(text),
        Boxes.QWEN_PIXELS: lambda: _qwen(text, *grid),
        Boxes.QWEN_THOUSANDTHS: lambda: _qwen(text, 1000, 1000),
    }
    width, height = size
    for label, part in readers[kind]():
        x0, y0, x1, y1 = (min(max(value, 0.0), 1.0) for value in part)
        box = (round(x0 * width), round(y0 * height), round(x1 * width), round(y1 * height))
        if box[0] < box[2] and box[1] < box[3]:
            yield Found(label.strip(), box)


def parse_lines(text: str, size: tuple[int, int]) -> Iterator[Found]:
    """Yield the lines of text that Florence-2 read, each with the box around its four corners."""
    parts = _FLORENCE.split(_FLORENCE_NOISE.sub("", text))
    width, height = size
    for words, corners in zip(parts[::2], parts[1::2], strict=False):
        numbers = [int(number) for number in _FLORENCE_NUMBER.findall(corners)][:8]
        x, y = numbers[::2], numbers[1::2]
        box = (
            min(x) * width // 1000,
            min(y) * height // 1000,
            min(width, -(-max(x) * width // 1000)),
            min(height, -(-max(y) * height // 1000)),
        )
        if words.strip() and min(x) < max(x) and min(y) < max(y):
            yield Found(words.strip(), box)


def inside(box: Box, size: tuple[int, int], corner: tuple[int, int] = (0, 0)) -> Box | None:
    """The box cut to a picture of `size`, and moved to where its `corner` is; None: not on it."""
    x, y = corner
    x0, y0 = box[:2]
    x1, y1 = min(box[2], size[0]), min(box[3], size[1])
    return (x0 + x, y0 + y, x1 + x, y1 + y) if x0 < x1 and y0 < y1 else None


def _florence(text: str) -> Iterator[tuple[str, _Fractions]]:
    parts = _FLORENCE.split(_FLORENCE_NOISE.sub("", text))
    for label, places in zip(parts[::2], parts[1::2], strict=False):
        numbers = [int(number) / 1000 for number in _FLORENCE_NUMBER.findall(places)]
        for start in range(0, len(numbers) - 3, 4):
            yield label, _Fractions(*numbers[start : start + 4])


def _kosmos(text: str) -> Iterator[tuple[str, _Fractions]]:
    for phrase in _KOSMOS.finditer(text):
        for first, last in _KOSMOS_PAIR.findall(phrase[2]):
            top, left = divmod(int(first), _KOSMOS_CELLS)
            bottom, right = divmod(int(last), _KOSMOS_CELLS)
            cells = (left, top, right + 1, bottom + 1)
            yield phrase[1], _Fractions(*(cell / _KOSMOS_CELLS for cell in cells))


def _paligemma(text: str) -> Iterator[tuple[str, _Fractions]]:
    for place in _PALIGEMMA.finditer(text):
        y0, x0, y1, x1 = (int(number) / 1024 for number in _PALIGEMMA_NUMBER.findall(place[1]))
        yield place[2], _Fractions(x0, y0, x1, y1)


def _qwen_pairs(text: str) -> Iterator[tuple[str, _Fractions]]:
    labels = [(match.end(), match[1]) for match in _QWEN_LABEL.finditer(text)]
    for pair in _QWEN_PAIR.finditer(text):
        before = [label for end, label in labels if end <= pair.start()]
        x0, y0, x1, y1 = (int(number) / 1000 for number in pair.groups())
        yield (before[-1] if before else ""), _Fractions(x0, y0, x1, y1)


def _qwen(text: str, width: int, height: int) -> Iterator[tuple[str, _Fractions]]:
    if not width or not height:
        return
    for entry in _QWEN.finditer(text):
        try:
            found = msgspec.json.decode(entry[0], type=_QwenBox)
        except msgspec.DecodeError:
            continue
        x0, y0, x1, y1 = found.bbox_2d
        yield found.label, _Fractions(x0 / width, y0 / height, x1 / width, y1 / height)
