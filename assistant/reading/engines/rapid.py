"""PP-OCRv6 with its own detector, from rapidocr: for photos, where text has any size and slant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.core.backends import USABLE, Availability
from assistant.core.errors import BadInputError
from assistant.core.findings import Line
from assistant.core.i18n import _
from assistant.reading.base import ReadOptions
from assistant.reading.languages import languages

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.reading.base import Pixels

    Quads = NDArray[np.float32]
    """n x 4 x 2: corners of each line, clockwise from its upper left."""

DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
RUNTIMES = ("openvino", "onnxruntime")
"""In order of preference: openvino is 2.2 times as fast."""
SHORTEST_SIDE, LONGEST_SIDE = 736, 2000
"""The detector sees pictures enlarged so that no side is shorter than the one, but shrunk so that
none is longer than the other (rapidocr's defaults); lines are recognised in full size."""
LEAST_SIDE = 32
"""Thinner pictures are padded: nothing is to be read there, and enlarging them takes minutes."""
LEAST_SURE = 0.5
EAST_ASIAN = frozenset({"ja", "zh-Hans", "zh-Hant"})
UNKNOWN_LETTERS = frozenset({"vi", "yo"})
"""Languages in Latin script with letters that the model does not know."""


class RapidEngine:
    """Finds lines with a network, then recognises them one by one in reading order."""

    name = "rapid"

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._model: Any = None

    def availability(self) -> Availability:
        """Whether rapidocr with its models and a runtime is here; imports nothing."""
        models = _models()
        if models is None or not any(find_spec(runtime) for runtime in RUNTIMES):
            missing = "rapidocr" if models is None else RUNTIMES[0]
            return Availability(
                False,
                _("The part {name} is not installed.").format(name=missing),
                _("Install EarSight again."),
            )
        if not all((models / model).is_file() for model in (DETECTOR, RECOGNISER)):
            return Availability(
                False, _("The text recognition model is missing."), _("Install EarSight again.")
            )
        return USABLE

    def supports(self, language: str) -> bool:
        """Latin script, Chinese and Japanese."""
        try:
            wanted = languages(language)
        except BadInputError:
            return False
        return all(
            entry.tag in EAST_ASIAN or (entry.latin and entry.tag not in UNKNOWN_LETTERS)
            for entry in wanted
        )

    def warm_up(self) -> None:
        """Load both networks and run them once."""
        import numpy as np

        page = np.full((64, 320, 3), 255, np.uint8)
        self._detect(page)
        self._recognise(page[:48])

    def read(
        self,
        pixels: Pixels,
        options: ReadOptions,  # noqa: ARG002 - the networks need to know nothing of the picture
        cancelled: Callable[[], bool],
    ) -> Iterator[Line]:
        """Yield the lines as `Engine` asks; the first comes after the whole page was searched."""
        import numpy as np
        from rapidocr.utils.process_img import get_rotate_crop_image

        from assistant.reading.reading_order import paragraphs, reading_order

        picture = np.ascontiguousarray(pixels[:, :, ::-1])
        quads = self._detect(picture)
        height, width = picture.shape[:2]
        low, high = np.floor(quads.min(axis=1)), np.ceil(quads.max(axis=1))
        boxes = np.clip(np.hstack([low, high]), 0, [width, height] * 2).astype(np.int32)
        order = reading_order(boxes)
        for index, block in zip(order, paragraphs(boxes[order]), strict=True):
            if cancelled():
                return
            text, sure = self._recognise(get_rotate_crop_image(picture, quads[index]))
            if text and sure >= LEAST_SURE:
                x0, y0, x1, y1 = boxes[index].tolist()
                yield Line(text, (x0, y0, x1, y1), sure, block)

    def _detect(self, picture: Pixels) -> Quads:
        import cv2
        import numpy as np

        padding = [max(0, LEAST_SIDE - side) for side in picture.shape[:2]]
        border = (0, padding[0], 0, padding[1])
        padded = cv2.copyMakeBorder(picture, *border, borderType=cv2.BORDER_REPLICATE)
        short, long = sorted(padded.shape[:2])
        zoom = min(max(1.0, SHORTEST_SIDE / short), LONGEST_SIDE / long)
        how = cv2.INTER_AREA if zoom < 1.0 else cv2.INTER_LINEAR
        seen = cv2.resize(padded, None, fx=zoom, fy=zoom, interpolation=how)
        found = self._loaded()(seen, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None or not len(found.boxes):
            return np.zeros((0, 4, 2), np.float32)
        scale = np.array(padded.shape[1::-1]) / np.array(seen.shape[1::-1])
        return np.asarray(found.boxes * scale, np.float32)

    def _recognise(self, crop: Pixels) -> tuple[str, float]:
        if not crop.size:
            return "", 0.0
        found = self._loaded()(crop, use_det=False, use_cls=False, use_rec=True)
        if not found.txts:
            return "", 0.0
        return found.txts[0].strip(), min(1.0, max(0.0, float(found.scores[0])))

    def _loaded(self) -> Any:
        if self._model is None:
            self._model = self._load()
        return self._model

    def _load(self) -> Any:
        """Make rapidocr. With the models' paths given it has nothing to download."""
        from rapidocr import EngineType, RapidOCR

        models = _models() or Path()
        runtime = next(name for name in RUNTIMES if find_spec(name))
        if runtime == "onnxruntime":
            import onnxruntime

            onnxruntime.disable_telemetry_events()
        params: dict[str, Any] = {
            "Global.log_level": "critical",
            "Global.use_preprocess_img": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": LONGEST_SIDE,
            "EngineConfig.openvino.inference_num_threads": self._threads,
            "EngineConfig.onnxruntime.intra_op_num_threads": self._threads,
        }
        for part, model in (("Det", DETECTOR), ("Rec", RECOGNISER)):
            params[f"{part}.engine_type"] = EngineType(runtime)
            params[f"{part}.model_path"] = str(models / model)
        return RapidOCR(params=params)


def _models() -> Path | None:
    found = find_spec("rapidocr")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0], "models")
