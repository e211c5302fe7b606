"""Who wants to know what the session does."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from assistant.core.conversation import Conversation
from assistant.core.errors import EarSightError
from assistant.core.findings import Finding
from assistant.core.result import Result


class State(StrEnum):
    """Where the session is."""

    IDLE = "idle"
    CAPTURING = "capturing"
    READING = "reading"
    SPEAKING = "speaking"


class Listener(Protocol):
    """Who wants to know; called on the session's threads."""

    def on_state(self, state: State) -> None:
        """The session entered `state`."""
        ...

    def on_question(self, conversation: Conversation) -> None:
        """The picture was taken, and the person is to say what they want to know about it."""
        ...

    def on_begun(self, conversation: Conversation, result: Result) -> None:
        """The picture was taken, and `result` grows from now on."""
        ...

    def on_finding(self, finding: Finding) -> None:
        """Something was found; sentences are being spoken."""
        ...

    def on_result(self, result: Result) -> None:
        """Everything was found."""
        ...

    def on_conversation(self, conversation: Conversation) -> None:
        """A question was answered to its end; the last turn holds it."""
        ...

    def on_failure(self, error: EarSightError) -> None:
        """The request failed; it has been spoken already where a voice works."""
        ...


class Unconcerned:
    """A listener to build on: it wants to know nothing."""

    def on_state(self, state: State) -> None:
        """See `Listener`; so are the others."""

    def on_question(self, conversation: Conversation) -> None:
        """See `Listener`."""

    def on_begun(self, conversation: Conversation, result: Result) -> None:
        """See `Listener`."""

    def on_finding(self, finding: Finding) -> None:
        """See `Listener`."""

    def on_result(self, result: Result) -> None:
        """See `Listener`."""

    def on_conversation(self, conversation: Conversation) -> None:
        """See `Listener`."""

    def on_failure(self, error: EarSightError) -> None:
        """See `Listener`."""


class Listeners:
    """Tells several listeners, in the order in which they were added."""

    def __init__(self, *listeners: Listener) -> None:
        self._all = list(listeners)

    def add(self, listener: Listener) -> None:
        """Tell this one, too, from now on."""
        self._all.append(listener)

    def on_state(self, state: State) -> None:
        """See `Listener`; so are the others."""
        for listener in self._all:
            listener.on_state(state)

    def on_question(self, conversation: Conversation) -> None:
        """See `Listener`."""
        for listener in self._all:
            listener.on_question(conversation)

    def on_begun(self, conversation: Conversation, result: Result) -> None:
        """See `Listener`."""
        for listener in self._all:
            listener.on_begun(conversation, result)

    def on_finding(self, finding: Finding) -> None:
        """See `Listener`."""
        for listener in self._all:
            listener.on_finding(finding)

    def on_result(self, result: Result) -> None:
        """See `Listener`."""
        for listener in self._all:
            listener.on_result(result)

    def on_conversation(self, conversation: Conversation) -> None:
        """See `Listener`."""
        for listener in self._all:
            listener.on_conversation(conversation)

    def on_failure(self, error: EarSightError) -> None:
        """See `Listener`."""
        for listener in self._all:
            listener.on_failure(error)
