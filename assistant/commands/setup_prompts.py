"""The set-up as questions and answers in a terminal."""

from __future__ import annotations

from collections.abc import Callable

from assistant.core.errors import EarSightError
from assistant.core.i18n import N_, _
from assistant.core.labels import without_mnemonic
from assistant.hotkeys.chords import Chord
from assistant.onboarding.base import (
    Choice,
    Control,
    Deed,
    Keys,
    Page,
    Switch,
    bare_letter,
)
from assistant.onboarding.steps import Walk, Ways

WAYS = Ways(
    N_("Press Return to go on, or type q and Return to leave."),
    N_("Type the number of what you want to change. b goes back, r says a page again."),
    N_("Press Return to end the set-up."),
)

Ask = Callable[[], str | None]
"""Returns what was typed, without blanks around it; None where nothing more will come."""


class Prompts:
    """Goes through the steps; with no `ask` it shows them all and keeps everything as it is.

    `say` speaks what must be heard, and returns why nothing can be.
    """

    def __init__(self, walk: Walk, ask: Ask | None, say: Callable[[str], str]) -> None:
        self._walk, self._ask, self._say = walk, ask, say

    def run(self) -> None:
        """Return when the set-up was gone through or left; that is remembered."""
        shown = -1
        page = Page("")
        while True:
            if shown != self._walk.index:
                page = self._shown()
                shown = self._walk.index
            answer = "" if self._ask is None else self._ask()
            if answer is None or answer == "q":
                words = _("Set-up was left. Type earsight setup to come back to it.")
                break
            if answer == "b":
                if not self._walk.move(-1):
                    print(_("This is the first step."))
            elif answer == "r":
                shown = -1
            elif answer:
                page = self._answered(page, answer)
            elif not self._walk.move(1):
                words = _("Set-up is done.")
                break
        print(self._walk.end() or words)

    def _shown(self) -> Page:
        page = self._walk.step.page()
        print(f"\n{self._walk.heading}\n{page.text}")
        self._list(page)
        if page.aloud and self._ask is not None:
            self._say_aloud(page.text)
        return page

    def _say_aloud(self, text: str) -> None:
        problem = self._say(text)
        if problem:
            print(problem)

    def _list(self, page: Page) -> None:
        if self._ask is not None:
            for number, control in enumerate(page.controls, 1):
                print(f"  {number}. {_in_words(control)}")

    def _answered(self, page: Page, answer: str) -> Page:
        """Do what was asked for, and return how the page is after it."""
        control = _meant(page, answer)
        if control is None:
            print(_("{answer} is no answer here.").format(answer=answer))
            self._list(page)
            return page
        try:
            words = self._used(control)
        except EarSightError as error:
            words = error.spoken
        if words:
            print(words)
        if words and isinstance(control, Deed) and control.aloud:
            self._say_aloud(words)
        page = self._walk.step.page()
        self._list(page)
        return page

    def _used(self, control: Control) -> str:
        match control:
            case Deed():
                if control.begun:
                    print(control.begun)
                return control.do()
            case Switch():
                return control.turn(not control.now)
            case Choice():
                return self._chosen(control)
            case Keys():
                print(_("Type the keys, such as Super+Alt+J. Return alone leaves them."))
                typed = self._ask() if self._ask is not None else None
                return control.enter(Chord.parse(typed)) if typed else ""

    def _chosen(self, control: Choice) -> str:
        for number, option in enumerate(control.options, 1):
            print(f"  {number}. {option.words}")
        print(_("Type a number. Return alone leaves it."))
        typed = self._ask() if self._ask is not None else None
        if not typed:
            return ""
        if typed.isdecimal() and 1 <= int(typed) <= len(control.options):
            return control.take(control.options[int(typed) - 1].id)
        return _("{answer} is no answer here.").format(answer=typed)


def _meant(page: Page, answer: str) -> Control | None:
    if answer.isdecimal() and 1 <= int(answer) <= len(page.controls):
        return page.controls[int(answer) - 1]
    for control in page.controls:
        bare = isinstance(control, Deed) and control.bare
        if bare and bare_letter(control.label) == answer.upper():
            return control
    return None


def _in_words(control: Control) -> str:
    name = without_mnemonic(control.label)
    match control:
        case Deed():
            letter = bare_letter(control.label).lower()
            return _("{name} ({letter})").format(name=name, letter=letter) if control.bare else name
        case Switch():
            now = _("on") if control.now else _("off")
            return f"{name}: {now}"
        case Choice():
            words = {option.id: option.words for option in control.options}
            return f"{name}: {words.get(control.now, control.now)}"
        case Keys():
            return f"{name}: {control.now}"
