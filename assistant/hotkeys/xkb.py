"""The requests of the X Keyboard Extension that python-xlib lacks.

With them the server announces changed layouts and tells the active layout group: the key event
that sets off a passive grab does not carry it. Wire format: "The X Keyboard Extension: Protocol
Specification", appendix D, XkbUseExtension, XkbSelectEvents and XkbGetState.
"""

from __future__ import annotations

from typing import Any

from Xlib.protocol import rq

EXTENSION = "XKEYBOARD"
_USE_CORE_KEYBOARD = 0x0100
_NEW_KEYBOARD_AND_MAP = 0x0003
_EVERYTHING = 0x00FF


class _UseExtension(rq.ReplyRequest):  # type: ignore[misc]
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(0),
        rq.RequestLength(),
        rq.Card16("wanted_major"),
        rq.Card16("wanted_minor"),
    )
    _reply = rq.Struct(
        rq.Pad(1),
        rq.Card8("supported"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card16("server_major"),
        rq.Card16("server_minor"),
        rq.Pad(20),
    )


class _SelectEvents(rq.Request):  # type: ignore[misc]
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(1),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("affect_which"),
        rq.Card16("clear"),
        rq.Card16("select_all"),
        rq.Card16("affect_map"),
        rq.Card16("map"),
    )


class _GetState(rq.ReplyRequest):  # type: ignore[misc]
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(4),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Pad(2),
    )
    _reply = rq.Struct(
        rq.Pad(1),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card8("mods"),
        rq.Card8("base_mods"),
        rq.Card8("latched_mods"),
        rq.Card8("locked_mods"),
        rq.Card8("group"),
        rq.Pad(19),
    )


def active_group(display: Any) -> int:
    """The layout group in use, from 0; 0 where the server has no XKB."""
    extension = display.query_extension(EXTENSION)
    if extension is None or not extension.present:
        return 0
    state = _GetState(
        display=display.display, opcode=extension.major_opcode, device=_USE_CORE_KEYBOARD
    )
    return int(state.group)


def watch_layout(display: Any) -> int | None:
    """Ask for layout changes (and say that we know XKB); returns the event code of XKB events.

    None where the server has no XKB: then layout changes come as core MappingNotify events.
    """
    extension = display.query_extension(EXTENSION)
    if extension is None or not extension.present:
        return None
    wire, opcode = display.display, extension.major_opcode
    if not _UseExtension(display=wire, opcode=opcode, wanted_major=1, wanted_minor=0).supported:
        return None
    _SelectEvents(
        display=wire,
        opcode=opcode,
        device=_USE_CORE_KEYBOARD,
        affect_which=_NEW_KEYBOARD_AND_MAP,
        clear=0,
        select_all=_NEW_KEYBOARD_AND_MAP,
        affect_map=_EVERYTHING,
        map=_EVERYTHING,
    )
    return int(extension.first_event)
