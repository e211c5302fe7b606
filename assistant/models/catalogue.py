"""The models that EarSight knows by name: what each can do, needs, and may be used for."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.core.request import Verb
from assistant.core.resources import resource

MODEL_NAME = r"^[a-z0-9][a-z0-9._-]{0,95}$"
"""What a model is called here: also its folder's name, so nothing that leads out of a folder."""

REPOSITORY_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}$"

_Count = Annotated[int, msgspec.Meta(gt=0)]
_Text = Annotated[str, msgspec.Meta(min_length=1)]


class Speed(StrEnum):
    """How long a short description takes on a processor of two cores, without an accelerator."""

    FAST = "fast"
    """About two seconds or less."""
    MEDIUM = "medium"
    """Up to ten seconds."""
    SLOW = "slow"
    """Tens of seconds; wants eight cores."""
    ACCELERATOR = "accelerator"
    """Minutes: for a machine with a graphics card."""


class Subject(StrEnum):
    """What a model looks at best."""

    SCENE = "scene"
    """Photographs, drawings, anything."""
    PAGE = "page"
    """Text, tables, charts and diagrams."""
    SCREEN = "screen"
    """A program's window as a whole."""
    CONTROL = "control"
    """One control of a window."""


class Weights(StrEnum):
    """In what form a repository carries the numbers."""

    SAFETENSORS = "safetensors"
    PICKLE = "pickle"
    """Only as a file that could hide a program: converted once, never loaded."""


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry. Sizes in megabytes (10^6 bytes).

    `title` is what a person is told, `name` what is typed and what its folder is called.
    `subjects` are what it was trained on; about others it is asked where nothing else is there.
    `memory_mb` is what the worker needs with the model loaded. `machine` says in words what it
    suits. `from_memory` names the fields nobody has compared with the repository lately.
    """

    name: Annotated[str, msgspec.Meta(pattern=MODEL_NAME)]
    title: _Text
    repository: Annotated[str, msgspec.Meta(pattern=REPOSITORY_NAME)]
    family: _Text
    verbs: Annotated[tuple[Verb, ...], msgspec.Meta(min_length=1)]
    languages: Annotated[tuple[_Text, ...], msgspec.Meta(min_length=1)]
    download_mb: _Count
    memory_mb: _Count
    licence: _Text
    speed: Speed
    machine: _Text
    subjects: Annotated[tuple[Subject, ...], msgspec.Meta(min_length=1)] = (Subject.SCENE,)
    revision: _Text = "main"
    weights: Weights = Weights.SAFETENSORS
    gated: bool = False
    notes: str = ""
    from_memory: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a mark on a field that does not exist."""
        if unknown := set(self.from_memory) - set(self.__struct_fields__):
            raise ValueError(f"from_memory names no field: {', '.join(sorted(unknown))}")


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All entries; within one speed class the better ones come first."""

    models: tuple[Model, ...]

    def __post_init__(self) -> None:
        """Refuse two entries of one name."""
        names = [model.name for model in self.models]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"named twice: {', '.join(sorted(twice))}")

    def find(self, name: str) -> Model | None:
        """The entry of that name, if there is one."""
        return next((model for model in self.models if model.name == name), None)

    def get(self, name: str) -> Model:
        """The entry of that name.

        Raises:
            BadInputError: there is none.

        """
        model = self.find(name)
        if model is None:
            raise BadInputError(
                _("The catalogue has no model {name}.").format(name=name),
                _("`earsight models list` names them all."),
            )
        return model


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Read the shipped catalogue, or another one of the same form.

    Raises:
        BadInputError: it is not as `Model` says, or not there.

    """
    path = path or resource("models", "catalogue.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Catalogue)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise BadInputError(
            _("The model catalogue cannot be used: {reason}.").format(reason=error),
            _("Install EarSight again."),
        ) from error


def folder_name(repository: str) -> str:
    """What a model that the catalogue does not know is called: "owner--name", in small letters.

    Raises:
        BadInputError: that is no repository's name.

    """
    if not re.fullmatch(REPOSITORY_NAME, repository):
        raise BadInputError(
            _("{name} is neither in the catalogue nor a repository.").format(name=repository),
            _("Give a name from `earsight models list`, or OWNER/NAME."),
        )
    return repository.replace("/", "--").lower()[:96]
