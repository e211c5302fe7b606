"""Our client of the hub, as the tests use it: against a server on loopback, without pauses."""

from __future__ import annotations

from support.hub_server import HubServer

from assistant.models.hub import Hub
from assistant.models.install import Plan, install, make_plan
from assistant.models.lock import Lock
from assistant.models.store import ModelStore
from assistant.models.watch import Watch

REPOSITORY = "owner/model"
SIZE = 3_000_000
"""Of its weights: enough for a download to be cut, cancelled and taken up."""


def hub_of(server: HubServer, token: str = "") -> Hub:
    """The server's hub; it is asked again at once."""
    return Hub(server.endpoint, token, pause=lambda _seconds: None)


def plan_from(server: HubServer) -> Plan:
    """What the model "m" would be made of."""
    return make_plan(hub_of(server), "m", REPOSITORY)


def install_from(server: HubServer, store: ModelStore, watch: Watch | None = None) -> Lock:
    """Install the model "m"."""
    return install(store, hub_of(server), plan_from(server), watch)
