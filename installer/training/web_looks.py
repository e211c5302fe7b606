"""Random style sheets for web pages."""

from __future__ import annotations

import random
from dataclasses import dataclass

SHEETS = (
    "@picocss/pico/css/pico.min.css",
    "water.css/out/water.css",
    "water.css/out/dark.css",
    "milligram/dist/milligram.css",
    "sakura.css/css/sakura.css",
    "mvp.css/mvp.css",
    "picnic/picnic.min.css",
    "chota/dist/chota.css",
    "spectre.css/dist/spectre.css",
)
TEST_SHEETS = (
    "bootstrap/dist/css/bootstrap.css",
    "bulma/css/bulma.css",
    "simpledotcss/simple.css",
    "uikit/dist/css/uikit.css",
)
FONTS = (
    "DejaVu Sans",
    "Nimbus Sans",
    "URW Gothic",
    "DejaVu Serif",
    "P052",
    "Nimbus Roman",
    "DejaVu Sans Mono",
    "sans-serif",
)


@dataclass(frozen=True, slots=True)
class WebLook:
    """The published style sheet (empty for none), our rules, and what the content depends on."""

    sheet: str
    rules: str
    dark: bool
    accent: str
    radius: int
    icon_side: int

    def button_class(self, dice: random.Random) -> str:
        """The class names that make a button of the published sheet."""
        kind = self.sheet.split("/")[0]
        choices = {
            "bootstrap": ("btn btn-primary", "btn btn-secondary", "btn btn-outline-primary",
                          "btn btn-light", "btn btn-success"),
            "bulma": ("button is-primary", "button is-link", "button", "button is-light"),
            "uikit": ("uk-button uk-button-default", "uk-button uk-button-primary"),
        }  # fmt: skip
        return dice.choice(choices.get(kind, ("b btn", "b btn", "b p button-primary btn primary")))

    def class_of(self, control: str) -> str:
        """The class name of a field, select, check or radio."""
        kind = self.sheet.split("/")[0]
        table = {
            "bootstrap": ("form-control", "form-select", "form-check-input", "form-check-input"),
            "bulma": ("input", "select", "", ""),
            "uikit": ("uk-input", "uk-select", "uk-checkbox", "uk-radio"),
        }
        names = table.get(kind, ("form-input", "form-select", "", ""))
        return names[("field", "select", "check", "radio").index(control)]


def _hsl(hue: float, saturation: float, light: float) -> str:
    return f"hsl({hue:.0f},{saturation:.0f}%,{light:.0f}%)"


def look(dice: random.Random, *, test: bool) -> WebLook:
    """Return a random look; a test's has a sheet that training has not."""
    sheet = dice.choice(TEST_SHEETS) if test else dice.choice(SHEETS) if dice.random() < 0.5 else ""
    own = not sheet or (not test and dice.random() < 0.3)
    dark = dice.random() < 0.35 and (own or "bootstrap" in sheet or "pico" in sheet)
    hue = dice.uniform(0, 360)
    accent = _hsl(
        dice.choice([210, 220, 200, 160, hue, hue]),
        dice.uniform(45, 95),
        dice.uniform(42, 65) if dark else dice.uniform(30, 55),
    )
    radius = dice.choice([0, 2, 3, 4, 6, 8, 12, 20])
    rules = _general(dice, accent, dark=dark, hue=hue, radius=radius, own=own)
    if own:
        rules += _controls(dice, accent, dark=dark, hue=hue, radius=radius)
    return WebLook(sheet, rules, dark, accent, radius, dice.randint(13, 28))


