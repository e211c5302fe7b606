"""Asks questions with known answers about windows of real applications, and draws their maps.

    python tests/bench/screenmap_questions.py [--pictures FOLDER] [--only NAME]

Each window is looked at with the accessibility tree on and off. With it on, an answer counts that
the pattern fits. With it off, what matters is that no state is told that is wrong. Printed are the
summaries, wrong answers, and times as they are on this machine.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from support.desk import Desk, DeskOptions  # noqa: E402
from support.real_applications import (  # noqa: E402
    APPLICATIONS,
    BROWSER,
    CALCULATOR,
    EDITOR,
    FILES,
    QT_EDITOR,
    Application,
)

from assistant.capture.capturer import ScreenCapturer  # noqa: E402
from assistant.composition.parts import Parts  # noqa: E402
from assistant.core.findings import Sentence  # noqa: E402
from assistant.core.frame import Frame, Source  # noqa: E402
from assistant.core.request import Target  # noqa: E402
from assistant.screenmap.elements import ElementKind, ScreenMap  # noqa: E402
from assistant.screenmap.looking import MappedScreen  # noqa: E402
from assistant.screenmap.matching import same_words  # noqa: E402
from assistant.screenmap.summary import summary  # noqa: E402
from assistant.screenmap.views.overlay import overlay  # noqa: E402

K = ElementKind

QUESTIONS: dict[Application, Sequence[tuple[str, str]]] = {
    EDITOR: (
        ("Which window is this?", r".*letter\.txt - Mousepad, window\. 6 menus; text area"),
        ("Which menus are there?", r"6 menus: File, Edit, Search, View, Document and Help\."),
        ("How many buttons are there?", r"0 buttons\."),
        ("Where is the Help menu?", r"Menu Help: in the middle of the top\."),
        ("Where is Tuesday?", r".*Tuesday.*: in the upper left\."),
        ("What does it say about the report?", r"Please bring the report\."),
        ("Is there a Save button?", r"No\. I find nothing called save button here\."),
        ("What is next to the Edit menu?", r"Menu File and menu Search\."),
    ),
    CALCULATOR: (
        ("How many buttons are there?", r"27 buttons\."),
        ("What is under 8?", r"Button 5\."),
        ("What is right of 5?", r"Button 6\."),
        ("What is above 7?", r"Button \("),
        ("Where is the equals sign?", r"I find nothing called equals sign here\."),
        ("Where is the = button?", r"Button =: in the lower right\."),
        ("Is MR disabled?", r"Yes\. MR is disabled\."),
        ("Is MS disabled?", r"No\. MS is enabled\."),
        ("Which buttons are disabled?", r"Button MR, disabled and button M\+, disabled\."),
        ("What is in the text area?", r".*: 0, read-only\."),
    ),
    FILES: (
        (
            "Which buttons are there?",
            r"5 buttons: Back \(disabled\), Forward \(disabled\), Open Parent",
        ),
        ("Where is letter.txt?", r"letter\.txt: "),
        ("Is there Documents?", r"Yes\. Documents"),
        ("Is there page.html?", r"Yes\. page\.html"),
        ("What is selected?", r"[Hh]ome, selected\."),
        ("Is Back disabled?", r"Yes\. Back is disabled\."),
        ("What is under Places?", r"[Hh]ome, selected\."),
        ("What is in the text field?", r".*/home/"),
    ),
    QT_EDITOR: (
        ("Is Save disabled?", r"Yes\. Save is disabled\."),
        ("Is Match Case checked?", r"No\. Match Case .* is not checked\."),
        ("How many check boxes are checked?", r"0 of 3 check boxes\."),
        ("Where is the Find button?", r"Button Find: in the (upper left|middle of the top)\."),
        ("What is next to Open?", r"Button New and button Save, disabled\."),
        ("Which menus are there?", r"5 menus: File, Edit, Options, Search and Help\."),
        ("Where is the report?", r".*report.*: in the "),
        ("Which tabs are there?", r"1 tab: letter\.txt\."),
    ),
    BROWSER: (
        ("Is Subscribe checked?", r"Yes\. Subscribe to the newsletter is checked\."),
        ("Is Gift wrapping checked?", r"No\. Gift wrapping is not checked\."),
        ("Which radio button is selected?", r"Radio button Standard, checked\."),
        ("Is Express selected?", r"No\. Express is not checked\."),
        ("What is the Country set to?", r"Drop-down list Country: France\."),
        ("What is Quantity set to?", r"Slider Quantity at 3\."),
        ("What is in the Your name field?", r"Text field Your name: Anna\."),
        ("Is the e-mail field empty?", r"Yes\. E-mail is empty\."),
        ("Read the error.", r"Error: the e-mail address is missing\."),
        ("Is Delete disabled?", r"Yes\. Delete is disabled\."),
        ("What is next to Delete?", r"Button Send and link Help\."),
        ("Read row 2 of the table.", r"Item Pear, Price 2\.50, Stock 7\."),
        ("What is the price of Plum?", r"3\.10\."),
        ("Read the Stock column.", r"14, 7, 0\."),
        ("How many rows does the table have?", r".*3 rows, 3 columns"),
        ("What does it say about delivery?", r"Delivery takes three days\."),
        ("Which headings are there?", r"2 headings: Order form and Help\."),
        ("How many links are there?", r"1 link: Help\."),
        ("Is the Upload progress bar there?", r"Yes\. Progress bar Upload at 40 %"),
        ("Who is the president?", r"None"),
    ),
}
TRUE_STATES = {
    BROWSER: {"Subscribe": True, "Gift": False, "Standard": True, "Express": False},
    QT_EDITOR: {"Match": False, "Whole": False, "Regular": False},
}
"""What is checked, by a word of its name."""


@dataclass
class Score:
    """What came out so far."""

    asked: int = 0
    right: int = 0
    right_by_pixels: int = 0
    wrong_states: int = 0
    twice: int = 0


def main() -> int:
    """Run everything; fails where fewer than nine answers in ten are right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=Path, help="a folder for the marked pictures")
    parser.add_argument("--only", default="", help="one application's name")
    options = parser.parse_args()
    score = Score()
    for application in APPLICATIONS:
        if options.only in ("", application.name):
            if not application.installed:
                print(f"{application.name}: {application.command[0]} is not installed")
                continue
            with Desk(DeskOptions(audio=False, tray=False)) as desk:
                application.open(desk)
                time.sleep(3)
                bench(application, desk, options.pictures, score)
    print(f"{score.right} of {score.asked} right, by pixels alone {score.right_by_pixels}")
    print(f"{score.wrong_states} wrong states, {score.twice} told twice")
    return 0 if score.right >= 0.9 * score.asked and not score.wrong_states else 1


