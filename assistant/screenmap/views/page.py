"""A web page of its own with the picture, what was found on it, and the same as a list."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import TYPE_CHECKING

from assistant.core.findings import Origin
from assistant.core.i18n import language
from assistant.core.languages import is_right_to_left
from assistant.screenmap import boxes
from assistant.screenmap.details import details
from assistant.screenmap.elements import CONTAINERS, Element, ScreenMap
from assistant.screenmap.summary import summary
from assistant.screenmap.views.overlay import COLOURS
from assistant.screenmap.wording import phrase

if TYPE_CHECKING:
    from assistant.core.frame import Frame

_PAGE = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ font: 16px sans-serif; margin: 1em; }}
.screen {{ position: relative; direction: ltr; width: {width}px; height: {height}px; }}
.screen div {{ position: absolute; box-sizing: border-box; border: 1px solid; }}
</style>
<h1>{title}</h1>
<p>{summary}</p>
<div class="screen" aria-hidden="true">
<img src="data:image/png;base64,{picture}" width="{width}" height="{height}" alt="">
{marks}
</div>
<ul>
{items}
</ul>
</html>
"""


def page(frame: Frame, screen: ScreenMap) -> str:
    """The page; it loads nothing from anywhere."""
    png = io.BytesIO()
    frame.image.convert("RGB").save(png, "PNG")
    width, height = frame.image.size
    origin = (screen.box[0], screen.box[1]) if frame.source.on_screen else (0, 0)
    return _PAGE.format(
        language=escape(language()),
        direction="rtl" if is_right_to_left(language()) else "ltr",
        title=escape(screen.title or "EarSight"),
        width=width,
        height=height,
        summary=escape(" ".join(each.text for each in summary(screen))),
        picture=base64.b64encode(png.getvalue()).decode(),
        marks="\n".join(_mark(each, screen, origin) for each in screen.elements),
        items="\n".join(f"<li>{escape(each.text)}</li>" for each in details(screen)),
    )


def _mark(element: Element, screen: ScreenMap, origin: tuple[int, int]) -> str:
    x, y, _right, _bottom = boxes.moved(element.box, -origin[0], -origin[1])
    colour = COLOURS[element.source]
    style = (
        f"left:{x}px;top:{y}px;width:{boxes.width(element.box)}px;"
        f"height:{boxes.height(element.box)}px;color:{colour}"
    )
    if element.kind in CONTAINERS:
        style += ";border-style:dotted"
    title = f"{phrase(element, screen)} ({element.source.value}"
    if element.source is not Origin.TOLD:
        title += f", {element.confidence:.2f}"
    return f'<div style="{style}" title="{escape(title)})"></div>'