def _colours(dice: random.Random, hue: float, *, dark: bool) -> tuple[str, str, str, str]:
    """Return ground, ink, edge and paper."""
    if dark:
        ground = _hsl(hue, dice.uniform(0, 15), dice.uniform(6, 20))
        ink = _hsl(hue, 5, dice.uniform(78, 95))
        edge = _hsl(hue, 8, dice.uniform(25, 45))
        return ground, ink, edge, _hsl(hue, 8, dice.uniform(8, 28))
    ground = _hsl(hue, dice.uniform(0, 20), dice.uniform(92, 100))
    ink = _hsl(hue, 10, dice.uniform(5, 30))
    edge = _hsl(hue, 8, dice.uniform(60, 88))
    return ground, ink, edge, dice.choice(["#fff", _hsl(hue, 10, dice.uniform(93, 98))])


def _general(
    dice: random.Random, accent: str, *, dark: bool, hue: float, radius: int, own: bool
) -> str:
    ground, ink, edge, paper = _colours(dice, hue, dark=dark)
    colours = f"background:{ground};color:{ink};" if own else ""
    tinted = dice.choice(["", f"background:{paper};", f"background:{accent};"])
    line = dice.choice(["", f"border-bottom:1px solid {edge};"])
    chosen = dice.choice(
        [
            f"border-bottom:{dice.choice([2, 3])}px solid {accent}",
            f"background:{accent};color:#fff;border-radius:{radius}px",
            f"border:1px solid {edge};border-bottom:none",
            f"background:{edge};border-radius:{radius}px",
        ]
    )
    shadow = dice.choice(["", "", "box-shadow:0 2px 8px #0004;"])
    card = dice.choice(["", f"background:{paper};"])
    return (
        f"body{{margin:0;padding:{dice.randint(0, 20)}px;max-width:none;"
        f'font-family:"{dice.choice(FONTS)}";font-size:{dice.randint(12, 18)}px;{colours}}}'
        "*{transition:none!important;animation:none!important}"
        f".row{{display:flex;flex-wrap:wrap;gap:{dice.randint(4, 18)}px;align-items:center;"
        f"margin:{dice.randint(4, 14)}px 0}}"
        f".tb{{display:flex;gap:{dice.randint(2, 14)}px;align-items:center;{tinted}{line}"
        f"padding:{dice.randint(2, 10)}px {dice.randint(4, 16)}px}}"
        f".ib{{background:none!important;border:none!important;padding:{dice.randint(2, 8)}px;"
        "margin:0;color:inherit;width:auto;display:inline-flex;min-width:0;height:auto;"
        "line-height:1;box-shadow:none;flex:none}"
        f".tabs{{display:flex;gap:{dice.randint(0, 12)}px;{line}}}"
        f".tab{{padding:{dice.randint(4, 12)}px {dice.randint(8, 20)}px}}.tab.on{{{chosen}}}"
        f".card{{border:{dice.choice([0, 1, 1])}px solid {edge};border-radius:{radius}px;"
        f"padding:{dice.randint(6, 20)}px;{shadow}{card}}}"
        f".pic{{display:inline-block;border-radius:{dice.choice([0, 0, 4, 12])}px}}"
        f".cell{{border:1px solid {edge};padding:4px 10px}}"
        f".pill{{background:{edge};border-radius:99px;padding:2px 9px;font-size:85%}}"
    )


