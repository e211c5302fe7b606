"""Build the shipped OCR recogniser from the published PP-OCRv6 small model.

The model is the one inside the rapidocr wheel. Its class head of 18,710 characters is cut to the
Latin ones, and its weights and activations are quantised to 8 bits with calibration pictures that
are rendered here, so that no picture of any test set takes part. Run it in an environment of its
own, with the versions in `VERSIONS`:

    python installer/build_ocr_model.py PP-OCRv6_rec_small.onnx resources/models/ppocrv6-latin-int8
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSIONS = "nncf 3.4.0, onnx 1.23.2, openvino 2026.4.0, numpy 2.4.6, pillow 13.0.0"
SOURCE_SHA256 = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
HEAD_WEIGHTS = ("linear_8.w_0", "linear_8.b_0")
"""The initialisers of the last layer: features x classes, and classes."""

KEPT_RANGES = (
    (0x0020, 0x0250),  # Latin, Latin-1, Latin Extended-A and -B
    (0x0391, 0x03CA),  # Greek letters, as in formulas
    (0x1E00, 0x1F00),  # Latin Extended Additional
    (0x2000, 0x2070),  # punctuation
    (0x2070, 0x20A0),  # superscripts and subscripts
    (0x20A0, 0x2190),  # currency, letter-like, fractions
    (0x2190, 0x2400),  # arrows, operators, technical
    (0x25A0, 0x27C0),  # shapes, symbols, dingbats
)
KEPT_TOO = frozenset("əɓɗ")
"""Letters of Azerbaijani and Hausa."""
LOOKALIKES = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον\u212bⅠⅤⅩⅬⅭⅮⅯⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼↀↁↂℶℷℸ∖∗∙∣∶⋅⎯⎪❘❨❩❪❫❬❭❮❯❰❱❲❳❴❵")
"""Kept out: a reader of Latin text that hears of a Greek capital alpha hears it wrong."""

HEIGHT = 48
CALIBRATION_PICTURES = 240
SEED = 20
SENTENCES = (
    "The quick brown fox jumps over the lazy dog, then reads page 27 of 1,350.",
    "Save your changes before closing? Unsaved work (3 files) will be lost.",
    "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.",
    "Voix ambiguë d'un cœur qui, au zéphyr, préfère les jattes de kiwis.",
    "El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia y frío.",
    "Quel vituperabile xenofobo zelante assaggia il whisky ed esclama: alleluja!",
    "Luís argüia à Júlia que «brações, fé, chá, óxido, pôr, zângão» eram palavras.",
    "Pchnąć w tę łódź jeża lub ośm skrzyń fig. Příliš žluťoučký kůň úpěl.",
    "Flygande bäckasiner söka hwila på mjuka tuvor. Høj bly gom vandt fræk sexquiz.",
    "def read(self, path: Path | None = None) -> list[str]: return [*path.lines]",
    "C:\\Program Files\\Reader\\bin  /usr/share/doc/reader-2.4~rc1/README.gz",
    "https://example.org/search?q=text&page=2#top  user.name+tag@example.com",
    "Total: €1,249.99 (incl. 19 % VAT) · Due 2024-03-18 14:05 ±0.5 °C × 4 = 16",
    "File Edit View Search Terminal Tabs Help    Ctrl+Shift+F12    Cancel    OK",
    "if (x[i] >= 0 && y != NULL) { sum += x[i] * 0.75f; } /* see #412 */",
    "© 2024 Reader™ “curly quotes” ‘single’ – en dash — em dash … and so on",
)


def kept_classes(characters: Sequence[str]) -> list[int]:
    """Return the classes to keep: blank (0), the characters wanted, and space (last)."""

    def wanted(character: str) -> bool:
        if len(character) != 1 or character in LOOKALIKES or unicodedata.combining(character):
            return False
        return character in KEPT_TOO or any(
            first <= ord(character) < end for first, end in KEPT_RANGES
        )

    kept = [i for i, character in enumerate(characters, start=1) if wanted(character)]
    return [0, *kept, len(characters) + 1]


def prune(source: Path, target: Path) -> list[str]:
    """Cut the head and make the input grey; return the characters of classes 1 and on.

    The first convolution's weights are summed over the three colours, which gives what a grey
    picture repeated in each of them gives.
    """
    import onnx

    model = onnx.load(str(source))
    text = next(entry.value for entry in model.metadata_props if entry.key == "character")
    characters = text.split("\n")
    keep = kept_classes(characters)
    stem = next(node.input[1] for node in model.graph.node if node.op_type == "Conv")
    for tensor in model.graph.initializer:
        if tensor.name in HEAD_WEIGHTS:
            array = onnx.numpy_helper.to_array(tensor)
            tensor.CopyFrom(onnx.numpy_helper.from_array(array[..., keep].copy(), tensor.name))
        elif tensor.name == stem:
            array = onnx.numpy_helper.to_array(tensor).sum(axis=1, keepdims=True)
            tensor.CopyFrom(onnx.numpy_helper.from_array(array, tensor.name))
    model.graph.input[0].type.tensor_type.shape.dim[1].dim_value = 1
    model.graph.output[0].type.tensor_type.shape.dim[2].dim_value = len(keep)
    del model.graph.value_info[:], model.metadata_props[:]
    onnx.save(model, str(target))
    return [*(characters[i - 1] for i in keep[1:-1]), " "]


def rendered_lines(fonts: Sequence[Path], count: int) -> Iterator[Image.Image]:
    """Yield pictures of text lines as a screen shows them: sizes, fonts, colours, tight margins."""
    choose = random.Random(SEED)  # noqa: S311 - reproducible on purpose
    for number in range(count):
        words = SENTENCES[number % len(SENTENCES)].split()
        start = choose.randrange(max(1, len(words) - 2))
        text = " ".join(words[start : start + choose.randint(1, 14)])
        font = ImageFont.truetype(str(choose.choice(fonts)), choose.choice((9, 11, 13, 16, 20, 32)))
        left, top, right, bottom = font.getbbox(text)
        margin = choose.randint(1, 3)
        size = int(right - left) + 2 * margin, int(bottom - top) + 2 * margin
        paper, ink = _colours(choose)
        picture = Image.new("RGB", size, paper)
        ImageDraw.Draw(picture).text((margin - left, margin - top), text, fill=ink, font=font)
        yield picture


def _colours(choose: random.Random) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    pale = choose.randint(215, 255), choose.randint(215, 255), choose.randint(215, 255)
    deep = choose.randint(0, 90), choose.randint(0, 90), choose.randint(0, 90)
    return (pale, deep) if choose.random() < 0.5 else (deep, pale)


def as_input(picture: Image.Image) -> NDArray[np.uint8]:
    """Scale a line to the network's height: 1 x 1 x 48 x width, width a multiple of 32."""
    import numpy as np

    width = max(16, round(picture.width * HEIGHT / picture.height))
    scaled = picture.convert("L").resize((width, HEIGHT), Image.Resampling.BILINEAR)
    pixels = np.full((1, 1, HEIGHT, -(-width // 32) * 32), 127, np.uint8)
    pixels[0, 0, :, :width] = np.asarray(scaled)
    return pixels


def quantise(model_path: Path, fonts: Sequence[Path]) -> Any:
    """Return the model with 8-bit weights and activations and with 8-bit grey pictures as input."""
    import nncf
    import openvino as ov

    model = with_picture_input(ov.Core().read_model(model_path))
    pictures = [as_input(line) for line in rendered_lines(fonts, CALIBRATION_PICTURES)]
    # Without the transformer's treatment of softmax and layer norm, accuracy collapses.
    return nncf.quantize(
        model,
        nncf.Dataset(pictures),
        subset_size=len(pictures),
        preset=nncf.QuantizationPreset.MIXED,
        model_type=nncf.ModelType.TRANSFORMER,
    )


def with_picture_input(model: Any) -> Any:
    """Put the conversion from bytes 0 .. 255 to the network's -1 .. 1 into the graph."""
    import openvino as ov
    from openvino.preprocess import PrePostProcessor

    model.reshape(ov.PartialShape([1, 1, HEIGHT, -1]))
    processor = PrePostProcessor(model)
    processor.input().tensor().set_element_type(ov.Type.u8)
    processor.input().preprocess().convert_element_type(ov.Type.f32).mean(127.5).scale(127.5)
    return processor.build()


def main(argv: Sequence[str] | None = None) -> int:
    """Build; return the exit status."""
    import openvino as ov

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog=VERSIONS)
    parser.add_argument("source", type=Path, help="PP-OCRv6_rec_small.onnx of the rapidocr wheel")
    parser.add_argument("target", type=Path, help="folder to write")
    parser.add_argument("--fonts", type=Path, nargs="+", default=[Path("/usr/share/fonts")])
    options = parser.parse_args(argv)
    if hashlib.sha256(options.source.read_bytes()).hexdigest() != SOURCE_SHA256:
        print("This is not the model the script was written for.", file=sys.stderr)
        return 2
    fonts = sorted(
        path
        for folder in options.fonts
        for pattern in ("**/dejavu/DejaVu*.ttf", "**/urw-base35/Nimbus*.otf")
        for path in folder.glob(pattern)
    )
    options.target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pruned = Path(folder) / "pruned.onnx"
        characters = prune(options.source, pruned)
        model = quantise(pruned, fonts)
    ov.save_model(model, options.target / "model.xml", compress_to_fp16=False)
    listing = options.target / "characters.txt"
    listing.write_text("\n".join(characters) + "\n", encoding="utf-8", newline="\n")
    for path in (options.target / "model.xml", options.target / "model.bin", listing):
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name, path.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
