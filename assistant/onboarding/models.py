"""What a model would add. Nothing is needed, and nothing is fetched here."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.core.i18n import _
from assistant.models.catalogue import load_catalogue
from assistant.models.inventory import Entry, inventory
from assistant.models.recommend import this_machine
from assistant.models.store import ModelStore, models_folder
from assistant.models.wording import summary
from assistant.onboarding.base import Deed, Page, Told
from assistant.onboarding.kit import Kit

_OFFERED = 3


def known_models() -> Sequence[Entry]:
    """What is installed on this machine and what there is, best first."""
    store = ModelStore(models_folder())
    return inventory(store, load_catalogue(), this_machine())


class Models(Told):
    """Names what is installed, or what suits this computer, with sizes."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def title(self) -> str:
        """See `Step`."""
        return _("Models")

    def page(self) -> Page:
        """See `Step`."""
        entries = self._kit.models()
        installed = [entry for entry in entries if entry.installed]
        text = [
            _("You need no model: reading text and finding controls work without one."),
            _("With one, EarSight also describes photos and answers questions about them."),
        ]
        if installed:
            text.append(_("These are installed:"))
        else:
            text.append(_("None is installed. These would suit this computer:"))
        offered = installed or [entry for entry in entries if _suits(entry)]
        text += [f"{summary(entry)}." for entry in offered[:_OFFERED]]
        if self._kit.open_models is None:
            text.append(
                _("To get one later, type earsight models install, and its name.") + _names(offered)
            )
            return Page("\n".join(text))
        text.append(_("Nothing is downloaded before you say yes to its size."))
        return Page("\n".join(text), (Deed(_("&Models window"), self._open),))

    def _open(self) -> str:
        if self._kit.open_models is not None:
            self._kit.open_models()
        return ""


def _suits(entry: Entry) -> bool:
    return entry.advice is not None and entry.advice.suits


def _names(entries: list[Entry]) -> str:
    return "".join(f"\n  {entry.name}" for entry in entries[:_OFFERED])
