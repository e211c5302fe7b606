"""Mends the spaces of a recognised line by the white that is really there.

The recogniser loses narrow and very wide word gaps, and sees gaps inside code such as `name()`
and `--option`, where letters of a fixed-width font stand far apart.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

INK = 24
"""Least range of brightness within a column of pixels that holds ink."""
USUAL = 0.8
"""Between letters, white of at least this part of the line's usual word gap is a space ..."""
ALONE = 0.6
"""... and anywhere, white of at least this part of the line's height."""
LEAST = 0.12
"""No word gap is narrower than this part of the line's height."""
CODE = 0.45
"""In code, signs with less white than this part of the line's height belong together."""
REPEATED = frozenset("-.:_/=*<>&|+")
TOGETHER = frozenset(("()", "[]", "{}", "([", "])", "((", "))", "),", ").", ");", "):", "],", "]."))


def mended(text: str, centres: NDArray[Any], pixels: NDArray[np.uint8]) -> str:
    """Return the text with spaces added and removed.

    `centres` are the columns (pixels) of the text's characters, `pixels` the line as the
    recogniser saw it, height x width.
    """
    places = [k for k, character in enumerate(text) if character != " "]
    if len(places) < 2:
        return text
    runs, gaps = _white_between(centres[places], pixels)
    spaced = np.diff(places) > 1
    # Places are rough: beside a space that was seen, the same white is no second space.
    seen = np.concatenate([[-1], np.where(spaced, runs, -1), [-1]])
    gaps[~spaced & ((runs == seen[:-2]) | (runs == seen[2:]))] = 0
    usual = _usual_gap(text, places, gaps[spaced], np.flatnonzero(spaced))
    parts = [text[places[0]]]
    for k, gap in enumerate(gaps.tolist()):
        pair = text[places[k]] + text[places[k + 1]]
        after = text[places[k + 2]] if k + 2 < len(places) else ""
        if spaced[k]:
            space = not (0 < gap < CODE and _belong_together(pair, after))
        else:
            letters = pair.isalnum() and not pair.isdigit()
            space = gap >= (usual if usual is not None and letters else ALONE)
        parts.append(" " + pair[1] if space else pair[1])
    return "".join(parts)


def _white_between(
    centres: NDArray[Any], pixels: NDArray[np.uint8]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the widest white between each character and the next: its number and its width.

    Widths are parts of the height. White at the line's ends has width 0.
    """
    height, columns = pixels.shape
    blank = np.ptp(pixels, axis=0) < INK
    edges = np.flatnonzero(np.diff(np.concatenate([[0], blank, [0]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    width = np.where((starts > 0) & (ends < columns), (ends - starts) / height, 0.0)
    # Sorted by width, so that a run's rank tells both which it is and which is wider.
    rank = np.empty(len(width), np.intp)
    rank[np.argsort(width, kind="stable")] = np.arange(1, len(width) + 1)
    ranks = np.zeros(columns, np.intp)
    for start, end, place in zip(starts.tolist(), ends.tolist(), rank.tolist(), strict=True):
        ranks[start:end] = place
    first = np.clip(centres.astype(np.intp), 0, columns - 1)
    widest = np.maximum.reduceat(ranks, first)[:-1]
    return widest, np.concatenate([[0.0], np.sort(width, kind="stable")])[widest]


def _usual_gap(
    text: str, places: list[int], gaps: NDArray[np.float64], pairs: NDArray[Any]
) -> float | None:
    """Return what white is a space between letters on this line; None where too few were seen."""
    plain = [
        gap
        for gap, k in zip(gaps.tolist(), pairs.tolist(), strict=True)
        if text[places[k]].isalnum() and text[places[k + 1]].isalnum()
    ]
    return max(LEAST, USUAL * float(np.median(plain))) if len(plain) >= 2 else None


def _belong_together(pair: str, after: str) -> bool:
    if pair in TOGETHER or (pair[0] == pair[1] and pair[0] in REPEATED):
        return True
    return pair[0].isalnum() and pair[1] + after == "()"
