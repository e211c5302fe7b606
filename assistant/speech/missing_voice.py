"""What is said in place of a text that no installed voice can read."""

from __future__ import annotations

import sys
from collections.abc import Callable

from assistant.core.i18n import N_, _
from assistant.core.languages import language_name

_HOW = {
    "win32": N_("In Windows' settings, under time and language, speech, add a voice."),
    "darwin": N_("In the system settings, under accessibility, spoken content, add a voice."),
}
_ELSEWHERE = N_("Install espeak-ng, or another speech engine that has it.")


def notice(language: str, *, translated: bool = True, platform: str = sys.platform) -> str:
    """That there is no voice for a language, and how one comes to it.

    Not `translated` for whoever would not hear it in their language.
    """
    told = _in(translated)
    return told(N_("There is no voice for {language}. {how}")).format(
        language=language_name(language, told), how=told(_HOW.get(platform, _ELSEWHERE))
    )


def placeholder(language: str, *, translated: bool = True) -> str:
    """That something is there that cannot be spoken."""
    told = _in(translated)
    return told(N_("Text in {language}.")).format(language=language_name(language, told))


def _in(translated: bool) -> Callable[[str], str]:
    return _ if translated else str
