"""Which models suit this machine, by its memory and its processor cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.core.i18n import _
from assistant.core.request import Verb
from assistant.models.catalogue import Model, Speed
from assistant.models.errors import size_in_words

SHARE = 0.6
"""How much of the machine's memory a model may take: the rest is for what the person works with."""

FEW_CORES, MANY_CORES = 4, 8
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Machine:
    """`memory` in bytes (all of it, not only what is free); `cores` as the scheduler counts."""

    memory: int
    cores: int


@dataclass(frozen=True, slots=True)
class Advice:
    """Whether a model suits the machine; if not, why."""

    model: Model
    suits: bool
    reason: str = ""


def this_machine() -> Machine:
    """Ask the platform. Memory is 0 where it does not tell."""
    return Machine(_memory(), os.cpu_count() or 1)


def free_memory() -> int:
    """Bytes that a program could take now without swapping; 0 where nobody knows."""
    try:
        import psutil

        return int(psutil.virtual_memory().available)
    except (ImportError, OSError):
        return 0


def recommend(models: Iterable[Model], machine: Machine) -> list[Advice]:
    """Every model with a verdict; those that suit first, the best for this machine on top."""
    order = _order(machine)
    advice = [_judge(model, machine) for model in models]
    return sorted(advice, key=lambda each: (not each.suits, order.index(each.model.speed)))


def best_by_verb(advice: Iterable[Advice]) -> dict[Verb, Model]:
    """For each verb the first model that suits and can do it; a small model need not do all."""
    best: dict[Verb, Model] = {}
    for each in advice:
        for verb in each.model.verbs if each.suits else ():
            best.setdefault(verb, each.model)
    return best


def _order(machine: Machine) -> tuple[Speed, ...]:
    if machine.cores < FEW_CORES:
        return (Speed.FAST, Speed.MEDIUM, Speed.SLOW, Speed.ACCELERATOR)
    if machine.cores < MANY_CORES:
        return (Speed.MEDIUM, Speed.FAST, Speed.SLOW, Speed.ACCELERATOR)
    return (Speed.MEDIUM, Speed.SLOW, Speed.FAST, Speed.ACCELERATOR)


def _judge(model: Model, machine: Machine) -> Advice:
    needed = model.memory_mb * _MB
    if machine.memory and needed > machine.memory * SHARE:
        return Advice(
            model,
            False,
            _("it needs {needed} of memory, and can have {share} of this machine's {all}").format(
                needed=size_in_words(needed),
                share=size_in_words(int(machine.memory * SHARE)),
                all=size_in_words(machine.memory),
            ),
        )
    if model.speed is Speed.ACCELERATOR:
        return Advice(model, False, _("it is too slow without a graphics card"))
    if model.speed is Speed.SLOW and machine.cores < MANY_CORES:
        return Advice(model, False, _("it is too slow for this processor"))
    return Advice(model, True)


def _memory() -> int:
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0


if sys.platform == "win32":
    import ctypes

    class _MemoryStatus(ctypes.Structure):
        """MEMORYSTATUSEX of the Windows API, sysinfoapi.h."""

        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("total", ctypes.c_uint64),
            ("rest", ctypes.c_uint64 * 6),
        )

    def _windows_memory() -> int:
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        told = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total) if told else 0
