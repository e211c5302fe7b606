"""The running EarSight: wires the parts to the desktop and lives until it is told to quit."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.composition.parts import Parts
from assistant.controller import Controller
from assistant.core.backends import choose
from assistant.core.errors import EarSightError
from assistant.core.i18n import _
from assistant.core.layers import REVIEW_LAYER
from assistant.core.listening import Listeners
from assistant.core.ports import Cue
from assistant.core.presets import ready_prompts
from assistant.core.session import Session
from assistant.desktop.messages import Reply, Trigger
from assistant.desktop.registry import pointers, window_focus
from assistant.features.base import Program
from assistant.features.everything import features
from assistant.features.keys import Keys
from assistant.hotkeys.registry import candidates
from assistant.review.base import Desk
from assistant.review.reviewer import Reviewer
from assistant.screenmap.actuators.registry import actuators
from assistant.ui.alarm import Alarm
from assistant.ui.application import QuitSignals, create_application
from assistant.ui.bridge import MainThread
from assistant.ui.clipboard import QtClipboard
from assistant.ui.question_window import Asking
from assistant.ui.questions import Questions
from assistant.ui.session_news import SessionNews
from assistant.ui.settings_watch import SettingsWatch
from assistant.ui.shell import DesktopShell
from assistant.ui.windows import Around, Windows

if TYPE_CHECKING:
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
        self._cues = parts.earcons()
        alarm = Alarm(self._shell, self._cues)
        self._speech = parts.speech(alarm.tell, self._shell.window_handle)
        self._shell.speak_with(self._tell, self._voiced)
        self._clipboard = QtClipboard(self._main)
        self._capturer = parts.capturer(self._clipboard)
        self._reader = parts.reader()
        self._answers = parts.answers(lambda: self._keys.how_to("models"))
        self._questions = self._make_questions()
        self._reviewer = self._make_reviewer()
        self._windows = self._make_windows()
        self._listeners = Listeners(
            SessionNews(self._shell, self._questions, self._reviewer, self._invite)
        )
        self._session = Session(
            self._capturer,
            self._answers,
            self._speech,
            self._cues,
            self._listeners,
            complete=lambda request, application: self._controller.complete(request, application),
        )
        self._keys = self._make_keys()
        self._features = features(self._program())
        self._controller = Controller(
            self._session,
            self._speech,
            parts.store,
            parts.settings,
            self._deeds(),
        )
        self._watch = SettingsWatch(parts.store.path.parent, self._reload)
        self._signals = QuitSignals(self.quit)

    def run(self, on_ready: Callable[[], object]) -> int:
        """Serve until `quit`; returns the exit status. `on_ready`: the keys work from now on."""
        self._problems += self._keys.bind()
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
            self._shell.show_window(_("EarSight is already running."))
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
        parts = self._parts
        # At the first start the set-up says so.
        announced = parts.settings.desktop.announce_start and not parts.opens_set_up
        words = [_("EarSight is ready.")] if announced else []
        if words and self._keys.leader:
            words.append(
                _("Press {leader}, then question mark, for the keys.").format(
                    leader=self._keys.leader
                )
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

    def _deeds(self) -> dict[str, Callable[[], None]]:
        deeds = {**self._windows.deeds, **self._reviewer.deeds, **self._keys.deeds}
        deeds["quit"] = self.quit
        for feature in self._features:
            deeds |= feature.deeds
        return deeds

    def _program(self) -> Program:
        return Program(
            parts=self._parts,
            main=self._main,
            shell=self._shell,
            session=self._session,
            speech=self._speech,
            cues=self._cues,
            capturer=self._capturer,
            questions=self._questions,
            reviewer=self._reviewer,
            listeners=self._listeners,
            keys=self._keys,
            settings=lambda: self._controller.settings,
            save=self._save_settings,
            submit=lambda request: self._controller.submit(request),
            perform=self._perform,
            tell=self._tell,
            voiced=self._voiced,
        )

    def _make_keys(self) -> Keys:
        backend = choose(candidates())
        return Keys(
            backend,
            self._perform,
            lambda: self._controller.settings,
            self._speech,
            self._cues,
            self._shell,
            lambda: self._session.hush(),
        )

    def _make_questions(self) -> Questions:
        asking = Asking(
            lambda request, about: self._controller.submit(request, about),
            lambda: self._session.stop(),
            self._tell,
            self._voiced,
            lambda: ready_prompts(self._controller.settings.describing.presets),
        )
        return Questions(self._main, asking, window_focus())

    def _make_windows(self) -> Windows:
        around = Around(
            lambda: self._controller.settings,
            self._save_settings,
            lambda view: self._parts.errands(self._speech, self._cues, view),
            self._reviewer.find,
            self._tell,
            self._voiced,
            self._open_now,
            lambda pressed: self._keys.hand_over(pressed),
        )
        return Windows(self._shell, around)

    def _open_now(self) -> Sequence[str]:
        others = [each for each in self._capturer.windows.windows() if each.pid != os.getpid()]
        return list(dict.fromkeys(each.application for each in others if each.application))

    def _make_reviewer(self) -> Reviewer:
        desk = Desk(
            speaking=lambda: self._speech.speaking,
            hush=lambda: self._session.hush(),
            read_again=lambda request: self._session.submit(request, quiet=True),
            open_layer=lambda: self._keys.open_layer(REVIEW_LAYER),
            leave_layer=lambda: self._keys.leave_layer(),
            ask_words=lambda: self._windows.show_search(),
            copy=self._clipboard.set_text,
            mouse=lambda: choose(pointers()),
            look=self._capturer.look,
            hand=lambda: choose(actuators()),
            windows=lambda: self._capturer.windows.windows(),
        )
        reviewer = Reviewer(self._speech, desk)
        review = self._parts.settings.review
        reviewer.configure(keep=review.keep, opens_itself=review.opens_itself)
        return reviewer

    def _save_settings(self, settings: Settings) -> str:
        try:
            self._parts.store.save(settings)
        except EarSightError as error:
            return error.spoken
        self._reload()
        return ""

    def _tell(self, text: str) -> None:
        self._speech.say(text, interrupt=True, remember=False)

    def _reload(self) -> None:
        before = self._controller.settings
        if not self._controller.reload():
            return
        after = self._controller.settings
        self._parts.settings = after
        self._reviewer.configure(keep=after.review.keep, opens_itself=after.review.opens_itself)
        for feature in self._features:
            feature.configure(after)
        if (after.describing, after.remote) != (before.describing, before.remote):
            self._answers.renew()
        self._cues.configure(enabled=after.sounds.enabled, volume=after.sounds.volume)
        if after.hotkeys != before.hotkeys:
            for problem in self._keys.bind():
                self._keys.tell_problem(problem)

    def _close(self) -> None:
        steps: tuple[Callable[[], object], ...] = (
            self._keys.hotkeys.close,
            *(feature.close for feature in self._features),
            self._session.stop,
            self._signals.close,
            self._parts.close,
            self._questions.close,
            self._shell.close,
            self._main.close,
        )
        for step in steps:
            step()
