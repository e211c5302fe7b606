"""Describes as older guides do: 32-bit floats, four beams, everything after the last token.

    naive_describer.py FOLDER PICTURE TOKENS THREADS

Loads the model, then describes once for each line on the standard input; answers are JSON lines.
The processors are made by EarSight's own code: without torchvision, some cannot be made otherwise.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import torch
import transformers
from PIL import Image

from assistant.describing.folder import inspect
from assistant.describing.processors import Processing, load_processing

BEAMS = 4
_PROMPTS = {"florence2": "<CAPTION>"}
_CHAT = "Describe this image in one short sentence."


def inputs(processing: Processing, kind: str, template: str, picture: Image.Image) -> Any:
    """What the model's card gives to `generate`."""
    if processing.processor is None:
        return processing.image_processor(images=picture, return_tensors="pt")
    if not template:
        words = {"text": _PROMPTS[kind]} if kind in _PROMPTS else {}
        return processing.processor(images=picture, return_tensors="pt", **words)
    content = [{"type": "image", "image": picture}, {"type": "text", "text": _CHAT}]
    return processing.processor.apply_chat_template(
        [{"role": "user", "content": content}],
        chat_template=template,
        add_generation_prompt=True,
        tokenize=True,
        return_dict=True,
        return_tensors="pt",
    )


def tell(**facts: Any) -> None:
    """Write one line."""
    print(json.dumps(facts), flush=True)


def main() -> None:
    """Serve until the standard input ends."""
    path, picture, tokens = Path(sys.argv[1]), Image.open(sys.argv[2]), int(sys.argv[3])
    if threads := int(sys.argv[4]):
        torch.set_num_threads(threads)
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    started = time.perf_counter()
    folder = inspect(path)
    processing = load_processing(folder, folder.recipe)
    for name in folder.recipe.image:
        # What EarSight sets differently from the model's own files.
        setattr(processing.image_processor, name, folder.processor[name])
    model = transformers.AutoModelForImageTextToText.from_pretrained(path, dtype=torch.float32)
    model.eval()
    tell(load=time.perf_counter() - started)
    for _line in sys.stdin:
        started, used = time.perf_counter(), time.process_time()
        prepared = inputs(processing, folder.config["model_type"], folder.template, picture)
        with torch.no_grad():
            model.generate(**prepared, num_beams=BEAMS, do_sample=False, max_new_tokens=tokens)
        tell(total=time.perf_counter() - started, processor=time.process_time() - used)


if __name__ == "__main__":
    main()
