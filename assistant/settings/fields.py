"""The schema as a list of fields, for whoever shows or edits settings one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import inspect

from assistant.core.i18n import _
from assistant.settings.schema import ApplicationSettings, Settings


class FieldKind(StrEnum):
    """How a setting is edited."""

    SWITCH = "switch"
    INTEGER = "integer"
    DECIMAL = "decimal"
    CHOICE = "choice"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Field:
    """One setting. `lowest` and `highest` are for numbers, `choices` for CHOICE; None: no limit."""

    key: str
    kind: FieldKind
    description: str
    default: Any
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The last part of the key in words: "rate", "idle minutes" as "Idle minutes"."""
        return _words(self.key.rpartition(".")[2])


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together; `key` is the first part of their keys."""

    key: str
    description: str
    fields: tuple[Field, ...]

    @property
    def label(self) -> str:
        """The section's name in words."""
        return _words(self.key)


def sections() -> tuple[Section, ...]:
    """Every setting of the schema, in its order."""
    return tuple(
        _section(part.encode_name, part.type)
        for part in _fields(inspect.type_info(Settings))
        if isinstance(part.type, inspect.StructType)
    )


def application_fields() -> tuple[Field, ...]:
    """What can be different in one application; the keys are the names alone."""
    struct = inspect.type_info(ApplicationSettings)
    return tuple(_field(part.encode_name, part) for part in _fields(struct))


def matching(found: Sequence[Section], words: str) -> tuple[Section, ...]:
    """The fields whose key, label or description holds every word; empty sections are left out."""
    wanted = words.casefold().split()
    kept = (
        Section(
            section.key,
            section.description,
            tuple(
                field
                for field in section.fields
                if all(
                    word in f"{field.key} {field.label} {_(field.description)}".casefold()
                    for word in wanted
                )
            ),
        )
        for section in found
    )
    return tuple(section for section in kept if section.fields)


def _section(name: str, struct: inspect.StructType) -> Section:
    description = (struct.cls.__doc__ or "").partition("\n")[0]
    fields = tuple(_field(f"{name}.{part.encode_name}", part) for part in struct.fields)
    return Section(name, description, fields)


def _field(key: str, part: inspect.Field) -> Field:
    kind, description = part.type, ""
    if isinstance(kind, inspect.Metadata):
        description = (kind.extra_json_schema or {}).get("description", "")
        kind = kind.type
    default = part.default
    if default is msgspec.NODEFAULT:
        default = part.default_factory() if callable(part.default_factory) else None
    if isinstance(kind, inspect.BoolType):
        return Field(key, FieldKind.SWITCH, description, default)
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        number = FieldKind.INTEGER if isinstance(kind, inspect.IntType) else FieldKind.DECIMAL
        return Field(key, number, description, default, kind.ge, kind.le)
    if isinstance(kind, inspect.LiteralType):
        return Field(
            key, FieldKind.CHOICE, description, default, choices=tuple(map(str, kind.values))
        )
    if isinstance(kind, inspect.ListType):
        return Field(key, FieldKind.LIST, description, default)
    if isinstance(kind, inspect.DictType):
        return Field(key, FieldKind.TABLE, description, default)
    return Field(key, FieldKind.TEXT, description, default)


def _fields(struct: inspect.Type) -> tuple[inspect.Field, ...]:
    return struct.fields if isinstance(struct, inspect.StructType) else ()


def _words(name: str) -> str:
    words = _(name.replace("_", " "))
    return words[:1].upper() + words[1:]


def value_of(settings: Settings, field: Field) -> Any:
    """The present value of a field."""
    section, _dot, name = field.key.partition(".")
    return getattr(getattr(settings, section), name)


def with_value(settings: Settings, field: Field, value: Any) -> Settings:
    """The settings with a field changed.

    Raises:
        msgspec.ValidationError: the value is not one of the field's.

    """
    section, _dot, name = field.key.partition(".")
    data = msgspec.to_builtins(settings)
    data[section][name] = value
    return msgspec.convert(data, Settings)
