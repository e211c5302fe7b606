"""Why a value is none for its setting, in words that can be spoken."""

from __future__ import annotations

import re

import msgspec

from assistant.core.i18n import N_, _

_WORDS = (
    (r"Expected `(?:int|float)` >= (?P<limit>[\d.]+)", N_("the lowest is {limit}")),
    (r"Expected `(?:int|float)` <= (?P<limit>[\d.]+)", N_("the highest is {limit}")),
    (r"Expected `int`", N_("it must be a whole number")),
    (r"Expected `float`", N_("it must be a number")),
    (r"Expected `bool`", N_("it must be true or false")),
    (r"Expected `str` matching regex '\^\(auto\|", N_("it must be a language tag, or auto")),
    (r"Expected `str` matching regex", N_("it must be a language tag, such as en, de or ar")),
    (r"Expected `array`", N_("it must be a list")),
    (r"Expected `str`", N_("it must be a text")),
    (r"Invalid enum value '(?P<value>.*)'", N_("{value} is no choice")),
    (r"Object contains unknown field `(?P<name>.*)`", N_("there is no setting {name}")),
)
"""What msgspec says, and what is said of it."""


def refusal(error: msgspec.ValidationError) -> tuple[str, str]:
    """The reason, without a full stop, and the dotted key of the value; empty where it is unknown.

    Reasons that nobody thought of are told as they are.
    """
    reason, _at, place = str(error).partition(" - at ")
    for pattern, words in _WORDS:
        found = re.match(pattern, reason)
        if found:
            reason = _(words).format(**found.groupdict())
            break
    return reason, place.strip("`").removeprefix("$").lstrip(".")
