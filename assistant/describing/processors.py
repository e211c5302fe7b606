"""Loads what turns pictures and words into a model's input, without torchvision and the network."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.describing.folder import ModelFolder
from assistant.describing.prompts import Recipe

_SAFE = {"local_files_only": True, "trust_remote_code": False}
_FEWEST_WORDS = 100
_HEADER_POINTS = 36
_FROM_FILES = ("image_seq_len", "num_image_tokens")


@dataclass(frozen=True, slots=True)
class Processing:
    """`processor` is None where the family has none, only its two parts."""

    processor: Any
    tokenizer: Any
    image_processor: Any


def load_processing(folder: ModelFolder, recipe: Recipe) -> Processing:
    """Load processor, tokenizer and image processor; the recipe's image settings are applied.

    Raises:
        Exception: of many types, where files are damaged or missing.

    """
    from transformers import AutoImageProcessor, AutoTokenizer

    processor = _processor(folder)
    if processor is None:
        tokenizer = AutoTokenizer.from_pretrained(folder.path, **_SAFE)
        image_processor = AutoImageProcessor.from_pretrained(folder.path, **_SAFE)
    else:
        tokenizer, image_processor = processor.tokenizer, processor.image_processor
    if tokenizer.vocab_size < _FEWEST_WORDS:
        # Without its files a tokenizer comes out empty, without an error.
        raise BadInputError(
            _("The model is not complete: its tokenizer is empty."), _("Download the model again.")
        )
    for name, value in recipe.image.items():
        setattr(image_processor, name, value)
    if getattr(image_processor, "is_vqa", False):
        _draw_headers_with_own_font(image_processor)
    return Processing(processor, tokenizer, image_processor)


def _processor(folder: ModelFolder) -> Any | None:
    from transformers import AutoProcessor

    try:
        found = AutoProcessor.from_pretrained(folder.path, **_SAFE)
    except ImportError:
        return _for_pictures_only(folder)
    # For families without a processor (vit-gpt2) this is a bare tokenizer.
    return found if getattr(found, "image_processor", None) is not None else None


def _for_pictures_only(folder: ModelFolder) -> Any:
    """The processor without its video part, which alone needs torchvision and num2words."""
    import transformers
    from transformers import AutoImageProcessor, AutoTokenizer, ProcessorMixin

    original: Any = getattr(transformers, str(folder.processor.get("processor_class")), None)
    known = isinstance(original, type) and issubclass(original, ProcessorMixin)
    if not known:
        raise BadInputError(
            _("EarSight does not know how this model takes pictures."), _("Install another model.")
        )

    names = [name for name in original.get_attributes() if name != "video_processor"]
    members = {
        "video_processor": SimpleNamespace(num_frames=None, fps=None),
        "get_attributes": classmethod(lambda _cls: names),
    }
    module = sys.modules[original.__module__]
    if getattr(module, "num2words", str) is None:
        module.num2words = str  # type: ignore[attr-defined]
    return type(original.__name__, (original,), members)(
        image_processor=AutoImageProcessor.from_pretrained(folder.path, backend="pil", **_SAFE),
        tokenizer=AutoTokenizer.from_pretrained(folder.path, **_SAFE),
        video_processor=None,
        chat_template=folder.template or None,
        **{name: folder.processor[name] for name in _FROM_FILES if name in folder.processor},
    )


def _draw_headers_with_own_font(image_processor: Any) -> None:
    """Pix2Struct's own way is to fetch Arial from the hub; Pillow carries a free font."""
    from PIL import ImageFont

    font_bytes = getattr(ImageFont.load_default(_HEADER_POINTS), "font_bytes", b"")
    image_processor.render_header = functools.partial(
        _render_header, type(image_processor).render_header, image_processor, font_bytes
    )


def _render_header(
    render: Any,
    image_processor: Any,
    font: bytes,
    image: Any,
    header: str,
    font_bytes: bytes | None = None,
    font_path: str | None = None,
) -> Any:
    del font_path
    return render(image_processor, image, header, font_bytes=font_bytes or font)
