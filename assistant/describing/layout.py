"""Where the text, the pictures and the empty parts of a frame are. Pillow only, no model.

The frame is looked at in blocks, at most 48 along its longer side. A block is text where OCR read
a line; background where it has one colour, the frame's commonest; and something else otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from assistant.core.findings import Box, Line
from assistant.core.places import CELLS, Cell
from assistant.describing.colours import RGB, rounded_pixels

if TYPE_CHECKING:
    from PIL.Image import Image

    from assistant.core.frame import Frame

Block = tuple[int, int]
"""Column and row."""

Part = frozenset[Block]

LONGER_SIDE = 48
_SHORTER_SIDE = 6
_BLOCK = 8
"""Pixels of the reduced picture along a block's side."""

FLAT_LEVELS = 24
"""Levels within this span of each other are one colour to the eye; JPEG noise stays below."""
BACKGROUND_SHARE = 0.25
"""A colour that covers less of the frame than this is no background."""
TEXT_COVERAGE = 0.1
SMALLEST_PICTURE = 0.02
"""Of the frame's area: icons and buttons are smaller."""
BLOCK_MAIN_COLOUR = 0.4
BLOCK_COLOURS = 8
"""A block of a photograph or painting has at least 8 colours, of which none covers more than 0.4 of
it; text and controls are drawn in few colours, mostly on one."""
PICTURE_DETAIL = 0.35
"""Part of a picture's rectangle that has such blocks; the rest may be sky."""
MOSTLY = 0.6
ONLY_TEXT_LEFTOVER = 0.25
"""What is neither text nor background, as a part of the text, where there is "only text": borders
and rules."""
EMPTY_CELL = 0.97
PRESENT = 0.25
"""A cell counts as place of something that fills it at least this much of its fullest cell."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Cells of a 3 x 3 grid that hold text, each picture, and nothing.

    `text_share`, `picture_share` and `other_share` are parts of the frame's area; other is what is
    neither text nor picture nor background, such as panels, controls and drawings.
    """

    text: frozenset[Cell]
    pictures: tuple[frozenset[Cell], ...]
    empty: frozenset[Cell]
    text_share: float
    picture_share: float
    other_share: float

    @property
    def mostly_text(self) -> bool:
        """Whether text is most of what is not background."""
        content = self.text_share + self.picture_share + self.other_share
        return self.text_share > 0 and self.text_share >= MOSTLY * content

    @property
    def only_text(self) -> bool:
        """Whether there is text and hardly anything else, so that a captioner could only invent."""
        leftover = self.picture_share + self.other_share
        return self.text_share > 0 and leftover <= ONLY_TEXT_LEFTOVER * self.text_share


def lay_out(frame: Frame, lines: Sequence[Line]) -> Layout:
    """Find out where things are; `lines` are all that OCR read on the frame."""
    grid = _Grid(frame, lines)
    pictures = grid.pictures()
    painted = frozenset[Block]().union(*pictures)
    other = grid.blocks - grid.text - grid.background - painted
    total = len(grid.blocks)
    return Layout(
        text=grid.cells(grid.text),
        pictures=tuple(map(grid.cells, pictures)),
        empty=grid.empty_cells(painted),
        text_share=len(grid.text) / total,
        picture_share=len(painted) / total,
        other_share=len(other) / total,
    )


def picture_boxes(frame: Frame, lines: Sequence[Line]) -> list[Box]:
    """The rectangles around the pictures, largest first, in the frame's own pixels."""
    grid = _Grid(frame, lines)
    return [grid.box(part, frame.image.size) for part in grid.pictures()]


