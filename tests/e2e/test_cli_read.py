"""`earsight read`: its output, languages, engines and pages."""

from __future__ import annotations

import json
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from support.bad_files import WORDS, picture, png
from support.console import Console
from support.rendered import page

from assistant.reading.tessdata import packs

ARABIC_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
ARABIC = "مرحبا بالعالم"
LINES = ("The quick brown fox jumps over the lazy dog.", "Seven large boxes were sent by mail.")
LINE_KEYS = ["type", "text", "box", "confidence", "block"]
DONE_KEYS = ["type", "engine", "lines", "seconds", "first_line_seconds"]


@pytest.fixture(scope="module")
def console() -> Iterator[Console]:
    with Console() as made:
        png_file(made, "page.png", page(*LINES).image)
        png_file(made, "short.png", picture())
        yield made


def png_file(console: Console, name: str, image: Image.Image) -> None:
    (console.home / name).write_bytes(png(image))


def pdf_file(console: Console, name: str, *pages: Image.Image) -> None:
    first, *others = pages
    first.save(console.home / name, "PDF", save_all=True, append_images=others)


def blank() -> Image.Image:
    return Image.new("RGB", (400, 200), "white")


@pytest.mark.parametrize("engine", ["", "screen", "rapid", "tesseract"])
def test_the_text_comes_in_reading_order(console: Console, engine: str) -> None:
    ran = console.earsight("read", "page.png", *(["--engine", engine] if engine else []))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.split() == " ".join(LINES).split()


def test_json_is_lines_and_a_last_word(console: Console) -> None:
    ran = console.earsight("read", "page.png", "--json")
    assert (ran.status, ran.err) == (0, "")
    *lines, done = ran.objects()
    assert [line["text"] for line in lines] == list(LINES)
    for line, (top, bottom) in zip(lines, ((20, 60), (60, 100)), strict=True):
        assert list(line) == LINE_KEYS
        assert line["type"] == "line"
        x0, y0, x1, y1 = line["box"]
        assert 0 <= x0 < x1 <= 800
        assert top <= y0 < y1 <= bottom
        assert 0.5 < line["confidence"] <= 1
    assert list(done) == DONE_KEYS
    assert (done["type"], done["engine"], done["lines"]) == ("done", "screen", 2)
    assert 0 < done["first_line_seconds"] <= done["seconds"]


@pytest.mark.parametrize(
    ("words", "status", "code", "told"),
    [
        (["missing.png"], 2, "bad-input", "There is no file missing.png."),
        (["short.png", "--lang", "xx"], 2, "bad-input", "The language xx is not known."),
        (["short.png", "--lang", "\udcff"], 2, "bad-input", "no UTF-8 text"),
        (["short.png", "--engine", "none"], 2, "bad-input", "There is no recogniser called none."),
        (["short.png", "--page", "2"], 2, "bad-input", "There is no page 2"),
        (["--screen", "--page", "2"], 2, "bad-input", "Only a file has pages."),
        (["--region", "1,2,3"], 2, "bad-input", "a region is X,Y,W,H in pixels"),
        (["--monitor", "0"], 2, "bad-input", "a number from 1 is needed"),
        (["--bogus"], 2, "bad-input", "--bogus"),
        ([], 2, "bad-input", "Nothing to read was named."),
        (["short.png", "--screen"], 2, "bad-input", "not allowed with"),
        (["--screen"], 3, "missing", "There is no display"),
        (["--window"], 3, "missing", "There is no display"),
        (["--clipboard"], 3, "missing", "there is no display"),
        (["short.png", "--wav", "/nowhere/x.wav"], 2, "bad-input", "cannot be written"),
        (["short.png", "--speak"], 4, "no-sound", "There is no sound device."),
    ],
)
def test_a_failure_is_an_object_or_a_plain_line(
    console: Console, words: list[str], status: int, code: str, told: str
) -> None:
    fast = ["--engine", "tesseract"] if "short.png" in words and "--engine" not in words else []
    given = [word.encode("utf-8", "surrogateescape") for word in [*words, *fast]]
    ran = console.earsight("read", *given, "--json")
    assert (ran.status, ran.err) == (status, "")
    failure = ran.objects()[-1]
    assert list(failure) == ["type", "code", "message", "remedy"]
    assert (failure["type"], failure["code"]) == ("error", code)
    assert told in failure["message"]
    assert failure["remedy"]
    ran = console.earsight("read", *given)
    assert ran.status == status
    assert ran.err == f"earsight: {failure['message']} {failure['remedy']}\n"


def test_what_was_read_is_printed_though_no_voice_works(console: Console) -> None:
    ran = console.earsight("read", "short.png", "--speak", "--engine", "tesseract")
    assert ran.status == 4
    assert ran.out.split() == WORDS.split()
    assert ran.err.startswith("earsight: There is no sound device.")
    assert console.left() == []


