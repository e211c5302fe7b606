"""Renders random web pages with the truth about their controls.

    python -m training.web_pages PACKAGES FOLDER FIRST COUNT {train,valid,test}

Writes NAME.png and NAME.json, a list of [kind, x0, y0, x1, y1, checked] in pixels.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from training.devtools import Browser
from training.web_content import Page
from training.web_looks import look
from training.words import icon_sets

_TRUTH = """(() => {
  const found = [], ratio = devicePixelRatio;
  for (const e of document.querySelectorAll('[data-c]')) {
    const r = e.getBoundingClientRect();
    const x0 = Math.max(0, r.left), y0 = Math.max(0, r.top);
    const x1 = Math.min(innerWidth, r.right), y1 = Math.min(innerHeight, r.bottom);
    if (x1 - x0 < 6 || y1 - y0 < 6) continue;
    if ((x1 - x0) * (y1 - y0) < .6 * r.width * r.height) continue;
    const box = [x0, y0, x1, y1].map(v => Math.round(v * ratio));
    found.push([e.dataset.c, ...box, Boolean(e.checked || e.dataset.s == '1')]);
  }
  return found;
})()"""


def main() -> None:
    """Write the pages that the command line asks for."""
    packages, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    first, count, test = int(sys.argv[3]), int(sys.argv[4]), sys.argv[5] == "test"
    folder.mkdir(parents=True, exist_ok=True)
    sets = icon_sets(packages, test=test)
    html = folder / ".page.html"
    with Browser() as browser:
        for number in range(first, first + count):
            dice = random.Random(f"web {test} {number}")  # noqa: S311 - reproducible on purpose
            page = Page(dice, look(dice, test=test), dice.choice(sets))
            html.write_text(page.html(packages), encoding="utf-8")
            size = dice.randint(700, 1500), dice.randint(500, 1000)
            browser.show(html.as_uri(), *size, dice.choice([1, 1, 1, 1, 1.25, 1.5, 2]))
            controls = browser.evaluate(_TRUTH)
            (folder / f"web-{number}.png").write_bytes(browser.screenshot())
            (folder / f"web-{number}.json").write_text(json.dumps(controls), encoding="utf-8")


if __name__ == "__main__":
    main()
