"""The reading client with the real worker behind it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import psutil
import pytest
from PIL import Image, features
from rapidfuzz.distance import Levenshtein
from support.rendered import Page, page

from assistant.core.errors import BadInputError, CancelledError, MissingPartError, WorkerError
from assistant.core.findings import Done, Finding, Line
from assistant.core.frame import Frame, Source
from assistant.reading import tessdata
from assistant.reading.client import ReadingClient
from assistant.reading.languages import languages
from assistant.workers.messages import (
    Ended,
    Start,
    WarmUp,
    read_from_worker,
    write_message,
)

PAGE = page("Mouse and Touchpad", "Pointer speed can be changed below.")
LONG = page(*[f"Row {number} of a very long page" for number in range(60)])
NOTO = Path("/usr/share/fonts/truetype/noto")
TEXTS = {
    "ar": ("NotoSansArabic-Regular.ttf", "مرحبا بكم في شاشة الإعدادات", "الملف محفوظ الآن"),
    "ru": ("NotoSans-Regular.ttf", "Добро пожаловать в настройки", "Файл 12 сохранён сейчас"),
    "el": ("NotoSans-Regular.ttf", "Καλώς ήρθατε στις ρυθμίσεις", "Το αρχείο αποθηκεύτηκε τώρα"),
    "hi": ("NotoSansDevanagari-Regular.ttf", "सेटिंग्स में आपका स्वागत है", "फ़ाइल अब सहेजी गई है"),
}


@pytest.fixture(scope="module")
def client() -> Iterator[ReadingClient]:
    made = ReadingClient()
    made.warm_up()
    yield made
    made.close()
    assert not psutil.Process().children()


def read(
    client: ReadingClient, image: Image.Image, language: str = "en", engine: str = ""
) -> list[Finding]:
    return list(client.read(Frame(image, Source.FILE), language, engine))


def texts(findings: list[Finding]) -> list[str]:
    return [finding.text for finding in findings if isinstance(finding, Line)]


def child() -> psutil.Process:
    (only,) = psutil.Process().children()
    return only


def test_lines_then_done(client: ReadingClient) -> None:
    findings = read(client, PAGE.image)
    assert texts(findings) == list(PAGE.lines)
    done = findings[-1]
    assert isinstance(done, Done)
    assert (done.engine, done.lines) == ("screen", 2)
    assert done.first_line_seconds is not None
    assert 0 < done.first_line_seconds <= done.seconds


@pytest.mark.parametrize("engine", ["screen", "rapid", "tesseract"])
def test_the_engine_asked_for_is_used(client: ReadingClient, engine: str) -> None:
    done = read(client, PAGE.image, engine=engine)[-1]
    assert isinstance(done, Done)
    assert done.engine == engine


def test_a_photo_is_read_by_the_engine_for_photos(client: ReadingClient) -> None:
    noise = Image.effect_noise(PAGE.image.size, 24).convert("RGB")
    photo = Image.blend(PAGE.image, noise, 0.25)
    findings = read(client, photo)
    assert findings[-1].engine == "rapid"  # type: ignore[union-attr]
    assert texts(findings) == list(PAGE.lines)


@pytest.mark.parametrize(
    ("source", "moved"), [(Source.WINDOW, (-1920, 40)), (Source.CLIPBOARD, (0, 0))]
)
def test_boxes_are_desktop_pixels_on_the_screen_only(
    client: ReadingClient, source: Source, moved: tuple[int, int]
) -> None:
    frame = Frame(PAGE.image, source, origin=(-1920, 40))
    line = next(iter(client.read(frame, "en", "screen")))
    assert isinstance(line, Line)
    x, y = line.box[0] - moved[0], line.box[1] - moved[1]
    assert abs(x - PAGE.boxes[0][0]) < 6
    assert abs(y - PAGE.boxes[0][1]) < 6


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_kind_of_picture_arrives_readable(client: ReadingClient, mode: str) -> None:
    image = PAGE.image.convert("L").convert(mode) if mode == "I;16" else PAGE.image.convert(mode)
    if mode == "RGBA":
        image.putalpha(PAGE.image.convert("L").point(lambda value: 255 - value))
    assert texts(read(client, image)) == list(PAGE.lines)


def test_cancel_and_the_next_reading(client: ReadingClient) -> None:
    findings = client.read(Frame(LONG.image, Source.SCREEN), "en", "rapid")
    next(findings)
    client.cancel()
    with pytest.raises(CancelledError):
        next(findings)
    assert texts(read(client, PAGE.image)) == list(PAGE.lines)


def test_a_worker_killed_while_it_reads_is_told_and_replaced(client: ReadingClient) -> None:
    findings = client.read(Frame(LONG.image, Source.SCREEN), "en", "rapid")
    next(findings)
    child().kill()
    with pytest.raises(WorkerError, match="The text reader stopped unexpectedly"):
        list(findings)
    assert texts(read(client, PAGE.image)) == list(PAGE.lines)


def test_wrong_wishes_are_refused(client: ReadingClient) -> None:
    with pytest.raises(BadInputError, match="not known"):
        read(client, PAGE.image, "tlh")
    with pytest.raises(BadInputError, match="no recogniser called magic"):
        read(client, PAGE.image, engine="magic")
    with pytest.raises(MissingPartError, match="cannot read Arabic"):
        read(client, PAGE.image, "ar", "screen")


def foreign_page(language: str) -> Page:
    name, *lines = TEXTS[language]
    if not (NOTO / name).is_file() or not features.check("raqm"):
        pytest.skip(f"{language} is not checked: no {name}, or Pillow cannot shape it")
    return page(*lines, font=NOTO / name, size=20, rtl=language == "ar")


@pytest.mark.parametrize("language", TEXTS)
def test_other_scripts_are_read_by_tesseract_or_their_pack_is_named(
    client: ReadingClient, language: str
) -> None:
    drawn = foreign_page(language)
    (wanted,) = languages(language)
    if tessdata.folder_with([wanted.pack]) is None:
        with pytest.raises(MissingPartError, match=wanted.name):
            read(client, drawn.image, language)
        return
    findings = read(client, drawn.image, language)
    assert findings[-1].engine == "tesseract"  # type: ignore[union-attr]
    similar = Levenshtein.normalized_similarity(" ".join(texts(findings)), " ".join(drawn.lines))
    assert similar >= 0.9


def test_looking_for_engines_loads_no_runtime() -> None:
    script = """
import sys
from assistant.core.backends import survey
from assistant.reading.client import ReadingClient
from assistant.reading.registry import engines
assert len(survey("reading", engines())) == 3
heavy = {"numpy", "cv2", "openvino", "onnxruntime", "rapidocr", "tesserocr"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_worker_opens_no_socket_but_local_ones(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    trace = ["strace", "-f", "-qq", "-e", "trace=socket,connect,bind", "-o", str(log)]
    command = [*trace, sys.executable, "-P", "-m", "assistant.reading.worker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        to_worker, from_worker = cast(BinaryIO, worker.stdin), cast(BinaryIO, worker.stdout)
        write_message(to_worker, Start(0, 0))
        write_message(to_worker, WarmUp(1))
        answers = iter(lambda: read_from_worker(from_worker), None)
        assert any(isinstance(answer, Ended) for answer in answers)
        to_worker.close()
    assert "AF_INET" not in log.read_text()
