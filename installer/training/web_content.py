"""Writes random web pages; each control's element says in `data-c` which kind it is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from training.web_looks import WebLook
from training.words import phrase

from assistant.screenmap.elements import ElementKind as Kind


class Page:
    """Writes the HTML of one page."""

    def __init__(self, dice: random.Random, web_look: WebLook, icons: Sequence[Path]) -> None:
        self._dice, self._look, self._icons = dice, web_look, icons
        self._blocks: tuple[Callable[[], str], ...] = (
            self._tool_bar,
            self._tabs,
            lambda: self._row(self._button, 1, 5),
            self._labelled_field,
            self._labelled_field,
            lambda: self._row(self._check, 1, 4),
            lambda: "<br>".join(self._check() for _ in range(dice.randint(2, 4))),
            lambda: self._row(self._radio, 2, 4),
            lambda: self._row(self._switch, 1, 3),
            self._slider,
            self._progress,
            lambda: self._row(self._picture, 1, 3),
            lambda: f"<h2>{self._text(1, 5)}</h2>",
            self._paragraph,
            self._table,
            lambda: self._row(self._icon_and_text, 2, 6),
            self._pills,
        )

    def html(self, packages: Path) -> str:
        """Return the page."""
        dice = self._dice
        sheet = ""
        if self._look.sheet:
            sheet = f'<link rel="stylesheet" href="{(packages / self._look.sheet).as_uri()}">'
        theme = "dark" if self._look.dark else "light"
        kind = dice.random()
        if kind < 0.4:
            body = self._some(dice.randint(6, 16))
        elif kind < 0.7:
            columns = dice.choice(["1fr 1fr", "1fr 2fr", "1fr 1fr 1fr"])
            cards = "".join(
                f'<div class="card">{self._some(dice.randint(2, 6))}</div>'
                for _ in range(dice.randint(2, 6))
            )
            style = f"display:grid;grid-template-columns:{columns};gap:16px"
            body = f'<div style="{style}">{cards}</div>'
        else:
            side = "".join(
                f'<div style="padding:6px">{self._svg()} {self._text(1, 2)}</div>'
                for _ in range(dice.randint(4, 10))
            )
            body = (
                f'<div style="display:flex;gap:14px"><div style="width:{dice.randint(140, 240)}px;'
                f'flex:none">{side}</div><div>{self._some(dice.randint(6, 14))}</div></div>'
            )
        top = self._tool_bar() if dice.random() < 0.5 else ""
        return (
            f'<!doctype html><html data-bs-theme="{theme}" data-theme="{theme}"><head>'
            f'<meta charset="utf-8">{sheet}<style>{self._look.rules}</style></head>'
            f"<body>{top}{body}</body></html>"
        )

    def _text(self, least: int, most: int) -> str:
        return phrase(self._dice, least, most).replace("&", "&amp;")

    def _some(self, count: int) -> str:
        return "\n".join(self._dice.choice(self._blocks)() for _ in range(count))

    def _row(self, make: Callable[[], str], least: int, most: int) -> str:
        count = self._dice.randint(least, most)
        return f'<div class="row">{"".join(make() for _ in range(count))}</div>'

    def _svg(self, side: int | None = None) -> str:
        side = side or self._look.icon_side
        text = self._dice.choice(self._icons).read_text(encoding="utf-8")
        text = re.sub(r"<\?xml.*?\?>|<!--.*?-->|<style.*?</style>", "", text, flags=re.S)
        tag = re.search(r"<svg[^>]*>", text)
        if tag is None:
            return ""
        plain = re.sub(r' (width|height|class|style)="[^"]*"', "", tag.group())
        drawn = 'fill="none"' in plain or "stroke=" in plain
        fill = "" if drawn else "fill:currentColor;"
        size = f"width:{side}px;height:{side}px;vertical-align:middle;flex:none;{fill}"
        new = plain[:-1].replace("<svg", f'<svg data-c="{Kind.ICON}"') + f' style="{size}">'
        return text.replace(tag.group(), new)

    def _button(self) -> str:
        icon = self._svg(int(self._look.icon_side * 0.8)) if self._dice.random() < 0.15 else ""
        name = self._look.button_class(self._dice)
        off = "disabled" if self._dice.random() < 0.05 else ""
        return (
            f'<button class="{name}" data-c="{Kind.BUTTON}" style="width:auto" {off}>'
            f"{icon} {self._text(1, 2)}</button>"
        )

    def _icon_button(self) -> str:
        if self._dice.random() < 0.25:
            name, pad = self._look.button_class(self._dice), self._dice.randint(3, 8)
            style = f"width:auto;padding:{pad}px"
            return (
                f'<button class="{name}" data-c="{Kind.BUTTON}" style="{style}">'
                f"{self._svg()}</button>"
            )
        return f'<span class="ib">{self._svg()}</span>'

    def _field(self) -> str:
        dice, wide = self._dice, self._dice.randint(80, 480)
        kind, style = dice.random(), f"width:{wide}px;margin:0"
        if kind < 0.6:
            name, text = self._look.class_of("field"), self._text(1, 3)
            filled = dice.choice([f'placeholder="{text}"', f'value="{text}"', ""])
            type_ = dice.choice(["text", "text", "email", "password", "search"])
            return (
                f'<input class="{name}" data-c="{Kind.FIELD}" type="{type_}" '
                f'style="{style}" {filled}>'
            )
        if kind < 0.7:
            name, text = self._look.class_of("field"), self._text(3, 15)
            text = text if dice.random() < 0.5 else ""
            style += f";height:{dice.randint(50, 160)}px"
            return (
                f'<textarea class="{name}" data-c="{Kind.FIELD}" style="{style}">{text}</textarea>'
            )
        style = f"width:{min(wide, 300)}px;margin:0"
        name = self._look.class_of("select")
        return (
            f'<select class="{name}" data-c="{Kind.DROP_DOWN}" style="{style}">'
            f"<option>{self._text(1, 3)}</select>"
        )

    def _labelled_field(self) -> str:
        more = self._field() if self._dice.random() < 0.4 else ""
        more += self._button() if self._dice.random() < 0.3 else ""
        return f'<div class="row"><label>{self._text(1, 2)}</label>{self._field()}{more}</div>'

    def _box(self, type_: str, kind: Kind) -> str:
        on = "checked" if self._dice.random() < 0.5 else ""
        name = self._look.class_of("check" if type_ == "checkbox" else "radio")
        return (
            '<label style="display:inline-flex;gap:6px;align-items:center">'
            f'<input class="{name}" type="{type_}" data-c="{kind}" style="margin:0" {on}>'
            f"{self._text(1, 4)}</label>"
        )

    def _check(self) -> str:
        return self._box("checkbox", Kind.CHECK_BOX)

    def _radio(self) -> str:
        return self._box("radio", Kind.RADIO_BUTTON)

    def _switch(self) -> str:
        dice, on = self._dice, self._dice.random() < 0.5
        high = dice.randint(14, 28)
        wide, inset = round(high * dice.uniform(1.6, 2.3)), dice.choice([1, 2, 3])
        grey = "#555" if self._look.dark else dice.choice(["#bbb", "#888", "#ccc", "#ddd"])
        track = self._look.accent if on else grey
        knob, radius, line = "#fff", "99px", ""
        if dice.random() < 0.3 and not on:
            line, knob, track = f"border:1px solid {track};", track, "transparent"
        if dice.random() < 0.15:
            radius = "3px"
        size = f"width:{wide}px;height:{high}px;border-radius:{radius};box-sizing:border-box"
        place = f"{'right' if on else 'left'}:{inset}px;top:{inset}px;bottom:{inset}px"
        return (
            '<label style="display:inline-flex;gap:8px;align-items:center">'
            f'{self._text(1, 3)} <span data-c="{Kind.SWITCH}" data-s="{int(on)}" '
            f'style="position:relative;flex:none;{line}{size};background:{track}">'
            f'<i style="position:absolute;aspect-ratio:1;{place};border-radius:{radius};'
            f'background:{knob}"></i></span></label>'
        )

    def _slider(self) -> str:
        wide, at = self._dice.randint(80, 320), self._dice.randint(0, 100)
        return (
            f'<div class="row">{self._text(1, 2)} <input type="range" data-c="{Kind.SLIDER}" '
            f'style="width:{wide}px;margin:0" value="{at}"></div>'
        )

    def _progress(self) -> str:
        dice, at = self._dice, self._dice.randint(4, 100)
        wide = dice.randint(80, 400)
        if dice.random() < 0.4:
            return (
                f'<div class="row"><progress data-c="{Kind.PROGRESS_BAR}" value="{at}" max="100" '
                f'style="width:{wide}px;margin:0"></progress></div>'
            )
        radius = dice.choice([0, 3, 99])
        return (
            f'<div class="row"><div data-c="{Kind.PROGRESS_BAR}" style="width:{wide}px;'
            f"height:{dice.randint(6, 20)}px;border-radius:{radius}px;overflow:hidden;"
            f'background:{"#555" if self._look.dark else "#ddd"}"><div style="width:{at}%;'
            f'height:100%;background:{self._look.accent}"></div></div></div>'
        )

    def _picture(self) -> str:
        dice = self._dice

        def tone() -> str:
            colour = f"{dice.randint(0, 359)},{dice.randint(30, 70)}%,{dice.randint(25, 75)}%"
            return f"hsl({colour})"

        first, last = dice.randint(5, 40), dice.randint(41, 90)
        ground = dice.choice(
            [
                f"linear-gradient({dice.randint(0, 360)}deg,{tone()},{tone()},{tone()})",
                f"radial-gradient(circle at {first}% 40%,{tone()},{tone()} {last}%,{tone()})",
                f"repeating-conic-gradient({tone()} 0 {first}deg,{tone()} 0 {last}deg)",
            ]
        )
        wide, high = dice.randint(50, 320), dice.randint(40, 220)
        size = f"width:{wide}px;height:{high}px"
        return (
            f'<span class="pic" data-c="{Kind.PICTURE}" style="{size};background:{ground}"></span>'
        )

    def _tabs(self) -> str:
        count = self._dice.randint(2, 6)
        chosen = self._dice.randrange(count)
        tabs = "".join(
            f'<span class="tab {"on" if k == chosen else ""}" data-c="{Kind.TAB}" '
            f'data-s="{int(k == chosen)}">{self._text(1, 2)}</span>'
            for k in range(count)
        )
        return f'<div class="tabs">{tabs}</div>'

    def _paragraph(self) -> str:
        link = f'<a href="#">{self._text(1, 4)}</a>'
        return f"<p>{self._text(8, 50)}. {link} {self._text(2, 20)}.</p>"

    def _table(self) -> str:
        dice = self._dice
        name = "cell" if dice.random() < 0.6 else ""
        pad = "" if name else "padding:4px 10px"
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td class="{name}" style="{pad}">'
                f"{self._text(1, 2) if dice.random() < 0.8 else ''}</td>"
                for _ in range(4)
            )
            + "</tr>"
            for _ in range(dice.randint(2, 6))
        )
        return f'<table style="border-collapse:collapse;width:auto">{rows}</table>'

    def _icon_and_text(self) -> str:
        style = "display:inline-flex;gap:5px;align-items:center"
        return f'<span style="{style}">{self._svg()} {self._text(1, 2)}</span>'

    def _pills(self) -> str:
        return self._row(lambda: f'<span class="pill">{self._text(1, 1)}</span>', 1, 4)

    def _tool_bar(self) -> str:
        dice = self._dice
        parts = [f"<b>{self._text(1, 2)}</b>"] if dice.random() < 0.5 else []
        parts += [self._icon_button() for _ in range(dice.randint(3, 14))]
        parts += [self._field()] if dice.random() < 0.4 else []
        parts += [self._button()] if dice.random() < 0.3 else []
        return f'<div class="tb">{"".join(parts)}</div>'
