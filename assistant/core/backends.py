"""How every concern with several implementations picks one, and says why it refused the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from assistant.core.errors import MissingPartError
from assistant.core.i18n import _


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a backend can be used here; if not, `reason` says why and `remedy` what to do."""

    usable: bool
    reason: str = ""
    remedy: str = ""


USABLE = Availability(True)


class Backend(Protocol):
    """What every backend of every concern answers before it is chosen."""

    @property
    def name(self) -> str:
        """Short stable name, as in `earsight doctor` and the settings."""
        ...

    def availability(self) -> Availability:
        """Look, quickly and without side effects, whether this backend can work here and now."""
        ...


B = TypeVar("B", bound=Backend)
B_co = TypeVar("B_co", bound=Backend, covariant=True)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[B_co]):
    """A backend that may be tried. `load` imports and makes it, so nothing heavy comes early."""

    name: str
    load: Callable[[], B_co]

    def probe(self) -> tuple[B_co | None, Availability]:
        """Make the backend and ask whether it is usable; a failing import is a reason."""
        try:
            backend = self.load()
        except (ImportError, OSError, AttributeError) as error:
            return None, Availability(False, f"{type(error).__name__}: {error}")
        return backend, backend.availability()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of `earsight doctor`."""

    concern: str
    name: str
    used: bool
    availability: Availability


def choose(candidates: Sequence[Candidate[B]], preferred: str = "") -> B:
    """Return the first usable backend; `survey` tells of the others.

    `preferred` (a name, from settings) is tried before the others.

    Raises:
        MissingPartError: none is usable; with the reason and remedy of the first that has one.

    """
    refused: list[Availability] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.name != preferred):
        backend, availability = candidate.probe()
        if backend is not None and availability.usable:
            return backend
        refused.append(availability)
    if not refused:
        raise MissingPartError(_("Nothing here can do this."))
    # One reason is enough to hear: the best backend's that something can be done about.
    best = next((found for found in refused if found.remedy), refused[0])
    raise MissingPartError(best.reason, best.remedy)


def survey(concern: str, candidates: Iterable[Candidate[Backend]], used: str = "") -> list[Verdict]:
    """Probe every candidate for `earsight doctor`; `used` names the one in use, if known."""
    verdicts: list[Verdict] = []
    for candidate in candidates:
        _, availability = candidate.probe()
        if not used and availability.usable:
            used = candidate.name
        verdicts.append(Verdict(concern, candidate.name, candidate.name == used, availability))
    return verdicts
