"""Scores OCR lines against the exact boxes and texts of the words on a picture.

A word counts as right when case and punctuation are right too; only kinds of quotes, dashes and
spaces are taken as equal. Characters are counted as edits (Levenshtein) line by line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec
from rapidfuzz.distance import LCSseq, Levenshtein

Box = tuple[float, float, float, float]


class Word(msgspec.Struct):
    """A word of the page: text, box (x0, y0, x1, y1 in pixels), place in the document's order."""

    t: str
    b: Box
    i: int


class Page(msgspec.Struct):
    """The truth about one picture. Text in `ignore` boxes counts neither way."""

    words: list[Word]
    ignore: list[Box] = []
    dpr: float = 1.0
    dark: bool = False
    kind: str = "html"
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What an engine gave: lines or words with their boxes, in its reading order."""

    box: Box
    text: str


@dataclass(slots=True)
class Score:
    """Sums over pages; the rates are properties."""

    words: int = 0
    read: int = 0
    words_right: int = 0
    read_right: int = 0
    characters: int = 0
    edits: int = 0
    order: list[float] = field(default_factory=list)
    adjacent: list[float] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of recall and precision over whole words."""
        recall = self.words_right / max(1, self.words)
        precision = self.read_right / max(1, self.read)
        return 2 * precision * recall / max(1e-9, precision + recall)

    @property
    def cer(self) -> float:
        """Character edits per true character; text where there is none counts as edits."""
        return self.edits / max(1, self.characters)

    @property
    def local_tau(self) -> float:
        """Kendall's tau over pairs of words at most 60 words apart, mean over pages."""
        return sum(self.order) / max(1, len(self.order))

    @property
    def adjacency(self) -> float:
        """Share of neighbouring words that stayed neighbours, mean over pages."""
        return sum(self.adjacent) / max(1, len(self.adjacent))

    def __add__(self, other: Score) -> Score:
        return Score(
            self.words + other.words,
            self.read + other.read,
            self.words_right + other.words_right,
            self.read_right + other.read_right,
            self.characters + other.characters,
            self.edits + other.edits,
            self.order + other.order,
            self.adjacent + other.adjacent,
        )


