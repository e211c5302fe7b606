"""Every text for people can be extracted whole, and is translated when it is told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from environment import ROOT

MARKS = frozenset({"_", "N_", "ngettext", "NN_"})
SHOWN_BY = frozenset(
    {
        *("QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton"),
        *("addAction", "addButton", "addItem", "addMenu", "addRow", "addTab", "setText"),
        *("setAccessibleDescription", "setAccessibleName", "setPlaceholderText", "setStatusTip"),
        *("setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showMessage"),
        *("print", "say", "tell", "notify", "set_status", "show_message", "Availability", "Choice"),
        *("BadInputError", "CaptureError", "EarSightError", "MissingPartError", "SpeechError"),
        *("UnreadablePictureError", "WorkerError"),
    }
)
"""Calls whose texts a person sees or hears."""
NO_WORDS = frozenset({"EarSight", "Python"})
_SOURCES = sorted((ROOT / "assistant").rglob("*.py"))


def faults(code: str) -> Iterator[tuple[int, str]]:
    """Line and fault of everything in a program that translators could not get right."""
    tree = ast.parse(code)
    yield from _at_import(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from _inside_an_f_string(node)
        elif isinstance(node, ast.Call):
            name = _name(node)
            if name in MARKS:
                yield from _badly_marked(node, name)
            elif name in SHOWN_BY or any(word.arg == "help" for word in node.keywords):
                yield from _unmarked(node)


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _at_import(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """A language that is chosen later would not count."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            continue
        if isinstance(node, ast.Call) and _name(node) in {"_", "ngettext"}:
            yield node.lineno, "translated at import"
        waiting += ast.iter_child_nodes(node)


def _inside_an_f_string(node: ast.JoinedStr) -> Iterator[tuple[int, str]]:
    """Before Python 3.12 these are one token, in which nothing is found."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and _name(call) in MARKS and any(map(_literal, call.args)):
            yield call.lineno, "marked inside an f-string"


def _badly_marked(call: ast.Call, name: str) -> Iterator[tuple[int, str]]:
    texts = call.args[: 2 if name in {"ngettext", "NN_"} else 1]
    for text in texts:
        literal = _literal(text)
        if literal is not None and re.search(r"\{\d*\}", literal):
            yield call.lineno, "a placeholder without a name"
        if literal is None and (name in {"N_", "NN_"} or _is_composed(text)):
            yield call.lineno, "no literal text"


def _is_composed(node: ast.AST) -> bool:
    """Whether a text is put together in the program; a table's is looked up."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _literal(node.func.value) is not None
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def _unmarked(call: ast.Call) -> Iterator[tuple[int, str]]:
    shown = [*call.args, *(word.value for word in call.keywords if word.arg == "help")]
    for text in shown:
        parts = text.values if isinstance(text, ast.JoinedStr) else [text]
        for part in parts:
            literal = _literal(part)
            if literal and re.search(r"[A-Za-z]{2,}", literal) and _is_for_people(literal):
                yield call.lineno, f"not translated: {literal!r}"


def _is_for_people(literal: str) -> bool:
    """Names of settings, files and commands are small letters without spaces."""
    if set(re.findall(r"[A-Za-z]{2,}", literal)) <= NO_WORDS:
        return False
    return not re.fullmatch(r"[a-z0-9_.\-/:+\[\] ]*[a-z0-9_\]]", literal)


@pytest.mark.parametrize("path", _SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_texts_can_be_translated(path: Path) -> None:
    assert list(faults(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n _(f'Hello {name}')",
        "def f():\n _('Hello ' + name)",
        "def f():\n _('Hello {}'.format(name))",
        "def f():\n _('Hello {}').format(name)",
        "def f():\n return f\"{_('Hello')}\"",
        "def f():\n ngettext('one', f'{count}', count)",
        "N_(name)",
        "TEXT = _('Hello')",
        "def f(text=_('Hello')):\n pass",
        "def f():\n QLabel('Hello there')",
        "def f():\n box.setAccessibleName('Search')",
        "def f():\n raise BadInputError(_('No.'), 'Try again.')",
        "def f():\n speech.say(f'Hello {name}')",
        "def f():\n parser.add_argument('--x', help='What it does')",
    ],
)
def test_faults_are_found(code: str) -> None:
    assert list(faults(code))


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n _('Hello {name}').format(name=name)",
        "def f():\n _('Hello ' 'there')",
        "def f():\n return f'{_(entry.help)}.'",
        "LABELS = {1: N_('Hello'), 2: NN_('{count} a', '{count} b')}",
        "def f():\n QLabel(_('Hello'))",
        "def f():\n ngettext(*_NOUNS[kind], count)",
        "def f():\n QLabel('EarSight')",
        "def f():\n parser.add_argument('--x', help=_('what it does'), choices=['A b'])",
    ],
)
def test_what_is_right_is_left_alone(code: str) -> None:
    assert not list(faults(code))
