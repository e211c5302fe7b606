"""The running EarSight: wires the parts to the desktop and lives until it is told to quit."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher

from assistant.composition import Parts
from assistant.controller import Controller
from assistant.core.actions import LEADER
from assistant.core.backends import choose
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.core.layers import REVIEW_LAYER, Layer
from assistant.core.ports import Cue
from assistant.core.presets import ready_prompts
from assistant.core.session import Session
from assistant.core.spoken_help import how_to, layer_help, spoken_help
from assistant.desktop.messages import Reply, Trigger
from assistant.desktop.registry import pointers
from assistant.hotkeys.bindings import Hotkeys
from assistant.hotkeys.defaults import default_chords
from assistant.hotkeys.layers import Notice
from assistant.review.base import Desk
from assistant.review.reviewer import Reviewer
from assistant.ui.application import QuitSignals, create_application
from assistant.ui.bridge import MainThread
from assistant.ui.clipboard import QtClipboard
from assistant.ui.question_window import Asking
from assistant.ui.questions import Questions
from assistant.ui.session_news import SessionNews
from assistant.ui.shell import DesktopShell, TrayNotifier
from assistant.ui.windows import Around, Windows

if TYPE_CHECKING:
    from assistant.desktop.notification import Notifier
    from assistant.settings.schema import Settings

log = logging.getLogger(__name__)


class DesktopApp:
    """Owns everything that lives as long as the program.

    Built and run on the main thread, after `InstanceServer.start` made it the one instance.
    """

    def __init__(self, parts: Parts) -> None:
        self._application = create_application()
        self._main = MainThread()
        self._parts = parts
        self._problems: list[EarSightError] = []
        if parts.settings_problem is not None:
            self._problems.append(parts.settings_problem)
        self._shell = DesktopShell(self._main, self._perform, {})
        self._notifiers = self._usable_notifiers()
        self._cues = parts.earcons()
        self._speech = parts.speech(self._tell_without_voice, self._shell.window_handle)
        self._clipboard = QtClipboard(self._main)
        self._capturer = parts.capturer(self._clipboard)
        self._reader = parts.reader()
        self._answers = parts.answers(self._how_to_get_a_model)
        self._questions = self._make_questions()
        self._reviewer = self._make_reviewer()
        self._windows = self._make_windows()
        news = SessionNews(self._shell, self._questions, self._reviewer, self._invite)
        self._session = Session(self._capturer, self._answers, self._speech, self._cues, news)
        self._controller = Controller(
            self._session,
            self._speech,
            self._windows,
            parts.store,
            parts.settings,
            self._spoken_help,
            {**self._reviewer.deeds, "review-help": self._tell_review_keys},
        )
        self._hotkeys = self._make_hotkeys()
        self._watcher = QFileSystemWatcher()
        self._signals = QuitSignals(self.quit)

    def run(self, on_ready: Callable[[], object]) -> int:
        """Serve until `quit`; returns the exit status. `on_ready`: the keys work from now on."""
        self._watch_settings()
        self._bind_keys()
        on_ready()
        self._shell.start()
        threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()
        self._announce()
        status = self._application.exec()
        self._close()
        return status

    def quit(self) -> None:
        """End the program, from any thread."""
        self._main.call(self._application.quit)

    def handle(self, trigger: Trigger) -> Reply:
        """Answer another process of the same user."""
        if trigger.request is not None:
            self._controller.submit(trigger.request)
        elif trigger.words:
            self._reviewer.find(trigger.words)
        elif trigger.action:
            self._perform(trigger.action)
        else:
            self._speech.say(_("EarSight is already running."), interrupt=True, remember=False)
            self._shell.show_window()
        return Reply(ok=True)

    def _perform(self, action_id: str) -> None:
        self._controller.perform(action_id)

    def _warm_up(self) -> None:
        # The reader starts in the background; a portal's first start may take many seconds.
        for warm_up in (self._reader.warm_up, self._capturer.warm_up):
            try:
                warm_up()
            except EarSightError as error:
                log.warning("warm-up: %s", error.error_code)

    def _announce(self) -> None:
        words = [_("EarSight is ready.")] if self._parts.settings.desktop.announce_start else []
        leader = self._hotkeys.spoken_chords().get(LEADER)
        if words and leader:
            words.append(
                _("Press {leader}, then question mark, for the keys.").format(leader=leader)
            )
        for problem in self._problems:
            words.append(problem.spoken)
            self._shell.set_status(problem.spoken)
        if self._problems:
            self._cues.play(Cue.FAILED)
        for sentence in words:
            self._speech.say(sentence)

    def _invite(self, words: str) -> None:
        if self._voiced():
            self._tell(words)

    def _voiced(self) -> bool:
        # A screen reader tells itself which window and field has the keyboard.
        return not self._speech.through_screen_reader

    def _make_questions(self) -> Questions:
        from assistant.desktop.registry import focuses

        focus, _refused = choose(focuses())
        asking = Asking(
            lambda request, about: self._controller.submit(request, about),
            lambda: self._session.stop(),
            self._tell,
            self._voiced,
            lambda: ready_prompts(self._controller.settings.describing.presets),
        )
        return Questions(self._main, asking, focus)

    def _make_windows(self) -> Windows:
        around = Around(
            lambda: self._controller.settings,
            self._save_settings,
            lambda view: self._parts.errands(self._speech, self._cues, view),
            self._reviewer.find,
            self._tell,
            self._voiced,
            self.quit,
        )
        return Windows(self._shell, around)

    def _make_reviewer(self) -> Reviewer:
        desk = Desk(
            speaking=lambda: self._speech.speaking,
            hush=lambda: self._session.hush(),
            read_again=lambda request: self._session.submit(request, quiet=True),
            open_layer=lambda: self._hotkeys.open_layer(REVIEW_LAYER),
            leave_layer=lambda: self._hotkeys.leave_layer(),
            ask_words=lambda: self._windows.show_search(),
            copy=self._clipboard.set_text,
            mouse=lambda: choose(pointers())[0],
            look=self._capturer.look,
        )
        reviewer = Reviewer(self._speech, desk)
        review = self._parts.settings.review
        reviewer.configure(keep=review.keep, opens_itself=review.opens_itself)
        return reviewer

    def _tell_review_keys(self) -> None:
        self._session.hush()
        for sentence in layer_help(REVIEW_LAYER, self._hotkeys.spoken_layer(REVIEW_LAYER)):
            self._speech.say(sentence, remember=False)

    def _make_hotkeys(self) -> Hotkeys:
        from assistant.hotkeys.registry import candidates

        backend, _refused = choose(candidates())
        return Hotkeys(
            backend,
            self._perform,
            self._on_layer,
            self._on_key_error,
            layer_seconds=self._layer_seconds,
        )

    def _layer_seconds(self, layer: Layer) -> float:
        settings = self._controller.settings
        return settings.review.seconds if layer is REVIEW_LAYER else settings.hotkeys.leader_seconds

    def _bind_keys(self) -> None:
        chords = {**default_chords(), **self._controller.settings.hotkeys.chords}
        self._problems += self._hotkeys.apply(chords)
        self._shell.set_keys(self._hotkeys.shown_keys())

    def _on_layer(self, notice: Notice) -> None:
        # Speech goes on: the keys for pausing and for the rate are about what is being spoken.
        if notice is Notice.OPENED:
            self._cues.play(Cue.TAKEN)
        elif notice is not Notice.CHOSEN:
            self._cues.play(Cue.DONE if notice is Notice.LEFT else Cue.FAILED)

    def _on_key_error(self, error: EarSightError) -> None:
        self._cues.play(Cue.FAILED)
        self._speech.say(error.spoken)
        self._shell.set_status(error.spoken)

    def _how_to_get_a_model(self) -> str:
        return how_to("models", self._hotkeys.spoken_keys(), self._hotkeys.spoken_chords())

    def _spoken_help(self) -> list[str]:
        return spoken_help(self._hotkeys.spoken_keys(), self._hotkeys.spoken_chords())

    def _usable_notifiers(self) -> list[Notifier]:
        from assistant.desktop.registry import notifiers

        found = [candidate.probe() for candidate in notifiers()]
        usable: list[Notifier] = [made for made, answer in found if made and answer.usable]
        return [*usable, TrayNotifier(self._shell)]

    def _tell_without_voice(self, text: str, error: EarSightError) -> None:
        """No voice works: the tone, a notification and the window tell it."""
        self._cues.play(Cue.FAILED)
        self._shell.show_message(f"{error.spoken}\n\n{text}")
        for notifier in self._notifiers:
            try:
                notifier.notify("EarSight", error.spoken)
            except EarSightError as refused:
                log.warning("notifier %s: %s", notifier.name, refused.error_code)
            else:
                return

    def _save_settings(self, settings: Settings) -> str:
        try:
            self._parts.store.save(settings)
        except EarSightError as error:
            return error.spoken
        self._reload()
        return ""

    def _tell(self, text: str) -> None:
        self._speech.say(text, interrupt=True, remember=False)

    def _watch_settings(self) -> None:
        folder = self._parts.store.path.parent
        # Only a folder that is there can be watched, and the first setting is yet to come.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._watcher.addPath(str(folder))
        self._watcher.directoryChanged.connect(lambda _folder: self._reload())

    def _reload(self) -> None:
        before = self._controller.settings
        if not self._controller.reload():
            return
        after = self._controller.settings
        self._parts.settings = after
        self._reviewer.configure(keep=after.review.keep, opens_itself=after.review.opens_itself)
        if (after.describing, after.remote) != (before.describing, before.remote):
            self._answers.renew()
        self._cues.configure(enabled=after.sounds.enabled, volume=after.sounds.volume)
        if after.hotkeys != before.hotkeys:
            self._problems = []
            self._bind_keys()
            for problem in self._problems:
                self._on_key_error(problem)

    def _close(self) -> None:
        steps: tuple[Callable[[], object], ...] = (
            self._hotkeys.close,
            self._session.stop,
            self._signals.close,
            self._parts.close,
            self._questions.close,
            self._shell.close,
            self._main.close,
        )
        for step in steps:
            step()
