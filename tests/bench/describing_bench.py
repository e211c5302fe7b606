"""Measures describing at the models' real sizes, beside what older guides do with the same weights.

    python tests/bench/describing_bench.py [--tokens N] [--rounds N] [MODEL…]

The weights are random, so that nothing is downloaded: speed is real, words are not. Both sides
describe the same picture of 1920 x 1080 in as many tokens, by turns, each in a process of its own
that was started afresh. What else runs on the machine is told: with more than a tenth of a core,
run it again, or compare the processor times with `--threads 1`, which others disturb least.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from PIL import Image, ImageDraw

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS)]

from bench.describing_rivals import Figures, Naive, Ours, environment  # noqa: E402

from assistant.core.errors import EarSightError  # noqa: E402
from assistant.describing.acceleration import accelerate  # noqa: E402
from assistant.models.accelerated import AcceleratedModels  # noqa: E402
from assistant.models.portable import import_folder  # noqa: E402
from assistant.models.store import ModelStore  # noqa: E402
from assistant.models.watch import Watch  # noqa: E402

TARGETS = {
    "blip-base": 5.0,
    "vit-gpt2": 4.0,
    "git-base": 4.0,
    "smolvlm-256m": 4.0,
    "florence-2-base": 4.0,
}
ACCELERATED = "blip-base"
WIDTH, HEIGHT = 1920, 1080


def picture() -> Image.Image:
    """A screen of coloured boxes, the same one every time."""
    chance = random.Random(1)  # noqa: S311 - the same picture every time
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(image)
    for _ in range(200):
        x, y = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        box = (x, y, x + chance.randrange(20, 400), y + chance.randrange(20, 200))
        draw.rectangle(box, fill=(chance.randrange(256), chance.randrange(256), 90))
    return image


@contextmanager
def others() -> Iterator[list[float]]:
    """Cores that all other programs used meanwhile; the list gets the figure at the end."""
    share: list[float] = []
    started, before, mine = time.perf_counter(), _busy(), _own()
    yield share
    used = _busy() - before - (_own() - mine)
    share.append(max(0.0, used / (time.perf_counter() - started)))


def measure(name: str, root: Path, tokens: int, rounds: int, threads: int) -> None:
    """Print one model's table."""
    folder, image = root / name, picture()
    shown = root / "picture.png"
    image.save(shown)
    builder = [sys.executable, "-W", "ignore", "-m", "support.full_size_models"]
    subprocess.run([*builder, name, str(folder)], env=environment(), check=True)
    fast = None
    if name == ACCELERATED:
        store = ModelStore(root / "store")
        import_folder(store, folder, name)
        fast = _accelerated(store, name)
    naive = Naive(folder, shown, tokens, threads)
    ours = Ours(folder, image, tokens, threads, fast)
    plain = Ours(folder, image, tokens, threads) if fast is not None else None
    rivals = [rival for rival in (naive, ours, plain) if rival is not None]
    with others() as share:
        for _ in range(rounds):
            for rival in rivals:
                rival.describe()
    _compare(name, naive.figures, ours.figures, plain.figures if plain else None, share[0])
    naive.close()
    total = median(ours.figures.totals)
    waits = [1000 * ours.cancel_after(part * total) for part in (0.1, 0.3, 0.6, 0.9)]
    print(f"  cancel -> ready for the next {max(waits):8.0f} ms  [reach: <= 50]")
    ours.close()
    if plain is not None:
        plain.close()
    gap = _event_loop_gap(folder, shown, tokens)
    print(
        f"  worst event-loop gap, Qt     {gap['describing']:8.1f} ms  [reach: <= 30]"
        f"  ({gap['idle']:.1f} ms while idle)",
        flush=True,
    )


def _accelerated(store: ModelStore, name: str) -> Path | None:
    try:
        accelerate(store, name, Watch())
    except EarSightError as error:
        print(f"  not accelerated: {error.spoken}")
        return None
    return AcceleratedModels(store).verified(name)


def _compare(name: str, naive: Figures, ours: Figures, plain: Figures | None, share: float) -> None:
    by_clock = median(naive.totals) / median(ours.totals)
    used = median(naive.processor) / median(ours.processor)
    print(f"{name}: {by_clock:.1f} times as fast as naive  [reach: {TARGETS[name]:.0f}]")
    print(f"  by processor time {used:.1f} times; other programs meanwhile: {share:.2f} cores")
    rows = {"naive (f32, 4 beams)": naive, "ours": ours}
    if plain is not None:
        rows = {"naive (f32, 4 beams)": naive, "ours (ONNX)": ours, "ours (torch)": plain}
    heads = ("total", "processor", "first sentence", "load", "peak MB")
    print(f"  {'seconds':22}" + "".join(f"{head:>16}" for head in heads))
    for title, figures in rows.items():
        seconds = [median(figures.totals), median(figures.processor)]
        seconds += [median(figures.firsts or figures.totals), figures.load]
        cells = "".join(f"{value:16.2f}" for value in seconds)
        print(f"  {title:22}{cells}{figures.peak:16.0f}")
    sys.stdout.flush()


def _event_loop_gap(folder: Path, shown: Path, tokens: int) -> Any:
    program = [sys.executable, "-W", "ignore", str(TESTS / "bench" / "event_loop_gap.py")]
    done = subprocess.run(
        [*program, str(folder), str(shown), str(tokens)],
        env=environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def _busy() -> float:
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0))


def _own() -> float:
    everyone = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return float(sum(sum(process.cpu_times()[:2]) for process in everyone))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="*", metavar="MODEL", help=", ".join(TARGETS))
    parser.add_argument("--tokens", type=int, default=20, help="how many each writes")
    parser.add_argument("--rounds", type=int, default=3, help="how often each describes")
    parser.add_argument(
        "--threads", type=int, default=0, help="of each; 0: as many as each takes by itself"
    )
    options = parser.parse_args()
    if unknown := set(options.models).difference(TARGETS):
        parser.error(f"There is no model {min(unknown)}.")
    cores = psutil.cpu_count(logical=False)
    print(f"Describing {WIDTH} x {HEIGHT} in {options.tokens} tokens; {cores} cores; medians")
    for name in options.models or TARGETS:
        with TemporaryDirectory(prefix="describing-bench-") as root:
            measure(name, Path(root), options.tokens, options.rounds, options.threads)


if __name__ == "__main__":
    main()