def _controls(dice: random.Random, accent: str, *, dark: bool, hue: float, radius: int) -> str:
    _ground, ink, edge, paper = _colours(dice, hue, dark=dark)
    pad = dice.randint(3, 10)
    border = dice.choice(["1px solid", "1px solid", "2px solid", "none;border-bottom:1px solid"])
    round_ = 0 if "bottom" in border else radius
    text = dice.choice(["transparent", paper, paper])
    raised = f"background-image:linear-gradient(#fff{dice.randint(1, 4)},#000{dice.randint(0, 1)});"
    shade = dice.choice(["", "", raised, "box-shadow:0 1px 2px #0003;"])
    fill = dice.choice([paper, paper, edge, "transparent"])
    rules = (
        f"button.b{{font:inherit;background-color:{fill};color:{ink};{shade}"
        f"border:{dice.choice([0, 1, 1, 1, 2])}px solid {edge};border-radius:{radius}px;"
        f"padding:{pad}px {pad * dice.randint(2, 3)}px}}"
        f"button.p{{background-color:{accent};color:#fff;border:1px solid {accent}}}"
        "input:not([type=checkbox]):not([type=radio]):not([type=range]),select,textarea{"
        f"font:inherit;background-color:{text};color:{ink};border:{border} {edge};"
        f"border-radius:{round_}px;padding:{pad}px {pad + 2}px}}"
        f"a{{color:{accent};{dice.choice(['', 'text-decoration:none'])}}}"
        f"::placeholder{{color:{ink};opacity:.5}}"
        f"input,select,button{{color-scheme:{'dark' if dark else 'light'}}}"
    )
    side = dice.randint(12, 24)
    if dice.random() < 0.55:
        return rules + (
            f"input[type=checkbox],input[type=radio]{{width:{side}px;height:{side}px;"
            f"accent-color:{accent}}}input[type=range],progress{{accent-color:{accent}}}"
        )
    return (
        rules + _drawn_indicators(dice, accent, edge, paper, ink, side) + _drawn_select(dice, ink)
    )


def _drawn_indicators(
    dice: random.Random, accent: str, edge: str, paper: str, ink: str, side: int
) -> str:
    """Return rules for check boxes, radios and sliders without the browser's own look."""
    filled = dice.random() < 0.65
    on, mark = (accent, "white") if filled else (paper, dice.choice([ink, accent]))
    weight = dice.choice([2, 2.5, 3])
    svg = (
        "url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
        f"<path d='{dice.choice(['M3 8l4 4 6-8', 'M4 8.5l3 3 5.5-6', 'M3 8h10'])}' fill='none' "
        f"stroke='{mark.replace('%', '%25')}' stroke-width='{weight}'/></svg>\")"
    )
    width = dice.choice([1, 1, 2])
    knob, high = dice.randint(12, 24), dice.randint(2, 8)
    dot = dice.choice([0.22, 0.3, 0.36])
    return (
        "input[type=checkbox],input[type=radio],input[type=range]{appearance:none}"
        f"input[type=checkbox],input[type=radio]{{width:{side}px;height:{side}px;flex:none;"
        f"border:{width}px solid {edge};background:{paper}}}"
        f"input[type=checkbox]{{border-radius:{dice.choice([0, 2, 3, 5])}px}}"
        "input[type=radio]{border-radius:50%}"
        f"input[type=checkbox]:checked{{background:{on} center/contain {svg};"
        f"border-color:{on if filled else edge}}}"
        f"input[type=radio]:checked{{background:radial-gradient(circle,{mark} "
        f"{dot * 100:.0f}%,{on} {dot * 100 + 6:.0f}%);border-color:{on if filled else edge}}}"
        f"input[type=range]{{height:{knob + 2}px;background:linear-gradient({edge},{edge}) "
        f"center/100% {high}px no-repeat}}"
        f"input[type=range]::-webkit-slider-thumb{{appearance:none;width:{knob}px;"
        f"height:{knob}px;border-radius:{dice.choice([3, 50, 50])}%;"
        f"background:{dice.choice([accent, 'white'])};border:1px solid {edge}}}"
    )


def _drawn_select(dice: random.Random, ink: str) -> str:
    shape = dice.choice(["M3 6l5 5 5-5", "M4 6h8l-4 5z", "M4 6l4-4 4 4M4 10l4 4 4-4"])
    stroke = f"stroke='{ink.replace('%', '%25')}' stroke-width='2'"
    svg = (
        "url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
        f"<path d='{shape}' fill='none' {stroke}/></svg>\")"
    )
    return (
        f"select{{appearance:none;background-image:{svg}!important;background-repeat:no-repeat;"
        f"background-position:right {dice.randint(5, 12)}px center;"
        f"background-size:{dice.randint(10, 18)}px;"
        f"padding-right:{dice.randint(26, 36)}px!important}}"
    )