class _Grid:
    """The blocks of a frame, sorted into text, background and the rest."""

    def __init__(self, frame: Frame, lines: Sequence[Line]) -> None:
        image = frame.image
        longer = max(image.size)
        self._columns, self._rows = (
            max(_SHORTER_SIDE, round(LONGER_SIDE * side / longer)) for side in image.size
        )
        self.blocks = set(product(range(self._columns), range(self._rows)))
        width, height = self._columns * _BLOCK, self._rows * _BLOCK
        self._pixels = rounded_pixels(image, (width, height))
        # Converting copies, which a large picture that is RGB already need not pay for.
        picture = image if image.mode == "RGB" else image.convert("RGB")
        reduced = picture.resize((width, height), reducing_gap=2.0)
        colours = {block: _flat_colour(reduced, block) for block in self.blocks}
        self.text = self._text_blocks(image.size, _boxes(frame, lines))
        ground = self._ground_colour()
        self.background = {
            block
            for block, colour in colours.items()
            if ground and colour and _alike(colour, ground) and block not in self.text
        }

    def _ground_colour(self) -> RGB | None:
        colour, count = Counter(self._pixels).most_common(1)[0]
        return colour if count >= BACKGROUND_SHARE * len(self._pixels) else None

    def _text_blocks(self, size: tuple[int, int], boxes: Iterable[Box]) -> set[Block]:
        """Blocks under a line; lines are made half as high again, which fills what is between."""
        from PIL import Image, ImageDraw

        mask = Image.new("L", (self._columns * _BLOCK, self._rows * _BLOCK))
        draw = ImageDraw.Draw(mask)
        across, down = mask.width / size[0], mask.height / size[1]
        for x0, y0, x1, y1 in boxes:
            grown = (y1 - y0) / 4
            draw.rectangle(
                (x0 * across, (y0 - grown) * down, x1 * across, (y1 + grown) * down), fill=255
            )
        covered = mask.reduce(_BLOCK).tobytes()
        return {
            (column, row)
            for column, row in self.blocks
            if covered[row * self._columns + column] > 255 * TEXT_COVERAGE
        }

    def pictures(self) -> list[Part]:
        """The rectangles with many colours, largest first, without the text on them."""
        detailed = {block for block in self.blocks - self.text if self._is_detailed(block)}
        found: list[Part] = []
        for group in _connected(detailed):
            around = _rectangle(group)
            enough = len(around) >= SMALLEST_PICTURE * len(self.blocks)
            if enough and len(detailed & around) >= PICTURE_DETAIL * len(around - self.text):
                found.append(around - self.text)
        return sorted(found, key=len, reverse=True)

    def _is_detailed(self, block: Block) -> bool:
        colours = Counter(self._block_pixels(block))
        most = colours.most_common(1)[0][1]
        return len(colours) >= BLOCK_COLOURS and most <= BLOCK_MAIN_COLOUR * colours.total()

    def _block_pixels(self, block: Block) -> Iterable[RGB]:
        width = self._columns * _BLOCK
        first = block[1] * _BLOCK * width + block[0] * _BLOCK
        for row in range(_BLOCK):
            yield from self._pixels[first + row * width : first + row * width + _BLOCK]

    def cells(self, blocks: Collection[Block]) -> frozenset[Cell]:
        """The cells of the 3 x 3 grid that the blocks lie in."""
        counts = self._per_cell(blocks)
        fullest = max(counts.values(), default=0)
        return frozenset(cell for cell, count in counts.items() if count >= PRESENT * fullest)

    def box(self, blocks: Collection[Block], size: tuple[int, int]) -> Box:
        """The rectangle around some blocks, in a picture of that size."""
        columns, rows = zip(*blocks, strict=True)
        width, height = size
        return (
            min(columns) * width // self._columns,
            min(rows) * height // self._rows,
            (max(columns) + 1) * width // self._columns,
            (max(rows) + 1) * height // self._rows,
        )

    def empty_cells(self, painted: Part) -> frozenset[Cell]:
        """The cells with nothing but background, outside the `painted` pictures."""
        all_blocks = self._per_cell(self.blocks)
        background = self._per_cell(self.background - painted)
        return frozenset(
            cell for cell in CELLS if background[cell] >= EMPTY_CELL * all_blocks[cell]
        )

    def _per_cell(self, blocks: Collection[Block]) -> Counter[Cell]:
        return Counter(
            (column * 3 // self._columns, row * 3 // self._rows) for column, row in blocks
        )


def _boxes(frame: Frame, lines: Sequence[Line]) -> Iterable[Box]:
    """The lines' boxes in the picture's pixels; what lies outside it is cut off or left out."""
    left, top = frame.origin if frame.source.on_screen else (0, 0)
    width, height = frame.image.size
    for line in lines:
        x0, x1 = (min(max(x - left, 0), width) for x in line.box[::2])
        y0, y1 = (min(max(y - top, 0), height) for y in line.box[1::2])
        if x0 < x1 and y0 < y1:
            yield x0, y0, x1, y1


def _flat_colour(reduced: Image, block: Block) -> RGB | None:
    """The middle of a block's levels; None where it has more than one colour."""
    x, y = block[0] * _BLOCK, block[1] * _BLOCK
    # A picture of three channels has three pairs, which Pillow's annotation leaves open.
    spans: list[tuple[int, int]] = list(
        reduced.crop((x, y, x + _BLOCK, y + _BLOCK)).getextrema()  # type: ignore[arg-type]
    )
    if any(high - low > FLAT_LEVELS for low, high in spans):
        return None
    red, green, blue = ((low + high) // 2 for low, high in spans)
    return red, green, blue


def _alike(one: RGB, other: RGB) -> bool:
    return all(abs(a - b) <= FLAT_LEVELS for a, b in zip(one, other, strict=True))


def _rectangle(blocks: Collection[Block]) -> Part:
    columns, rows = zip(*blocks, strict=True)
    return frozenset(
        product(range(min(columns), max(columns) + 1), range(min(rows), max(rows) + 1))
    )


def _connected(blocks: Collection[Block]) -> list[set[Block]]:
    """Groups of blocks that touch, be it at a corner, or have one other block between them."""
    near = [step for step in product(range(-2, 3), repeat=2) if step != (0, 0)]
    left = set(blocks)
    groups: list[set[Block]] = []
    while left:
        waiting = [left.pop()]
        group = set(waiting)
        while waiting:
            column, row = waiting.pop()
            beside = {(column + across, row + down) for across, down in near} & left
            waiting += beside
            group |= beside
            left -= beside
        groups.append(group)
    return groups
