"""Files that cannot be read as a picture, and pictures in unusual formats."""

from __future__ import annotations

import io
import os
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from support.rendered import page

WORDS = "The quick brown fox"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, COLOUR = 0, 2
"""PNG colour types."""


def picture() -> Image.Image:
    """Dark words on white."""
    return page(WORDS, width=400).image


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG (PNG specification, section 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def raw_png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    """A PNG of any size from already compressed rows."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _same_rows(row: bytes, count: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(row) for _ in range(count)) + packer.flush()


def huge_png() -> bytes:
    """30,000 x 30,000 white pixels in some 110 kilobytes."""
    return raw_png(30_000, 30_000, 1, GREY, _same_rows(b"\0" + b"\xff" * 3750, 30_000))


def bomb_png() -> bytes:
    """The largest picture that is let in, 150 MB, in some 150 kilobytes; black."""
    return raw_png(7_000, 7_000, 8, COLOUR, _same_rows(bytes(21_001), 7_000))


def comment_bomb_png() -> bytes:
    """A good picture whose compressed comment has 200 MB."""
    good = png()
    comment = b"Comment\0\0" + _same_rows(b"a" * 1_000_000, 200)
    return good[:33] + chunk(b"zTXt", comment) + good[33:]


def deep_colour_png() -> bytes:
    """The good picture with 16 bits a channel, which Pillow cannot write."""
    image = picture()
    width = image.width * 3
    flat = image.tobytes()
    wide = bytes(byte for value in flat for byte in (value, value))
    rows = b"".join(
        b"\0" + wide[2 * start : 2 * (start + width)] for start in range(0, len(flat), width)
    )
    return raw_png(*image.size, 16, COLOUR, zlib.compress(rows))


def png(image: Image.Image | None = None) -> bytes:
    """A picture, that of `picture` by default, as PNG."""
    return saved("PNG", image or picture())


def corrupt_png() -> bytes:
    """Noise in the middle of the pixels."""
    good = png()
    return good[:60] + bytes(200) + good[260:]


def saved(kind: str, image: Image.Image, **options: object) -> bytes:
    """A picture in another format."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def sparse(path: Path, size: int) -> None:
    """Write a file of `size` bytes that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)


def _write(content: Callable[[], bytes]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content())

    return write


def _link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(path)


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "corrupt.png": (_write(corrupt_png), "damaged"),
    "corrupt.jpg": (_write(lambda: b"\xff\xd8\xff\xe0 no picture" * 20), "damaged"),
    "truncated.png": (_write(lambda: png()[: len(png()) // 2]), "damaged"),
    "truncated.jpg": (_write(lambda: saved("JPEG", picture())[:2000]), "damaged"),
    "comment-bomb.png": (_write(comment_bomb_png), "damaged"),
    "zero.png": (Path.touch, "empty"),
    "one-pixel.png": (_write(lambda: png(Image.new("RGB", (1, 1)))), "too small"),
    "black.png": (_write(lambda: png(Image.new("RGB", (99, 99)))), "black"),
    "white.png": (_write(lambda: png(Image.new("RGB", (99, 99), "white"))), "blank"),
    "clear.png": (_write(lambda: png(Image.new("RGBA", (99, 99)))), "transparent"),
    "huge.png": (_write(huge_png), "too large"),
    "bomb.png": (_write(bomb_png), "black"),
    "lie.png": (_write(lambda: raw_png(60_000, 60_000, 8, COLOUR, b"")), "too large"),
    "text.png": (_write(lambda: b"no picture at all\n" * 9), "not a picture"),
    "drawing.svg": (_write(lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a picture"),
    "script.eps": (_write(lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n"), "not a picture"),
    "broken.pdf": (_write(lambda: b"%PDF-1.4\nno more"), "damaged"),
    "large.png": (lambda path: sparse(path, 3 << 30), "too large"),
    "folder.png": (Path.mkdir, "is a folder"),
    "pipe.png": (_pipe, "not a regular file"),
    "loop.png": (_link_to_itself, "cannot be opened"),
    "missing.png": (lambda path: None, "There is no file"),
}
"""Name to what makes the file, and what its message says."""


def _animated(kind: str) -> bytes:
    black = Image.new("RGB", picture().size)
    frames = {"save_all": True, "append_images": [black], "duration": 100, "lossless": True}
    return saved(kind, picture(), **frames)


def _upright_by_exif() -> bytes:
    exif = Image.Exif()
    exif[0x112] = 6  # to be turned clockwise
    turned = picture().transpose(Image.Transpose.ROTATE_90)
    return saved("JPEG", turned, exif=exif, quality=95)


def _palette() -> bytes:
    few = picture().quantize(8)
    return saved("PNG", few, transparency=few.getpixel((0, 0)))


GOOD: dict[bytes, Callable[[], bytes]] = {
    b"cmyk.jpg": lambda: saved("JPEG", picture().convert("CMYK")),
    b"deep-grey.png": lambda: png(
        picture().convert("L").convert("I").point(lambda level: level * 257).convert("I;16")
    ),
    b"deep-colour.png": deep_colour_png,
    b"palette.png": _palette,
    b"animated.gif": lambda: _animated("GIF"),
    b"animated.webp": lambda: _animated("WEBP"),
    b"animated.png": lambda: _animated("PNG"),
    b"really-a-png.jpg": png,
    b"really-a-png.pdf": png,
    b"rotated.jpg": _upright_by_exif,
    b"two words.png": png,
    "ünï-日本.png".encode(): png,
    b"new\nline.png": png,
    b"-dash.png": png,
    b"no-letters-\xff\xfe.png": png,
}
"""Name to content; all say `WORDS`."""
