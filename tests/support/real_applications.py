"""Applications of the distribution, with content that tests know."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from support.desk import Desk

PAGE = """\
<!doctype html>
<html lang="en"><head><title>Order form</title></head>
<body style="font: 16px sans-serif">
<h1>Order form</h1>
<p>Fill in the form and press Send. Delivery takes three days.</p>
<form>
<p><label>Your name <input value="Anna"></label> <label>E-mail <input type="email"></label></p>
<p><label><input type="checkbox" checked> Subscribe to the newsletter</label>
<label><input type="checkbox"> Gift wrapping</label></p>
<p><label><input type="radio" name="s" checked> Standard</label>
<label><input type="radio" name="s"> Express</label></p>
<p><label>Country <select><option>Germany<option selected>France<option>Spain</select></label></p>
<p><label>Quantity <input type="range" min="0" max="10" value="3"></label>
<progress value=".4" aria-label="Upload"></progress></p>
<p role="alert" style="color: #b00">Error: the e-mail address is missing.</p>
<p><button type="button">Send</button> <button type="button" disabled>Delete</button>
<a href="#help">Help</a></p>
</form>
<table border="1"><tr><th>Item<th>Price<th>Stock</tr><tr><td>Apple<td>1.20<td>14</tr>
<tr><td>Pear<td>2.50<td>7</tr><tr><td>Plum<td>3.10<td>0</tr></table>
<h2 id="help">Help</h2><p>Call us from nine to five.</p>
</body></html>
"""
LETTER = """\
Dear Anna,

The meeting is on Tuesday at nine.
Please bring the report.
"""


@dataclass(frozen=True)
class Application:
    """A program, and the title of its window once it shows. `HOME` in `command` is the desk's."""

    name: str
    command: tuple[str, ...]
    title: str

    @property
    def installed(self) -> bool:
        """Whether it is here."""
        return shutil.which(self.command[0]) is not None

    def open(self, desk: Desk) -> None:
        """Start it with its content, and give it the focus."""
        (desk.home / "page.html").write_text(PAGE, encoding="utf-8")
        (desk.home / "letter.txt").write_text(LETTER, encoding="utf-8")
        (desk.home / "Documents").mkdir(exist_ok=True)
        command = [part.replace("HOME", str(desk.home)) for part in self.command]
        desk.spawn(self.name, command)
        desk.focus(self.title, 40.0)


EDITOR = Application("editor", ("mousepad", "--disable-server", "HOME/letter.txt"), "Mousepad")
CALCULATOR = Application("calculator", ("galculator",), "galculator")
FILES = Application("files", ("thunar", "HOME"), "Thunar")
QT_EDITOR = Application(
    "qt-editor", ("featherpad", "--standalone", "HOME/letter.txt"), "letter.txt"
)
BROWSER = Application(
    "browser",
    (
        *(
            "chromium",
            "--no-sandbox",
            "--test-type",
            "--password-store=basic",
            "--no-first-run",
            "--disable-gpu",
        ),
        *("--force-renderer-accessibility", "--user-data-dir=HOME/chromium"),
        "--app=file://HOME/page.html",
    ),
    "Order form",
)
APPLICATIONS = (EDITOR, CALCULATOR, FILES, QT_EDITOR, BROWSER)
