"""Installing, checking, bringing and removing models for a person: asked first, one at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.core.errors import CancelledError, EarSightError
from assistant.core.findings import Progress
from assistant.core.i18n import _
from assistant.core.ports import Cue, Cues, Speaker
from assistant.core.sentences import split
from assistant.models.announcing import Announcer
from assistant.models.catalogue import Catalogue
from assistant.models.client import ModelsClient
from assistant.models.errors import DamagedModelError, size_aloud
from assistant.models.inventory import Entry, State, inventory
from assistant.models.recommend import this_machine
from assistant.models.store import ModelStore
from assistant.models.wording import download_question

log = logging.getLogger(__name__)


class View(Protocol):
    """Shows it all; the methods are called from any thread, and return at once."""

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """What there is, best first."""
        ...

    def show_question(self, text: str) -> None:
        """Have the person say yes or no, by `Errands.answer`; the view also speaks it."""
        ...

    def show_progress(self, text: str, fraction: float) -> None:
        """How far the errand under way is."""
        ...

    def show_message(self, text: str) -> None:
        """What came of the last errand; nothing is under way."""
        ...


@dataclass(frozen=True, slots=True)
class _Errand:
    """Something to do on a thread; `work` returns what came of it.

    `stopped` is said after a cancel.
    """

    work: Callable[[], str | _Question]
    stopped: str


@dataclass(frozen=True, slots=True)
class _Question:
    """A yes starts `errand`, a no is answered with `declined`."""

    text: str
    errand: _Errand
    declined: str


class Errands:
    """Every method returns at once, and answers by speech and in the view."""

    def __init__(
        self,
        store: ModelStore,
        catalogue: Catalogue,
        client: ModelsClient,
        speaker: Speaker,
        cues: Cues,
        view: View,
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._client = client
        self._speaker = speaker
        self._cues = cues
        self._view = view
        self._lock = threading.Lock()
        self._working = False
        self._progress = ""
        self._question: _Question | None = None

    @property
    def working(self) -> bool:
        """Whether an errand is under way."""
        return self._working

    def refresh(self) -> None:
        """Show what there is now."""
        self._view.show_entries(self._entries())

    def install(self, name: str) -> None:
        """Ask the hub for the size, then the person; download only after a yes."""
        entry = self._entry(name)
        if entry is not None and entry.state is State.READY:
            self._reply(_("{title} is installed already.").format(title=entry.title))
            return
        self._start(_Errand(lambda: self._offer(name), _("Stopped.")))

    def remove(self, name: str) -> None:
        """Delete a model after a yes."""
        entry = self._entry(name)
        if entry is None or entry.state is State.ABSENT:
            self._reply(_("{title} is not installed.").format(title=self._title(name)))
            return
        question = _("Remove {title}?").format(title=entry.title)
        if entry.installed_size:
            question += " " + _("That frees {size}.").format(size=size_aloud(entry.installed_size))
        errand = _Errand(lambda: self._removed(entry), _("Stopped."))
        self._ask(_Question(question, errand, _("Nothing was removed.")))

    def verify(self, name: str) -> None:
        """Compare a model's files with those that were installed."""
        entry = self._entry(name)
        if entry is None or not entry.installed:
            self._reply(_("{title} is not installed.").format(title=self._title(name)))
            return
        title, done = entry.title, _("{title} is whole.").format(title=entry.title)
        self._follow(title, lambda: self._client.verify(name), done)

    def bring(self, folder: Path) -> None:
        """Install a model from a folder that was copied by hand."""
        done = _("The model {name} is installed.").format(name=folder.name)
        self._follow(folder.name, lambda: self._client.bring(folder), done)

    def answer(self, *, yes: bool) -> None:
        """The person's word to the last question."""
        with self._lock:
            question, self._question = self._question, None
        if question is None:
            return
        if yes:
            self._start(question.errand)
        else:
            self._reply(question.declined)

    def say(self, text: str) -> None:
        """Speak, sentence by sentence, after what is being spoken."""
        for sentence in split(text):
            self._tell(sentence)

    def cancel(self) -> None:
        """End the errand under way."""
        if self._working:
            self._client.cancel()
        else:
            self._reply(_("There is nothing to cancel."))

    def close(self) -> None:
        """End everything, without a word."""
        self._question = None
        self._client.close()

    # On the errand's own thread

    def _offer(self, name: str) -> _Question:
        title = self._title(name)
        asking = _("Asking {host} how large {title} is.")
        self._tell(asking.format(host=self._client.host, title=title), urgent=True)
        offer = self._client.offer(name)
        done = _("{title} is installed.").format(title=title)
        errand = _Errand(
            lambda: self._followed(title, self._client.install(offer), done),
            _("Stopped. Install goes on where it stopped."),
        )
        text = download_question(title, offer.size, offer.missing, offer.host)
        return _Question(text, errand, _("Nothing was downloaded."))

    def _followed(self, title: str, progress: Iterator[Progress], done: str) -> str:
        announcer = Announcer(title, self._tell)
        self._tell(announcer.text, urgent=True)
        for each in progress:
            announcer.hear(each)
            self._progress = announcer.text
            self._view.show_progress(announcer.text, each.fraction)
        return done

    def _removed(self, entry: Entry) -> str:
        freed = self._store.remove(entry.name)
        return _("{title} was removed. {size} are free again.").format(
            title=entry.title, size=size_aloud(freed)
        )

    def _run(self, errand: _Errand) -> None:
        told: str | _Question
        cue: Cue | None = Cue.DONE
        try:
            told = errand.work()
        except CancelledError:
            cue, told = None, errand.stopped
        except EarSightError as error:
            cue, told = Cue.FAILED, _spoken(error)
        except Exception as error:
            log.exception("an errand failed")
            cue = Cue.FAILED
            told = _("Something went wrong inside EarSight: {kind}.").format(
                kind=type(error).__name__
            )
        self._working, self._progress = False, ""
        self._view.show_entries(self._entries())
        if isinstance(told, _Question):
            self._ask(told)
            return
        if cue is not None:
            self._cues.play(cue)
        self._view.show_message(told)
        self._tell(told)

    # From any thread

    def _follow(self, title: str, begin: Callable[[], Iterator[Progress]], done: str) -> None:
        self._start(_Errand(lambda: self._followed(title, begin(), done), _("Stopped.")))

    def _start(self, errand: _Errand) -> None:
        with self._lock:
            busy, self._working = self._working, True
        if busy:
            told = _("One thing at a time. {progress}").format(progress=self._progress)
            self._tell(told.strip(), urgent=True)
            return
        threading.Thread(target=self._run, args=(errand,), name="models", daemon=True).start()

    def _ask(self, question: _Question) -> None:
        self._question = question
        self._view.show_question(question.text)

    def _reply(self, text: str) -> None:
        self._view.show_message(text)
        self._tell(text, urgent=True)

    def _tell(self, text: str, *, urgent: bool = False) -> None:
        self._speaker.say(text, interrupt=urgent, remember=False)

    def _entries(self) -> list[Entry]:
        return inventory(self._store, self._catalogue, this_machine())

    def _entry(self, name: str) -> Entry | None:
        return next((entry for entry in self._entries() if entry.name == name), None)

    def _title(self, name: str) -> str:
        entry = self._entry(name)
        return entry.title if entry else name


def _spoken(error: EarSightError) -> str:
    if isinstance(error, DamagedModelError) or error.error_code == DamagedModelError.code:
        mended = _("Install mends it.")
        return f"{error.message} {mended}"
    return error.spoken
