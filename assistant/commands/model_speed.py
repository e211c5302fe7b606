"""`earsight models accelerate` and `tune`: make an installed model faster on this machine."""

from __future__ import annotations

import argparse

import msgspec

from assistant.commands.model_output import say, watch_for
from assistant.commands.output import print_json
from assistant.core.errors import EarSightError
from assistant.core.i18n import _, ngettext
from assistant.describing.acceleration import accelerate
from assistant.describing.tuning.book import Trial, TuningBook, fastest
from assistant.describing.tuning.idle import Measurement
from assistant.models.catalogue import Catalogue
from assistant.models.errors import size_in_words
from assistant.models.store import ModelStore


def accelerate_model(store: ModelStore, _catalogue: Catalogue, options: argparse.Namespace) -> int:
    """Export it for the fast runtime; short descriptions use that from now on."""
    lock = accelerate(store, options.name, watch_for(options))
    if options.json:
        print_json({"type": "accelerated", "name": lock.name, "size": lock.size})
    else:
        told = _("{name} describes faster from now on; that takes {size} of the disk.")
        print(told.format(name=lock.name, size=size_in_words(lock.size)))
    return 0


def tune_model(store: ModelStore, _catalogue: Catalogue, options: argparse.Namespace) -> int:
    """Measure every number format on every count of threads, print them, and keep the fastest."""
    folder = store.verified(options.name)
    if not options.json:
        say(_("Measuring. This takes some minutes."))
    measurement = Measurement(folder)
    trials: list[Trial] = []
    try:
        for trial in measurement.trials():
            trials.append(trial)
            _tell(trial, options)
    finally:
        measurement.stop()
    best = fastest(trials)
    if best is None:
        raise EarSightError(
            _("{name} could not be measured.").format(name=options.name),
            _("It works as before."),
        )
    TuningBook(store.root).write(folder, trials)
    if options.json:
        print_json({"type": "tuned", "name": options.name, **msgspec.to_builtins(best)})
    else:
        told = _("{name} is fastest here as {precision} on {threads} threads.")
        print(told.format(name=options.name, precision=best.precision, threads=best.threads))
    return 0


def _tell(trial: Trial, options: argparse.Namespace) -> None:
    if options.json:
        print_json({"type": "trial", **msgspec.to_builtins(trial)})
        return
    seconds = _("{count} seconds").format(count=f"{trial.seconds:.2f}")
    threads = ngettext("{count} thread", "{count} threads", trial.threads)
    threads = threads.format(count=trial.threads)
    memory = size_in_words(int(trial.memory_mb * 1_000_000))
    print(f"{trial.precision}\t{threads}\t{seconds}\t{memory}", flush=True)
