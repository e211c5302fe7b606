"""Picture bytes of any origin become a plain RGB picture, within fixed memory."""

from __future__ import annotations

import io
import warnings
from contextlib import suppress
from importlib import import_module
from typing import IO, TYPE_CHECKING

from assistant.core.errors import BadInputError, MissingPartError
from assistant.core.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MAX_PIXELS = 50_000_000
"""Decoded pixels: 200 MB in memory, and up to three times as much while transparency or 16-bit
levels are flattened. A4 at 600 dpi has 35 million."""

_PLUGINS = ("Png", "Jpeg", "Mpo", "WebP", "Gif", "Bmp", "Tiff", "Avif", "Ppm")
"""Pillow's decoders that are let near untrusted bytes; HEIF joins them where it is installed."""

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_MIDDLE_GREY = 128


def decode(stream: IO[bytes], page: int = 1) -> tuple[Image, int]:
    """Decode page `page` (from 1; only TIFF has more) and say how many pages there are.

    The first picture of an animation, upright as its EXIF orientation says, with transparency
    flattened onto a colour its content stands out from. A fully transparent picture stays RGBA.

    Raises:
        BadInputError: not a picture, damaged, too large, or no such page.
        MissingPartError: it is a HEIC picture and pillow-heif is not installed.

    """
    from PIL import Image, UnidentifiedImageError

    _prepare_heif(stream)
    try:
        with warnings.catch_warnings():
            # About its own pixel limit (ours is lower, and checked below) and odd metadata.
            warnings.simplefilter("ignore")
            with Image.open(stream, formats=_formats()) as picture:
                pages = _turn_to(picture, page)
                return _load(picture), pages
    except (BadInputError, MissingPartError):
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise _too_large() from None
    except UnidentifiedImageError:
        raise BadInputError(
            _("This is not a picture that EarSight can read."),
            _("Use PNG, JPEG, WebP, GIF, BMP, TIFF, HEIC or PDF."),
        ) from None
    except Exception as error:
        # Decoders meet hostile bytes with whatever exception their parser happens to trip over.
        raise BadInputError(
            _("The picture is damaged or incomplete."), _("Make or fetch it again.")
        ) from error


def decode_bytes(data: bytes) -> Image:
    """Decode a single picture, as `decode` does."""
    return decode(io.BytesIO(data))[0]


def plain(picture: Image) -> Image:
    """An RGB copy of a picture of any mode; RGBA only when it is fully transparent."""
    if picture.mode == "RGB":
        return picture
    if picture.mode in ("I", "F") or picture.mode.startswith("I;16"):
        return _eight_bit(picture).convert("RGB")
    if picture.has_transparency_data:
        return _flatten(picture if picture.mode == "RGBA" else picture.convert("RGBA"))
    return picture.convert("RGB")


def _load(picture: ImageFile) -> Image:
    from PIL import ImageOps

    if picture.width * picture.height > MAX_PIXELS:
        _shrink_while_decoding(picture)
    picture.load()
    with suppress(Exception):  # A broken EXIF block only loses the orientation.
        ImageOps.exif_transpose(picture, in_place=True)
    return plain(picture)


def _turn_to(picture: ImageFile, page: int) -> int:
    pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    check_page(page, pages)
    if page > 1:
        picture.seek(page - 1)
    return pages


def check_page(page: int, pages: int) -> None:
    """Raise BadInputError when there is no page `page` (from 1) among `pages`."""
    if not 1 <= page <= pages:
        raise BadInputError(
            _("There is no page {page}; the last page is {pages}.").format(page=page, pages=pages),
            _("Choose another page."),
        )


def _shrink_while_decoding(picture: ImageFile) -> None:
    """Let the JPEG decoder make a smaller picture, which costs no memory for the large one."""
    if picture.format in ("JPEG", "MPO") and not picture.info.get("progressive"):
        picture.draft("RGB", (picture.width // 2, picture.height // 2))
    check_size(picture)


def check_size(picture: Image) -> None:
    """Raise BadInputError when decoding would make more than `MAX_PIXELS` pixels."""
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large()


def _too_large() -> BadInputError:
    return BadInputError(
        _("The picture is too large: more than {limit} million pixels.").format(
            limit=MAX_PIXELS // 1_000_000
        ),
        _("Make it smaller or cut out the part to read."),
        code="too-large",
    )


def _eight_bit(picture: Image) -> Image:
    """Grey levels up to 1, 255 or 65535 (whichever they fit, rounding aside) as 8 bits."""
    floats = picture.convert("I" if picture.mode != "F" else "F").convert("F")
    _low, high = floats.getextrema()
    if isinstance(high, tuple):
        raise TypeError("one channel expected")
    tops = (65535.0,) if picture.mode.startswith("I;16") else (1.0, 255.0, 65535.0)
    top = next((top for top in tops if high <= 1.1 * top), high)
    return floats.point(lambda level: level * (255.0 / top) + 0.0).convert("L")


def _flatten(picture: Image) -> Image:
    """Put a transparent picture on black when what shows of it is light, else on white."""
    from PIL import Image, ImageStat

    alpha = picture.getchannel("A")
    shown = alpha.point(lambda level: 255 if level > _MIDDLE_GREY // 2 else 0)
    if shown.getbbox() is None:
        return picture
    light = ImageStat.Stat(picture.convert("L"), shown).mean[0] > _MIDDLE_GREY
    backdrop = Image.new("RGB", picture.size, "black" if light else "white")
    backdrop.paste(picture, mask=alpha)
    return backdrop


def _formats() -> list[str]:
    from PIL import Image

    for name in _PLUGINS:
        import_module(f"PIL.{name}ImagePlugin")
    wanted = [*(name.upper() for name in _PLUGINS), "HEIF"]
    return [name for name in wanted if name in Image.OPEN]


def _prepare_heif(stream: IO[bytes]) -> None:
    """Register pillow-heif when the bytes are HEIC (ISO base media `ftyp` box, ISO 23008-12)."""
    head = stream.read(12)
    stream.seek(0)
    if head[4:8] != b"ftyp" or head[8:12] not in _HEIF_BRANDS:
        return
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        raise MissingPartError(
            _("This is a HEIC picture, and the part that reads those is missing."),
            _("Install the Python package pillow-heif, or save the picture as JPEG."),
        ) from None
    register_heif_opener()
