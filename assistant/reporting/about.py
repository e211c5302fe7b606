"""What EarSight is, who made what it stands on, and under which licences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import __version__
from assistant.core.i18n import _
from assistant.core.resources import resource
from assistant.reporting.versions import versions

LICENCE = "Apache License 2.0"
_NOTICES = "THIRD-PARTY-NOTICES.md"
_RULE = re.compile(r"[|\s:-]+")


def about() -> str:
    """The whole text, a thing a line; what matters most comes first."""
    return "\n".join((first_line(), "", *_own(), "", *_notices()))


def first_line() -> str:
    """What is spoken when it is shown."""
    return _("EarSight {version} reads and describes the screen, under the {licence}.").format(
        version=__version__, licence=LICENCE
    )


def _own() -> Iterator[str]:
    yield _("Everything happens on this computer unless you switch on something else.")
    yield ""
    yield _("Versions")
    yield from (f"{name}: {number}" for name, number in versions().items())


def _notices() -> Iterator[str]:
    """The notices without the marks of Markdown: a row of a table is a line with commas."""
    packed = resource(_NOTICES)
    path = packed if packed.is_file() else resource().parent / _NOTICES
    try:
        text = path.read_text("utf-8")
    except OSError:
        yield _("The list of licences is missing. It comes with the source code of EarSight.")
        return
    for line in text.splitlines():
        if line.startswith("|"):
            if not _RULE.fullmatch(line):
                cells = [cell.strip() for cell in line.strip("|").split("|")]
                yield ", ".join(filter(None, cells)).replace("`", "")
        else:
            yield line.lstrip("# ").replace("`", "").replace("**", "")
