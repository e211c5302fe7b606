"""The process that measures a model: FOLDER. It prints each `Trial` as a JSON line.

It has the lowest priority, and may be killed at any moment.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from assistant.core.errors import EarSightError
from assistant.describing.base import Ability, Describer, Task
from assistant.describing.heap import share_one_heap
from assistant.describing.loading import Precision, load, use_threads
from assistant.describing.streaming import on_generation_thread
from assistant.describing.tuning.book import Trial
from assistant.workers.guard import die_with_parent, lower_priority, refuse_network

NICE = 19
TOKENS = 8
"""Enough that the picture and the words both count, as in a real answer."""
RUNS = 3
"""The fastest of so many counts; the first one also takes what is needed only once."""
CANDIDATES = (Precision.INT8, Precision.BF16, Precision.F32)
"""Never 16-bit floats of the IEEE kind, which are seven times slower on a CPU."""
_QUESTION = "What is it?"
_SIZE = (1280, 720)


def trials(folder: Path, cores: int) -> Iterator[Trial]:
    """Measure every number format whose memory fits, on 1 to `cores` threads.

    Raises:
        EarSightError: the model cannot be loaded at all, for another reason than its memory.

    """
    from assistant.describing.families import describer

    for precision in CANDIDATES:
        try:
            loaded = on_generation_thread(partial(load, folder, precision))
        except EarSightError as error:
            if error.code == "missing":
                continue
            raise
        if loaded.device.type != "cpu":
            return
        model = describer(loaded)
        del loaded
        for threads in range(1, cores + 1):
            on_generation_thread(partial(use_threads, threads))
            seconds = min(_seconds(model) for _ in range(RUNS))
            yield Trial(precision.value, threads, round(seconds, 3), _peak_mb())
        model.close()
        del model


def _seconds(model: Describer) -> float:
    from PIL import Image

    picture = Image.effect_mandelbrot(_SIZE, (-2, -1.2, 1.2, 1.2), 60).convert("RGB")
    task = Task(_ability(model), _QUESTION, max_new_tokens=TOKENS)
    if task.ability is not Ability.ASK:
        task = msgspec.structs.replace(task, text="")
    started = time.perf_counter()
    for _said in model.run(picture, task, lambda: False):
        pass
    return time.perf_counter() - started


def _ability(model: Describer) -> Ability:
    for wanted in (Ability.DESCRIBE, Ability.ASK):
        if wanted in model.abilities:
            return wanted
    return model.abilities[0]


def _peak_mb() -> float:
    import psutil

    return float(round(psutil.Process().memory_info().rss / 1e6))


def main(arguments: Sequence[str], print_line: Callable[[str], object] | None = None) -> int:
    """Measure; the exit status tells whether it went well."""
    import psutil

    die_with_parent()
    refuse_network()
    lower_priority(NICE)
    # As the describing worker does, before the thread that generates is there.
    share_one_heap()
    cores = psutil.cpu_count(logical=False) or 1
    write = print_line or (lambda line: print(line, flush=True))  # noqa: T201
    try:
        for trial in trials(Path(arguments[0]), cores):
            write(msgspec.json.encode(trial).decode())
    except Exception as error:
        print(type(error).__name__, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
