"""Every model there is: those of the catalogue and those installed, best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.core.errors import EarSightError
from assistant.core.request import Verb
from assistant.models.catalogue import Catalogue, Model
from assistant.models.recommend import Advice, Machine, best_by_verb, recommend
from assistant.models.store import ModelStore
from assistant.models.verify import verify_sizes


class State(StrEnum):
    """What is there of a model."""

    READY = "ready"
    DAMAGED = "damaged"
    PARTLY = "partly"
    """An interrupted download, which can be taken up."""
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Entry:
    """One model. `model` and `advice` are None where the catalogue does not know it.

    `installed_size` in bytes; `problem` says what is damaged.
    """

    name: str
    title: str
    state: State
    model: Model | None = None
    advice: Advice | None = None
    installed_size: int = 0
    problem: str = ""
    recommended: bool = False

    @property
    def installed(self) -> bool:
        """Whether there is something to use, mend or remove."""
        return self.state in (State.READY, State.DAMAGED)


def inventory(store: ModelStore, catalogue: Catalogue, machine: Machine) -> list[Entry]:
    """The recommended model, then the installed ones, then what suits the machine, then the rest.

    Only sizes are compared with the locks, so this takes no time.
    """
    advice = recommend(catalogue.models, machine)
    best = _recommended(advice)
    entries = [_entry(store, each.model.name, each, best) for each in advice]
    known = {entry.name for entry in entries}
    entries += [_entry(store, name) for name in store.installed() if name not in known]
    return sorted(entries, key=lambda entry: (not entry.recommended, not entry.installed))


def _recommended(advice: Iterable[Advice]) -> Model | None:
    """The best that describes and answers; else the best that describes."""
    suited = [each for each in advice if each.suits]
    both = [each.model for each in suited if {Verb.DESCRIBE, Verb.ASK} <= set(each.model.verbs)]
    return both[0] if both else best_by_verb(suited).get(Verb.DESCRIBE)


def _entry(
    store: ModelStore, name: str, advice: Advice | None = None, best: Model | None = None
) -> Entry:
    model = advice.model if advice else None
    state, size, problem = _condition(store, name)
    title = model.title if model else name
    recommended = model is not None and model is best
    return Entry(name, title, state, model, advice, size, problem, recommended)


def _condition(store: ModelStore, name: str) -> tuple[State, int, str]:
    if not store.is_installed(name):
        partly = store.staged(name).is_dir() and any(store.staged(name).iterdir())
        return (State.PARTLY if partly else State.ABSENT), 0, ""
    try:
        lock = store.lock(name)
        verify_sizes(store.folder(name), lock)
    except EarSightError as error:
        return State.DAMAGED, 0, error.message
    return State.READY, lock.size, ""
