from __future__ import annotations

from pathlib import Path

import pytest

from assistant.capture import pdf
from assistant.capture.files import load_file
from assistant.core.errors import BadInputError


def document(path: Path, *pages: tuple[str, float, float]) -> Path:
    """A PDF of one line of text a page, written by hand; (text, width, height) in points."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    bodies.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    bodies.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for index, (text, width, height) in enumerate(pages):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] "
            f"/Contents {5 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        drawn = f"BT /F1 24 Tf 20 20 Td ({text}) Tj ET"
        bodies.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    path.write_bytes(out + (end + trailer).encode())
    return path


def refused(path: Path, page: int = 1) -> BadInputError:
    with pytest.raises(BadInputError) as caught:
        load_file(path, page)
    return caught.value


def test_a_page_has_twice_the_pixels_of_a_screen(tmp_path: Path) -> None:
    frame = load_file(document(tmp_path / "a.pdf", ("Hello", 300, 144)))
    assert frame.image.size == (800, 384)
    assert frame.scale == pytest.approx(2.0)
    assert frame.image.mode == "RGB"
    assert frame.image.getpixel((0, 0)) == (255, 255, 255)
    ink = frame.image.convert("L").point(lambda level: 255 if level < 128 else 0).getbbox()
    assert ink is not None
    assert ink[0] in range(50, 62)  # 20 points in


def test_pages(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", ("One", 200, 100), ("Two", 100, 200))
    frame = load_file(path, 2)
    assert (frame.page, frame.pages) == (2, 2)
    assert frame.image.height > frame.image.width
    assert "no page 3" in refused(path, 3).message
    assert "no page -1" in refused(path, -1).message


def test_a_pdf_by_another_name(tmp_path: Path) -> None:
    assert load_file(document(tmp_path / "scan.png", ("Hello", 200, 100))).pages == 1


def test_a_poster_is_drawn_within_the_pixel_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MAX_PIXELS", 100_000)
    frame = load_file(document(tmp_path / "a.pdf", ("Hello", 3000, 3000)))
    assert frame.image.width * frame.image.height <= 101_000
    assert frame.scale < 0.2


def test_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 9)
    assert "damaged" in refused(tmp_path / "a.pdf").message


def test_truncated(tmp_path: Path) -> None:
    path = document(tmp_path / "a.pdf", ("Hello", 200, 100))
    path.write_bytes(path.read_bytes()[:120])
    assert "damaged" in refused(path).message


def test_password(tmp_path: Path) -> None:
    # The smallest document with an /Encrypt dictionary whose empty password does not fit.
    path = document(tmp_path / "a.pdf", ("Hello", 200, 100))
    key = "00" * 32
    encrypt = f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -44 >>"
    text = path.read_bytes().replace(
        b"/Root 1 0 R", f"/Root 1 0 R /Encrypt {encrypt} /ID [<00> <00>]".encode()
    )
    path.write_bytes(text)
    error = refused(path)
    assert "password" in error.message
    assert error.remedy


def test_a_page_without_a_size(tmp_path: Path) -> None:
    # PDFium takes letter size then.
    assert load_file(document(tmp_path / "a.pdf", ("Hello", 0, 0))).image.size == (1632, 2112)