def test_a_wave_file_is_written_beside_the_text(console: Console, tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    ran = console.earsight("read", "short.png", "--wav", out, "--engine", "tesseract")
    assert (ran.status, ran.out.split()) == (0, WORDS.split())
    with wave.open(str(out)) as file:
        assert 0.5 < file.getnframes() / file.getframerate() < 5
    assert list(tmp_path.iterdir()) == [out]


def test_the_wave_file_is_in_the_language_of_the_text(console: Console, tmp_path: Path) -> None:
    files = [tmp_path / f"{language}.wav" for language in ("en", "de")]
    for file in files:
        ran = console.earsight("read", "short.png", "--lang", file.stem, "--wav", file)
        assert ran.status == 0, ran
    assert files[0].read_bytes() != files[1].read_bytes()


@pytest.mark.parametrize("engine", ["tesseract", ""])
def test_arabic_is_read(console: Console, engine: str) -> None:
    if "ara" not in packs() or not ARABIC_FONT.exists():
        pytest.skip("tesseract's Arabic pack or a font with Arabic letters is not installed")
    png_file(console, "arabic.png", page(ARABIC, font=ARABIC_FONT, size=32, rtl=True).image)
    ran = console.earsight(
        "read", "arabic.png", "--lang", "ar", *(["--engine", engine] * bool(engine))
    )
    assert (ran.status, ran.out.strip()) == (0, ARABIC)


def test_a_missing_language_pack_is_named(console: Console) -> None:
    if "tha" in packs():
        pytest.skip("the Thai language pack is installed")
    ran = console.earsight("read", "short.png", "--lang", "th")
    assert (ran.status, ran.out) == (3, "")
    assert "The language pack for Thai is not installed. " in ran.err
    assert "tha" in ran.err


def test_all_pages_are_read_and_blank_ones_told(console: Console) -> None:
    first, last = page("First page").image, page("Last page").image
    pdf_file(console, "book.pdf", blank(), first, blank(), last)
    ran = console.earsight("read", "book.pdf", "--json", "--engine", "tesseract")
    assert (ran.status, ran.err) == (0, "Page 1 is blank.\nPage 3 is blank.\n")
    *lines, done = ran.objects()
    assert [line["text"] for line in lines] == ["First page", "Last page"]
    assert [line["block"] for line in lines] == [0, 1]
    assert done["lines"] == 2


def test_one_page_is_read(console: Console) -> None:
    pdf_file(console, "two.pdf", page("First page").image, page("Second page").image)
    ran = console.earsight("read", "two.pdf", "--page", "2", "--engine", "tesseract")
    assert (ran.status, ran.out, ran.err) == (0, "Second page\n", "")
    ran = console.earsight("read", "two.pdf", "--page", "3")
    assert (ran.status, ran.out) == (2, "")
    assert "There is no page 3; the last page is 2." in ran.err


def test_a_document_of_blank_pages_is_bad_input(console: Console) -> None:
    pdf_file(console, "blank.pdf", blank(), blank())
    ran = console.earsight("read", "blank.pdf")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("earsight: Page 1 is blank.")


def test_an_encrypted_pdf_is_told(console: Console) -> None:
    """A standard security handler whose user password is unknown (ISO 32000-1, 7.6.3)."""
    secret = "00" * 32
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        f"<</Filter/Standard/V 1/R 2/O<{secret}>/U<{secret}>/P -4>>",
    ]
    body = "%PDF-1.4\n" + "\n".join(
        f"{number} 0 obj\n{text}\nendobj" for number, text in enumerate(objects, 1)
    )
    trailer = f"\ntrailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<{secret}><{secret}>]>>\n%%EOF\n"
    (console.home / "secret.pdf").write_text(body + trailer, "ascii")
    ran = console.earsight("read", "secret.pdf")
    assert ran.status == 2
    assert ran.err == (
        "earsight: The PDF is protected by a password. Save a copy without the password.\n"
    )


def test_text_is_json_in_utf_8_whatever_the_locale(console: Console) -> None:
    if not ARABIC_FONT.exists():
        pytest.skip("no font with other letters is installed")
    png_file(console, "umlauts.png", page("Größe ändern", font=ARABIC_FONT, size=28).image)
    latin = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ran = console.earsight("read", "umlauts.png", "--lang", "de", "--json", env=latin)
    assert json.loads(ran.out.splitlines()[0])["text"] == "Größe ändern"
    ran = console.earsight("read", "umlauts.png", "--lang", "de", env=latin)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Gr")


def test_a_picture_without_text_says_so(console: Console) -> None:
    noise = Image.effect_noise((300, 200), 60).convert("RGB")
    png_file(console, "noise.png", noise)
    ran = console.earsight("read", "noise.png", "--engine", "screen")
    assert (ran.status, ran.out, ran.err) == (0, "", "No text found.\n")
