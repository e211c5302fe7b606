"""The whole guide as one HTML page that needs nothing else: no script, no picture, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.core.i18n import _, language
from assistant.guide.chapters import Chapter
from assistant.guide.keys import KeyTable

if TYPE_CHECKING:
    from markdown_it.token import Token

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_STYLE = """
:root { color-scheme: light dark; }
body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 45rem; margin: 0 auto;
  padding: 1rem; overflow-wrap: anywhere; }
.skip { position: absolute; inset-inline-start: -999rem; }
.skip:focus { position: static; }
a:focus-visible { outline: 0.2rem solid; outline-offset: 0.1rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.3rem 0.6rem; text-align: start; vertical-align: top; }
pre { white-space: pre-wrap; }
code, pre { direction: ltr; unicode-bidi: isolate; text-align: left; }
"""


_COMMANDS = ("code_inline", "code_block", "fence")
"""What is typed, from left to right in every language."""


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    anchor: str
    text: str


def guide(chapters: Sequence[Chapter], keys: Sequence[KeyTable]) -> str:
    """The page: contents, the keys as they are, and each chapter with its own headings.

    Each chapter says its language, for the voice; raw HTML in it is shown, not obeyed.
    """
    headings: list[_Heading] = [_Heading(2, "keys-now", _("Your keys"))]
    body = [_keys(keys)]
    for chapter in chapters:
        html, own = _chapter(chapter.path)
        body.append(f"<section {_written_in(chapter.language)}>\n{html}</section>")
        headings += own
    title, skip = escape(_("EarSight guide")), escape(_("Skip the contents"))
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f"<html {_written_in(language())}>",
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            f'<a class="skip" href="#text">{skip}</a>',
            f"<header><h1>{title}</h1></header>",
            _contents(headings),
            '<main id="text">',
            *body,
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _written_in(tag: str) -> str:
    direction = "rtl" if tag.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
    return f'lang="{escape(tag)}" dir="{direction}"'


def _contents(headings: Sequence[_Heading]) -> str:
    rows = [
        f'<li><a href="#{heading.anchor}">{escape(heading.text)}</a></li>'
        for heading in headings
        if heading.level == 2
    ]
    name = escape(_("Contents"))
    return f'<nav aria-label="{name}"><ul>\n' + "\n".join(rows) + "\n</ul></nav>"


def _keys(tables: Sequence[KeyTable]) -> str:
    title, none = escape(_("Your keys")), escape(_("No keys work here."))
    parts = [f'<section><h2 id="keys-now">{title}</h2>']
    head = (_("Key"), _("What it does"))
    for number, table in enumerate(tables):
        anchor = f"keys-now-{number}"
        parts.append(f'<h3 id="{anchor}">{escape(table.title)}</h3>')
        rows = "\n".join(
            f'<tr><th scope="row">{escape(key)}</th><td>{escape(words)}</td></tr>'
            for key, words in table.rows
        )
        columns = "".join(f'<th scope="col">{escape(word)}</th>' for word in head)
        parts.append(
            f'<table aria-labelledby="{anchor}"><thead><tr>{columns}</tr></thead>'
            f"<tbody>\n{rows}\n</tbody></table>"
        )
    if not tables:
        parts.append(f"<p>{none}</p>")
    return "\n".join((*parts, "</section>"))


def _chapter(path: Path) -> tuple[str, list[_Heading]]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(path.read_text("utf-8"))
    headings = list(_lowered(tokens, path.stem))
    for token in _all(tokens):
        if token.type == "link_open":
            token.attrSet("href", _link(str(token.attrGet("href") or "")))
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type in _COMMANDS:
            token.attrSet("dir", "ltr")
    return parser.renderer.render(tokens, parser.options, {}), headings


def _lowered(tokens: Sequence[Token], chapter: str) -> Iterator[_Heading]:
    """Set each heading one level lower, as the page has its own, and give it an anchor."""
    count = 0
    for token, text in pairwise(tokens):
        if token.type == "heading_open":
            level = min(int(token.tag[1]) + 1, 6)
            anchor = chapter if level == 2 else f"{chapter}-{count}"
            token.attrSet("id", anchor)
            token.tag = f"h{level}"
            count += 1
            yield _Heading(level, anchor, _plain(text))
        elif text.type == "heading_close":
            text.tag = f"h{min(int(text.tag[1]) + 1, 6)}"


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _link(address: str) -> str:
    """Another chapter is on the same page."""
    name, _hash, _part = address.partition("#")
    return f"#{Path(name).stem}" if name.endswith(".md") and "://" not in name else address
