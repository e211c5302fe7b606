"""Installs models by name from one hub; the command line and the window both go through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from assistant.models.catalogue import Catalogue, Model, Weights, folder_name
from assistant.models.conversion import Converter
from assistant.models.errors import DownloadError
from assistant.models.hub import PUBLIC_HUB, Hub, stored_token
from assistant.models.install import Plan, install, make_plan, remaining
from assistant.models.lock import Lock
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

_T = TypeVar("_T")


class Installer:
    """Asks a hub (`endpoint`; empty: the public one) as nobody.

    Only for a model that wants an accepted licence it says who asks: `token` gives the person's
    token, or nothing.

    Raises:
        BadInputError: the address of the hub is not safe.

    """

    def __init__(
        self,
        store: ModelStore,
        catalogue: Catalogue,
        converter: Converter,
        endpoint: str = "",
        token: Callable[[], str] = stored_token,
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._converter = converter
        self._endpoint = endpoint or PUBLIC_HUB
        self._token = token
        self._hub = Hub(self._endpoint)

    @property
    def host(self) -> str:
        """Who is asked, as the person is told."""
        return self._hub.host

    def plan(self, name: str, revision: str = "") -> Plan:
        """Ask the hub what the model consists of; downloads nothing.

        `name` is the catalogue's, or OWNER/NAME; `revision` empty means the usual one.

        Raises:
            MissingPartError: its weights cannot be converted here.
            DownloadError, BadInputError: as `make_plan`.
            DiskFullError: there is not enough room for it.

        """
        model = self._catalogue.find(name)
        if model is not None and model.weights is Weights.PICKLE:
            self._converter.check()
        plan = self._asked(lambda hub: self._make_plan(hub, name, model, revision))
        if plan.pickled:
            self._converter.check()
        if missing := self.remaining(plan):
            self._store.check_room(missing + (plan.size if plan.pickled else 0))
        return plan

    def remaining(self, plan: Plan) -> int:
        """How many bytes would be downloaded."""
        return remaining(self._store, plan)

    def install(self, plan: Plan, watch: Watch | None = None) -> Lock:
        """Do it; see `models.install.install`."""
        return self._asked(lambda hub: install(self._store, hub, plan, watch))

    def _make_plan(self, hub: Hub, name: str, model: Model | None, revision: str) -> Plan:
        repository = model.repository if model else name
        revision = revision or (model.revision if model else "main")
        called = model.name if model else folder_name(name)
        return make_plan(hub, called, repository, revision, self._converter.convert)

    def _asked(self, work: Callable[[Hub], _T]) -> _T:
        try:
            return work(self._hub)
        except DownloadError as error:
            token = self._token() if error.error_code == "licence" else ""
            if not token:
                raise
        self._hub = Hub(self._endpoint, token)
        return work(self._hub)
