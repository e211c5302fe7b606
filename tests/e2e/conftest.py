"""Desktops for the end-to-end tests."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack

import pytest
from support import wayland
from support.desk import Desk, DeskOptions
from support.private_session import PrivateSession
from support.running_app import RunningApp
from support.wayland import WaylandDesk

DESKS = pytest.StashKey[list[PrivateSession]]()

MakeDesk = Callable[..., Desk]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add what the desk's programs printed to the report of a failed test."""
    report = yield
    if report.failed:
        for desk in [desk for node in item.listchain() for desk in node.stash.get(DESKS, [])]:
            for name, text in desk.logs().items():
                if text.strip():
                    report.sections.append((f"desk: {name}", text[-4000:]))
    return report


def _desk_maker(node: pytest.Item | pytest.Collector) -> Iterator[MakeDesk]:
    desks = node.stash.setdefault(DESKS, list[PrivateSession]())
    with ExitStack() as stack:

        def make(**options: object) -> Desk:
            wanted = DeskOptions(**options)  # type: ignore[arg-type]
            if missing := wanted.missing_programs():
                pytest.skip(f"no test desktop here: {', '.join(missing)} not installed")
            desk = Desk(wanted)
            desks.append(desk)
            return stack.enter_context(desk)

        yield make


@pytest.fixture
def make_desk(request: pytest.FixtureRequest) -> Iterator[MakeDesk]:
    """Make desks: `make_desk(audio=False, keyboard="ru", …)` takes the fields of DeskOptions."""
    yield from _desk_maker(request.node)


@pytest.fixture(scope="module")
def make_shared_desk(request: pytest.FixtureRequest) -> Iterator[MakeDesk]:
    """Make desks that all tests of a module share."""
    yield from _desk_maker(request.node)


@pytest.fixture(scope="module")
def shared_desk(make_shared_desk: MakeDesk) -> Desk:
    """A desk with everything usual for all tests of a module."""
    return make_shared_desk()


@pytest.fixture(scope="module")
def app(shared_desk: Desk) -> Iterator[RunningApp]:
    """The app on the shared desk, with its text reader loaded and its start not announced."""
    app = RunningApp(shared_desk, desktop__announce_start="false")
    app.warm()
    yield app
    app.service.stop()


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """A desk with everything usual: sound, tray host, US keyboard, no screen reader."""
    return make_desk()


@pytest.fixture
def wayland_desk(request: pytest.FixtureRequest) -> Iterator[WaylandDesk]:
    """A headless Wayland desktop with the Screenshot portal and sound."""
    if missing := wayland.missing_programs():
        pytest.skip(f"no Wayland test desktop here: {', '.join(missing)} not installed")
    with WaylandDesk() as desk:
        request.node.stash.setdefault(DESKS, list[PrivateSession]()).append(desk)
        yield desk
