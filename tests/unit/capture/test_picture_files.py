from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from assistant.capture import files, pictures
from assistant.capture.files import load_file
from assistant.core.errors import BadInputError, MissingPartError
from assistant.core.frame import Source

posix = pytest.mark.skipif(sys.platform == "win32", reason="only POSIX systems have this")


def drawing(mode: str = "RGB") -> Image.Image:
    """Red, with a blue corner at the upper left."""
    image = Image.new("RGB", (60, 40), (200, 20, 20))
    ImageDraw.Draw(image).rectangle((0, 0, 19, 9), fill=(10, 10, 220))
    return image.convert(mode)


def refused(path: Path, page: int = 1) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        load_file(path, page)
    assert caught.value.exit_status == 2
    return caught.value


def near(pixel: object, expected: tuple[int, int, int], by: int = 40) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= by for one, other in zip(pixel, expected, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "PPM"])
def test_every_format(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "picture"
    drawing().save(path, kind)
    frame = load_file(path)
    assert (frame.image.mode, frame.image.size) == ("RGB", (60, 40))
    assert near(frame.image.getpixel((3, 3)), (10, 10, 220))
    assert near(frame.image.getpixel((50, 30)), (200, 20, 20))
    assert (frame.source, frame.title, frame.page, frame.pages) == (Source.FILE, "picture", 1, 1)


def test_content_counts_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "liar.jpg"
    drawing().save(path, "PNG")
    assert load_file(path).image.size == (60, 40)


def test_exif_orientation(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # The camera was turned: the stored top is the right side.
    drawing().save(tmp_path / "a.jpg", exif=exif, quality=95)
    image = load_file(tmp_path / "a.jpg").image
    assert image.size == (40, 60)
    assert near(image.getpixel((36, 3)), (10, 10, 220))


def test_broken_exif_only_loses_the_orientation(tmp_path: Path) -> None:
    drawing().save(tmp_path / "a.jpg", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff broken")
    assert load_file(tmp_path / "a.jpg").image.size == (60, 40)


def test_cmyk(tmp_path: Path) -> None:
    drawing("CMYK").save(tmp_path / "a.jpg", quality=95)
    assert near(load_file(tmp_path / "a.jpg").image.getpixel((3, 3)), (10, 10, 220))


def test_sixteen_bits(tmp_path: Path) -> None:
    deep = Image.frombytes("I;16", (64, 16), struct.pack("<1024H", *range(0, 65536, 64)))
    deep.save(tmp_path / "a.png")
    image = load_file(tmp_path / "a.png").image
    assert image.mode == "RGB"
    assert image.getpixel((0, 0)) == (0, 0, 0)
    assert near(image.getpixel((63, 15)), (255, 255, 255), 1)
    assert near(image.getpixel((0, 8)), (128, 128, 128), 1)


@pytest.mark.parametrize("top", [1.0, 255.0])
def test_floats(tmp_path: Path, top: float) -> None:
    pair = Image.frombytes("F", (2, 1), struct.pack("<2f", 0.0, top))
    pair.resize((20, 20), Image.Resampling.NEAREST).save(tmp_path / "a.tif")
    image = load_file(tmp_path / "a.tif").image
    assert (image.getpixel((0, 0)), image.getpixel((19, 0))) == ((0, 0, 0), (255, 255, 255))


def test_palette_with_transparency(tmp_path: Path) -> None:
    image = Image.new("P", (40, 40), 0)
    image.putpalette([255, 0, 255, 0, 0, 0])
    ImageDraw.Draw(image).rectangle((5, 5, 20, 20), fill=1)
    image.save(tmp_path / "a.png", transparency=0)
    found = load_file(tmp_path / "a.png").image
    assert found.mode == "RGB"
    assert (found.getpixel((0, 0)), found.getpixel((9, 9))) == ((255, 255, 255), (0, 0, 0))


@pytest.mark.parametrize(("ink", "backdrop"), [("white", 0), ("black", 255), ("#ffff00", 0)])
def test_text_on_transparency_stands_out(tmp_path: Path, ink: str, backdrop: int) -> None:
    image = Image.new("RGBA", (40, 40), (128, 128, 128, 0))
    ImageDraw.Draw(image).rectangle((5, 5, 20, 20), fill=ink)
    image.save(tmp_path / "a.png")
    assert load_file(tmp_path / "a.png").image.getpixel((39, 39)) == (backdrop,) * 3


def test_full_transparency_is_left_for_the_gates(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 40), (255, 255, 255, 0)).save(tmp_path / "a.png")
    assert load_file(tmp_path / "a.png").image.mode == "RGBA"


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_first_picture_of_an_animation(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "moving"
    later = Image.new("RGB", (60, 40), "green")
    drawing().save(path, kind, save_all=True, append_images=[later], duration=100)
    frame = load_file(path)
    assert frame.pages == 1
    assert near(frame.image.getpixel((50, 30)), (200, 20, 20))


def test_pages_of_a_tiff(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    pages = [Image.new("L", (30, 30), level) for level in (10, 120, 230)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    frame = load_file(path, 2)
    assert (frame.page, frame.pages) == (2, 3)
    assert frame.image.getpixel((0, 0)) == (120, 120, 120)
    assert "no page 4" in refused(path, 4).message
    assert "no page 0" in refused(path, 0).message


def test_heic_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    path = tmp_path / "photo.heic"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64))
    with pytest.raises(MissingPartError, match="HEIC") as caught:
        load_file(path)
    assert "pillow-heif" in caught.value.remedy


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    assert "is empty" in refused(tmp_path / "a.png").message


def test_text_file(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("Not a picture at all.")
    assert "not a picture" in refused(tmp_path / "a.png").message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
@pytest.mark.parametrize("kept", [20, 0.5, 0.95])
def test_truncated(tmp_path: Path, kind: str, kept: float) -> None:
    buffer = io.BytesIO()
    Image.frombytes("RGB", (90, 90), os.urandom(90 * 90 * 3)).save(buffer, kind)
    whole = buffer.getvalue()
    (tmp_path / "a").write_bytes(whole[: int(kept if kept > 1 else kept * len(whole))])
    refused(tmp_path / "a")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_scrambled_bytes_never_surprise(tmp_path: Path, kind: str) -> None:
    buffer = io.BytesIO()
    drawing().save(buffer, kind)
    for place in range(8, min(len(buffer.getvalue()), 200), 3):
        data = bytearray(buffer.getvalue())
        data[place] ^= 0xA5
        (tmp_path / "a").write_bytes(data)
        with suppress(BadInputError):
            assert load_file(tmp_path / "a").image.mode in ("RGB", "RGBA")


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000)))


@pytest.mark.parametrize("size", [(30_000, 30_000), (9_000, 9_000), (1, 2_000_000_000)])
def test_gigantic_pictures_are_refused_unseen(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "a.png").write_bytes(png_header(*size))
    resource = pytest.importorskip("resource", reason="memory is measured on POSIX only")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = refused(tmp_path / "a.png")
    assert (error.error_code, bool(error.remedy)) == ("too-large", True)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB


def test_a_large_jpeg_is_decoded_smaller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.effect_noise((800, 600), 50).save(tmp_path / "a.jpg")
    monkeypatch.setattr(pictures, "MAX_PIXELS", 200_000)
    assert load_file(tmp_path / "a.jpg").image.size == (400, 300)


def test_a_large_progressive_jpeg_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.effect_noise((800, 600), 50).save(tmp_path / "a.jpg", progressive=True)
    monkeypatch.setattr(pictures, "MAX_PIXELS", 200_000)
    assert refused(tmp_path / "a.jpg").error_code == "too-large"


def test_missing(tmp_path: Path) -> None:
    error = refused(tmp_path / "nowhere.png")
    assert "no file" in error.message
    assert error.remedy


def test_a_file_as_folder(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert "no file" in refused(tmp_path / "a" / "b.png").message


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path).message


def test_pipe_does_not_block(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes among its files")
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refused(tmp_path / "pipe").message


@posix
def test_device() -> None:
    assert "not a regular file" in refused(Path("/dev/zero")).message


@posix
def test_symbolic_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "cannot be opened" in refused(tmp_path / "loop").message


def test_impossible_names(tmp_path: Path) -> None:
    assert refused(Path("a\0b")).message
    assert refused(tmp_path / ("x" * 5000)).message


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")

    def deny(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", deny)
    error = refused(tmp_path / "secret.png")
    assert "may not read" in error.message
    assert error.remedy


def test_huge_file(tmp_path: Path) -> None:
    with (tmp_path / "big.png").open("wb") as stream:
        stream.truncate(files.MAX_FILE_BYTES + 1)
    assert refused(tmp_path / "big.png").error_code == "too-large"


def test_no_numbers_library_is_loaded_for_it(tmp_path: Path) -> None:
    drawing("RGBA").save(tmp_path / "a.png")
    code = (
        "import sys; from pathlib import Path; from assistant.capture.files import load_file;"
        f"load_file(Path({str(tmp_path / 'a.png')!r})); assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