_EQUAL = str.maketrans(
    {
        **dict.fromkeys("‘’`´", "'"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‐‑–—−", "-"),
        **dict.fromkeys("\u200b\ufeff", ""),
        "…": "...",
        "\u00a0": " ",
    }
)
NEAR_PAIR = 60
"""How far apart (words) the pairs are whose order is compared."""


def normal(text: str) -> str:
    """Text with equal characters made the same and single spaces."""
    text = unicodedata.normalize("NFKC", text.translate(_EQUAL)).translate(_EQUAL)
    return re.sub(r"\s+", " ", text).strip()


def visual_words(words: Sequence[Word]) -> list[Word]:
    """Join fragments of the document that touch, without a space between them."""
    joined: list[Word] = []
    last = -2
    for word in sorted(words, key=lambda word: word.i):
        before = joined[-1] if joined else None
        if before is not None and word.i == last + 1 and _touch(before.b, word.b):
            box = (
                before.b[0],
                min(before.b[1], word.b[1]),
                max(before.b[2], word.b[2]),
                max(before.b[3], word.b[3]),
            )
            joined[-1] = Word(before.t + word.t, box, before.i)
        else:
            joined.append(Word(word.t, word.b, word.i))
        last = word.i
    return joined


def _touch(left: Box, right: Box) -> bool:
    low = min(left[3] - left[1], right[3] - right[1])
    overlap = min(left[3], right[3]) - max(left[1], right[1])
    return overlap > 0.5 * low and -1.5 <= right[0] - left[2] <= 0.14 * low


def visual_lines(words: Sequence[Word]) -> list[list[int]]:
    """Group indices of words, in the document's order, into line segments."""
    lines: list[list[int]] = []
    for index, word in enumerate(words):
        height = word.b[3] - word.b[1]
        if lines:
            before = words[lines[-1][-1]].b
            overlap = min(word.b[3], before[3]) - max(word.b[1], before[1])
            gap = word.b[0] - before[2]
            high = max(height, before[3] - before[1])
            low = min(height, before[3] - before[1])
            if overlap > 0.5 * low and -0.5 * height < gap < 2.0 * high:
                lines[-1].append(index)
                continue
        lines.append([index])
    return lines


def split_words(line: ReadLine) -> list[ReadLine]:
    """Cut a line into words, placing them by typical widths of their letters."""
    text = normal(line.text)
    x0, y0, x1, y1 = line.box
    ends = [0.0]
    for character in text:
        ends.append(ends[-1] + _width(character))
    scale = (x1 - x0) / max(ends[-1], 1e-9)
    return [
        ReadLine((x0 + ends[m.start()] * scale, y0, x0 + ends[m.end()] * scale, y1), m.group())
        for m in re.finditer(r"\S+", text)
    ]


def _width(character: str) -> float:
    if character in " .,:;'|!()[]ijltfI-":
        return 0.55
    return 1.45 if character in "mwMW@" else 1.0


def score(page: Page, lines: Sequence[ReadLine]) -> Score:
    """Compare what was read with the truth."""
    truth = visual_words(page.words)
    segments = visual_lines(truth)
    read = [word for line in lines for word in split_words(line)]
    texts = [normal(word.t) for word in truth]
    assigned, free = _assign(truth, segments, read)
    result = Score()
    pairs: dict[int, int] = {}
    for segment, members in zip(segments, assigned, strict=True):
        wanted = [texts[k] for k in segment]
        found = [read[k].text for k in members]
        result.edits += Levenshtein.distance(" ".join(wanted), " ".join(found))
        result.characters += len(" ".join(wanted))
        for block in LCSseq.opcodes(wanted, found):
            if block.tag == "equal":
                source = range(block.src_start, block.src_end)
                target = range(block.dest_start, block.dest_end)
                pairs |= {segment[a]: members[b] for a, b in zip(source, target, strict=True)}
    _pair_displaced(truth, texts, read, pairs)
    right = set(pairs.values())
    ignored = {k for k, word in enumerate(read) if k not in right and _ignored(word, page.ignore)}
    result.edits += sum(len(read[k].text) + 1 for k in free - right - ignored)
    real = {k for k, text in enumerate(texts) if re.search(r"\w", text)}
    counted = {k for k, word in enumerate(read) if re.search(r"\w", word.text)} - ignored
    result.words, result.words_right = len(real), len(real & pairs.keys())
    result.read, result.read_right = len(counted), len(counted & right)
    _score_order([pairs[k] for k in sorted(pairs)], result)
    return result


def _assign(
    truth: Sequence[Word], segments: Sequence[Sequence[int]], read: Sequence[ReadLine]
) -> tuple[list[list[int]], set[int]]:
    """Give each read word to the nearest line segment; also return those that lie in none."""
    boxes = [_hull([truth[k].b for k in segment]) for segment in segments]
    assigned: list[list[int]] = [[] for _ in segments]
    free: set[int] = set()
    for index, word in enumerate(read):
        x, y = _centre(word.box)
        nearest: tuple[float, int] | None = None
        for number, (x0, y0, x1, y1) in enumerate(boxes):
            height = y1 - y0
            if x0 - 0.6 * height <= x <= x1 + 0.6 * height and (
                y0 - 0.15 * height <= y <= y1 + 0.15 * height
            ):
                away = abs(y - (y0 + y1) / 2) / height + max(0.0, x0 - x, x - x1) / height
                nearest = min(nearest, (away, number)) if nearest else (away, number)
        if nearest:
            assigned[nearest[1]].append(index)
        else:
            free.add(index)
    for members in assigned:
        members.sort(key=lambda k: read[k].box[0])
    return assigned, free


def _pair_displaced(
    truth: Sequence[Word], texts: Sequence[str], read: Sequence[ReadLine], pairs: dict[int, int]
) -> None:
    """Pair what is left with the same text nearby: places inside a line are only estimated."""
    rest: dict[str, list[int]] = {}
    taken = set(pairs.values())
    for index, word in enumerate(read):
        if index not in taken:
            rest.setdefault(word.text, []).append(index)
    for index, true in enumerate(truth):
        if index in pairs:
            continue
        height = true.b[3] - true.b[1]
        x, y = _centre(true.b)
        for other in rest.get(texts[index], []):
            ox, oy = _centre(read[other].box)
            if abs(ox - x) < 4 * height and abs(oy - y) < 0.7 * height:
                pairs[index] = other
                rest[texts[index]].remove(other)
                break


def _score_order(places: Sequence[int], result: Score) -> None:
    if len(places) < 2:
        return
    near = agree = 0
    for k, place in enumerate(places):
        for other in places[k + 1 : k + 1 + NEAR_PAIR]:
            near += 1
            agree += other > place
    result.order.append(2 * agree / near - 1)
    kept = sum(0 < b - a <= 2 for a, b in pairwise(places))
    result.adjacent.append(kept / (len(places) - 1))


def _hull(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _ignored(word: ReadLine, boxes: Sequence[Box]) -> bool:
    x, y = _centre(word.box)
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)
