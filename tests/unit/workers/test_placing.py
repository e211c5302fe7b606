"""What a worker finds is told where it is on the desktop."""

from __future__ import annotations

import pytest
from PIL import Image

from assistant.core.errors import WorkerError
from assistant.core.findings import Done, Finding, Line, Place, Progress
from assistant.core.frame import Frame, Source
from assistant.workers.placing import placed

PICTURE = Image.new("RGB", (100, 50))
FOUND: list[Finding] = [
    Progress("thinking"),
    Line("a", (0, 0, 10, 5), 0.9, 0),
    Place("bee", (90, 40, 100, 50)),
    Done("engine", 1, 0.1),
]


def boxes(frame: Frame) -> list[tuple[int, int, int, int]]:
    return [each.box for each in placed(frame, FOUND) if isinstance(each, Line | Place)]


def test_boxes_of_the_screen_get_its_origin() -> None:
    frame = Frame(PICTURE, Source.WINDOW, origin=(-200, 30))
    assert boxes(frame) == [(-200, 30, -190, 35), (-110, 70, -100, 80)]
    others = [each for each in placed(frame, FOUND) if not isinstance(each, Line | Place)]
    assert others == [FOUND[0], FOUND[3]]


def test_boxes_of_a_file_stay() -> None:
    assert boxes(Frame(PICTURE, Source.FILE)) == [(0, 0, 10, 5), (90, 40, 100, 50)]


@pytest.mark.parametrize("box", [(0, 0, 101, 5), (-1, 0, 5, 5), (9, 0, 3, 5)])
def test_a_box_outside_is_a_fault_of_the_worker(box: tuple[int, int, int, int]) -> None:
    with pytest.raises(WorkerError):
        list(placed(Frame(PICTURE, Source.FILE), [Place("bee", box)]))