def bench(application: Application, desk: Desk, pictures: Path | None, score: Score) -> None:
    """Look at one window, with the tree and without, and ask about it."""
    os.environ.update(desk.env)
    parts = Parts()
    try:
        capturer: ScreenCapturer = parts.capturer()
        for told in (True, False):
            frame = capturer.capture(Target(Source.WINDOW))
            mapper = parts.mapper(ask_application=told)
            begun = time.monotonic()
            screen = mapper.look(frame, "en", "")
            first = time.monotonic() - begun
            begun = time.monotonic()
            mapper.look(frame, "en", "")
            again = time.monotonic() - begun
            how = "told" if told else "pixels only"
            print(f"== {application.name}, {how}: {first:.2f} s, again {again:.2f} s")
            for sentence in summary(screen):
                print(f"   {sentence.text}")
            judge(application, screen, score, told=told)
            draw(pictures, f"{application.name}-{'told' if told else 'pixels'}", frame, screen)
    finally:
        parts.close()


def judge(application: Application, screen: ScreenMap, score: Score, *, told: bool) -> None:
    """Count right answers, wrong states and what is told twice."""
    for word, checked in TRUE_STATES.get(application, {}).items():
        for each in screen.of(K.CHECK_BOX, K.RADIO_BUTTON):
            if word in each.name and each.states and each.state_confidence >= 0.9:
                wrong = each.chosen is not checked
                score.wrong_states += wrong
                if wrong:
                    print(f"   WRONG STATE {each.name}: {sorted(each.states)}")
    score.twice += twice(screen)
    looked = MappedScreen(screen)
    for question, expected in QUESTIONS[application]:
        said = answer(looked, question)
        fits = re.match(expected, said) is not None
        if not told:
            score.right_by_pixels += fits
            continue
        score.asked += 1
        score.right += fits
        if not fits:
            print(f"   WRONG {question}\n      {said}\n      instead of {expected}")


def answer(looked: MappedScreen, question: str) -> str:
    """The answer in one line; "None" where only a model could know."""
    found = looked.answer(question)
    if found is None:
        return "None"
    return " ".join(each.text for each in found if isinstance(each, Sentence))


def twice(screen: ScreenMap) -> int:
    """Pairs of elements with the same words at the same place."""
    named = [each for each in screen.elements if each.text]
    pairs = [
        (one, other)
        for place, one in enumerate(named)
        for other in named[place + 1 :]
        if same_words(one.text, other.text) and touch(one.box, other.box)
        and one.id != other.parent and other.id != one.parent
    ]  # fmt: skip
    for one, other in pairs:
        print(f"   TWICE {one.kind} and {other.kind}: {one.text}")
    return len(pairs)


def touch(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether two boxes overlap."""
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip


def draw(folder: Path | None, name: str, frame: Frame, screen: ScreenMap) -> None:
    """Write the marked picture."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        overlay(frame, screen).save(folder / f"{name}.png")


if __name__ == "__main__":
    raise SystemExit(main())
