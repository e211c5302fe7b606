"""Every action there is, once: its words, its key in the leader layer and its direct chord.

Hotkeys, tray menu, main window, socket, spoken help and the keys table of the guide are all made
from this table, so that they cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from assistant.core.frame import Source
from assistant.core.i18n import N_
from assistant.core.presets import PRESETS
from assistant.core.request import NO_MODEL, Request, Target, Verb


class Group(StrEnum):
    """Where an action stands in menu and window: one submenu each, in this order."""

    READ = auto()
    DESCRIBE = auto()
    DESCRIBE_AS = auto()
    REVIEW = auto()
    VOICE = auto()
    PROGRAM = auto()


_ABOUT_SCREEN = frozenset({"watch", "pick-region", "same-region", "pick-window"})
"""What looks at the screen without being a request."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can ask for.

    `label` is the menu text with a mnemonic after "&" that no other action of its `group` has;
    what is in no menu has neither. `help` is spoken on "?"; `key` is the key of its layer, as
    `core.layers` has them; `request` is what a reading action asks for.
    """

    id: str
    label: str
    help: str
    key: str
    group: Group | None = None
    request: Request | None = None

    @property
    def about_screen(self) -> bool:
        """Whether it is about what one works with: menus and windows of ours step aside for it."""
        return self.request is not None or self.id in _ABOUT_SCREEN


def _read(source: Source) -> Request:
    return Request(Verb.READ, Target(source))


ACTIONS: tuple[Action, ...] = (
    Action("read-window", N_("Read &window"), N_("read the active window"), "w", Group.READ, _read(Source.WINDOW)),
    Action("read-screen", N_("Read &screen"), N_("read the whole screen"), "s", Group.READ, _read(Source.SCREEN)),
    Action("read-monitor", N_("Read &monitor"), N_("read the monitor in use"), "m", Group.READ, _read(Source.MONITOR)),
    Action("read-pointer", N_("Read near &pointer"), N_("read around the mouse pointer"), "p", Group.READ, _read(Source.POINTER)),
    Action("read-focus", N_("Read near &focus"), N_("read around the keyboard focus"), "f", Group.READ, _read(Source.FOCUS)),
    Action("read-clipboard", N_("Read &clipboard picture"), N_("read the picture on the clipboard"), "c", Group.READ, _read(Source.CLIPBOARD)),
    Action("pick-region", N_("&Region by key"), N_("choose an area of the screen by key"), "a", Group.READ),
    Action("same-region", N_("Same re&gion again"), N_("read the last chosen area again"), "u", Group.READ),
    Action("pick-window", N_("W&indows and monitors"), N_("list the windows and monitors to read"), "j", Group.READ),
    Action("watch", N_("Watc&h window"), N_("watch the active window and tell what is new; again to end"), "t", Group.READ),
    Action("describe", N_("Descri&be window"), N_("describe the active window; again for more"), "d", Group.DESCRIBE, Request(Verb.DESCRIBE, Target(Source.WINDOW))),
    Action("map", N_("Ob&jects in the window"), N_("tell what is in the active window; again for more"), "y", Group.DESCRIBE, Request(Verb.DESCRIBE, Target(Source.WINDOW), model=NO_MODEL)),
    Action("ask", N_("Ask a &question"), N_("ask about the active window"), "q", Group.DESCRIBE, Request(Verb.ASK, Target(Source.WINDOW))),
    Action("follow-up", N_("Ask &on about it"), N_("ask on about the last picture"), "k", Group.DESCRIBE),
    *(
        Action(f"describe-{preset.name}", preset.label, preset.help, preset.key, Group.DESCRIBE_AS, Request(Verb.DESCRIBE, Target(Source.WINDOW), preset=preset.name))
        for preset in PRESETS
    ),
    Action("review", N_("Review b&y key"), N_("go through the answer by key"), "e", Group.REVIEW),
    Action("review-window", N_("Review &window"), N_("show the answer in a window"), "i", Group.REVIEW),
    Action("stop", N_("S&top"), N_("stop speaking"), "x", Group.VOICE),
    Action("repeat", N_("&Repeat"), N_("say the last thing again"), "r", Group.VOICE),
    Action("pause", N_("P&ause or go on"), N_("pause or go on"), "space", Group.VOICE),
    Action("faster", N_("Speak fast&er"), N_("speak faster"), "up", Group.VOICE),
    Action("slower", N_("Speak s&lower"), N_("speak slower"), "down", Group.VOICE),
    Action("louder", N_("Speak lo&uder"), N_("speak louder"), "right", Group.VOICE),
    Action("quieter", N_("Spea&k quieter"), N_("speak quieter"), "left", Group.VOICE),
    Action("higher", N_("&Higher pitch"), N_("speak higher"), "h", Group.VOICE),
    Action("deeper", N_("&Deeper pitch"), N_("speak deeper"), "b", Group.VOICE),
    Action("next-voice", N_("Next &voice"), N_("next voice"), "v", Group.VOICE),
    Action("next-language", N_("Next lan&guage"), N_("next language"), "l", Group.VOICE),
    Action("menu", N_("Open me&nu"), N_("open the menu"), "n", Group.PROGRAM),
    Action("show-window", N_("Sh&ow window"), N_("show the EarSight window"), "o", Group.PROGRAM),
    Action("models", N_("Get &models"), N_("install and remove models"), "g", Group.PROGRAM),
    Action("settings", N_("&Settings"), N_("change the settings"), ",", Group.PROGRAM),
    Action("setup", N_("Set &up EarSight"), N_("set EarSight up, step by step"), "f2", Group.PROGRAM),
    Action("help", N_("What can &I press"), N_("list the keys"), "?", Group.PROGRAM),
    Action("guide", N_("User &guide"), N_("open the user guide"), "f1", Group.PROGRAM),
    Action("about", N_("&About EarSight"), N_("tell version and licences"), "f9", Group.PROGRAM),
    Action("report", N_("Report a &problem"), N_("collect a report of a problem"), "f10", Group.PROGRAM),
    Action("quit", N_("E&xit EarSight"), N_("end EarSight"), "end", Group.PROGRAM),
)  # fmt: skip

REVIEW_ACTIONS: tuple[Action, ...] = (
    Action("review-next-line", "", N_("next line"), "down"),
    Action("review-previous-line", "", N_("previous line"), "up"),
    Action("review-right-character", "", N_("character to the right"), "right"),
    Action("review-left-character", "", N_("character to the left"), "left"),
    Action("review-right-word", "", N_("word to the right"), "ctrl+right"),
    Action("review-left-word", "", N_("word to the left"), "ctrl+left"),
    Action("review-next-block", "", N_("next paragraph"), "pagedown"),
    Action("review-previous-block", "", N_("previous paragraph"), "pageup"),
    Action("review-line-start", "", N_("beginning of the line"), "home"),
    Action("review-line-end", "", N_("end of the line"), "end"),
    Action("review-first-line", "", N_("first line"), "ctrl+home"),
    Action("review-last-line", "", N_("last line"), "ctrl+end"),
    Action("review-line", "", N_("say this line"), "i"),
    Action("review-word", "", N_("say this word"), "k"),
    Action("review-character", "", N_("say this character"), ","),
    Action("review-block", "", N_("say this paragraph"), "b"),
    Action("review-read-on", "", N_("read on from here"), "a"),
    Action("review-next-heading", "", N_("next heading"), "h"),
    Action("review-previous-heading", "", N_("previous heading"), "shift+h"),
    Action("review-next-control", "", N_("next control"), "f"),
    Action("review-previous-control", "", N_("previous control"), "shift+f"),
    Action("review-next-picture", "", N_("next picture"), "g"),
    Action("review-previous-picture", "", N_("previous picture"), "shift+g"),
    Action("review-spell", "", N_("spell this word"), "s"),
    Action("review-spell-line", "", N_("spell this line"), "shift+s"),
    Action("review-code-words", "", N_("spell this word with code words"), "p"),
    Action("review-code-words-line", "", N_("spell this line with code words"), "shift+p"),
    Action("review-again", "", N_("say it again"), "r"),
    Action("review-slower", "", N_("say it again more slowly"), "shift+r"),
    Action("review-where", "", N_("where it is"), "w"),
    Action("review-copy-line", "", N_("copy this line"), "c"),
    Action("review-copy-all", "", N_("copy everything"), "shift+c"),
    Action("review-find", "", N_("find words"), "ctrl+f"),
    Action("review-next-match", "", N_("next match"), "f3"),
    Action("review-previous-match", "", N_("previous match"), "shift+f3"),
    Action("review-older", "", N_("older answer"), "o"),
    Action("review-newer", "", N_("newer answer"), "n"),
    Action("review-click", "", N_("click it"), "enter"),
    Action("review-focus", "", N_("move the keyboard focus to it"), "ctrl+enter"),
    Action("review-double-click", "", N_("double-click it"), "d"),
    Action("review-right-click", "", N_("open its menu by a right click"), "x"),
    Action("review-move-pointer", "", N_("move the mouse pointer to it"), "m"),
    Action("review-help", "", N_("list the keys of review"), "?"),
)
"""Going through what was found. Why these keys: `resources/help/keys.md`."""

REGION_ACTIONS: tuple[Action, ...] = (
    Action("region-upper-left", "", N_("upper left part"), "7"),
    Action("region-upper-middle", "", N_("upper middle part"), "8"),
    Action("region-upper-right", "", N_("upper right part"), "9"),
    Action("region-middle-left", "", N_("middle left part"), "4"),
    Action("region-middle", "", N_("middle part"), "5"),
    Action("region-middle-right", "", N_("middle right part"), "6"),
    Action("region-lower-left", "", N_("lower left part"), "1"),
    Action("region-lower-middle", "", N_("lower middle part"), "2"),
    Action("region-lower-right", "", N_("lower right part"), "3"),
    Action("region-back", "", N_("back one level"), "backspace"),
    Action("region-area", "", N_("choose in the window, in each monitor, in all monitors"), "0"),
    Action("region-up", "", N_("the part above, or move up"), "up"),
    Action("region-down", "", N_("the part below, or move down"), "down"),
    Action("region-left", "", N_("the part on the left, or move left"), "left"),
    Action("region-right", "", N_("the part on the right, or move right"), "right"),
    Action("region-taller", "", N_("taller"), "shift+down"),
    Action("region-shorter", "", N_("less tall"), "shift+up"),
    Action("region-wider", "", N_("wider"), "shift+right"),
    Action("region-narrower", "", N_("narrower"), "shift+left"),
    Action("region-up-one", "", N_("move up by one pixel"), "ctrl+up"),
    Action("region-down-one", "", N_("move down by one pixel"), "ctrl+down"),
    Action("region-left-one", "", N_("move left by one pixel"), "ctrl+left"),
    Action("region-right-one", "", N_("move right by one pixel"), "ctrl+right"),
    Action("region-taller-one", "", N_("taller by one pixel"), "ctrl+shift+down"),
    Action("region-shorter-one", "", N_("less tall by one pixel"), "ctrl+shift+up"),
    Action("region-wider-one", "", N_("wider by one pixel"), "ctrl+shift+right"),
    Action("region-narrower-one", "", N_("narrower by one pixel"), "ctrl+shift+left"),
    Action("region-next", "", N_("next control, paragraph or window"), "tab"),
    Action("region-previous", "", N_("previous control, paragraph or window"), "shift+tab"),
    Action("region-next-saved", "", N_("next saved region"), "n"),
    Action("region-previous-saved", "", N_("previous saved region"), "shift+n"),
    Action("region-where", "", N_("say where the region is"), "i"),
    Action("region-read", "", N_("read it"), "enter"),
    Action("region-describe", "", N_("describe it"), "d"),
    Action("region-ask", "", N_("ask about it"), "q"),
    Action("region-watch", "", N_("watch it and tell what is new"), "w"),
    Action("region-save", "", N_("save it under a name"), "s"),
    Action("region-rename", "", N_("rename the saved region"), "f2"),
    Action("region-delete", "", N_("delete the saved region; press it twice"), "delete"),
    Action("region-mouse", "", N_("draw it with the mouse"), "m"),
    Action("region-outline", "", N_("show or hide a frame around it"), "o"),
    Action("region-help", "", N_("list the keys for regions"), "?"),
)
"""Choosing a part of the screen; the digits lie as on a numeric keypad."""

TARGET_ACTIONS: tuple[Action, ...] = (
    Action("target-next", "", N_("next window or monitor"), "down"),
    Action("target-previous", "", N_("previous window or monitor"), "up"),
    Action("target-first", "", N_("first window"), "home"),
    Action("target-last", "", N_("last monitor"), "end"),
    Action("target-where", "", N_("say it again, with its place"), "i"),
    Action("target-read", "", N_("read it"), "enter"),
    Action("target-describe", "", N_("describe it"), "d"),
    Action("target-ask", "", N_("ask about it"), "q"),
    Action("target-watch", "", N_("watch it and tell what is new"), "w"),
    Action("target-region", "", N_("choose an area of it"), "a"),
    Action("target-help", "", N_("list the keys for windows and monitors"), "?"),
)
"""The list of windows and monitors."""

EVERY_ACTION: tuple[Action, ...] = (
    *ACTIONS,
    *REVIEW_ACTIONS,
    *REGION_ACTIONS,
    *TARGET_ACTIONS,
)

TAKES_WORDS = frozenset({"review-find"})
"""Actions that ask for words where none come with them."""

MOST_USED = ("read-window", "read-screen", "describe", "ask", "stop")
"""What menu and window offer first, besides in their groups."""

LEADER = "leader"
DIRECT = ("read-window", "read-screen", "stop")
"""Actions with a chord of their own by default; any action can be given one in the settings."""


def action(action_id: str) -> Action:
    """The action of that id; KeyError where there is none."""
    return _BY_ID[action_id]


_BY_ID = {entry.id: entry for entry in EVERY_ACTION}
