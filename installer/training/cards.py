"""Writes the models' cards, from what was measured and from what was used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import fill

from training.export import checksums, made
from training.icon_families import FAMILIES, Split
from training.packages import Package, packages
from training.web_looks import SHEETS, TEST_SHEETS

from assistant.screenmap.recognising.icon_model import SHAPES, SURE

_ICONS = """# Icon names

Says what an icon means, from its pixels: one of {concepts} meanings (`labels.txt`; the first,
"other", is none of them). Part of EarSight's screen map. Trained from nothing by the scripts in
`installer/training/`: no other model, no screenshot and no picture of a person took part.

- **Licence:** Apache-2.0, as EarSight.
- **Format:** OpenVINO IR, about half a million weights in 16 bits.
- **Input:** `n x 2 x 40 x 40` bytes: distance from the background and signed brightness, both free
  of theme and colour (`icon_input` in `assistant/screenmap/recognising/crops.py`).
- **Output:** `n x {classes}` logits.
- **Made by:** `python3 installer/bootstrap.py train icons` (seeds fixed; one processor core);
{made}

{files}
## Training data

Icons rendered in random sizes, colours, grounds, weights, blur and crops, from families published
under permissive licences; and drawn crops that show no icon.

{train}
The meanings of their file names are in `installer/training/concepts.toml`. What an icon with shades
or a strong colour may be named, and how sure that must be (`least_confidence` in
`assistant/screenmap/recognising/icon_model.py`), was chosen on what neither training nor tests
have, by looking at each named icon: coloured icons, logos and flags ({calibration}),
and the desktop themes Obsidian, elementary Xfce, nuoveXT2, bloom, Vintage, Numix and, of Papirus,
the large icons.

## Scores

On families that training never saw, each icon in two random sizes and colours ({test}). The table
of meanings was once corrected after a look at mistakes on them, so they are no untouched test. The
*untouched families* ({untouched}) are: they were chosen before anything was measured on them, and
neither their drawings nor their names were looked at before. Icons of desktop themes (installed by
the system, GPL, LGPL or CC BY-SA, never trained on) are a harder test: their file names often say
what an icon is used for rather than what it shows.

{scores}
In colour themes and everywhere, a name is told only from a confidence of .7 on, and of an icon with
shades or a strong colour from {sure} on. Names of bare shapes are told from {sure} on, and never of
an icon with shades or a strong colour:
{shapes}.

In colour themes file names misjudge: many icons have a name of their own, and "gohome" or
"gtk-media-rewind-ltr" is in no table. So each of the 76 icons that these weights name in them (of
3,490 shown) was looked at, once, after the rule was settled: 73 names are right (0.961), one is
wrong (a key: "done"), and two say what the drawing looks like, not what the theme means (evenly
filled lines: "menu"; the arrow to the previous item: "back"). On the last four of the themes above,
looked at before the last two changes of the rule (a higher confidence, one more shape), 45 of 46
names of icons with shades or a strong colour are right by it, and 213 of 234 of plain ones.

*Top-1, top-3*: the very meaning is first, or among the first three. *Precision at 80 %*: of the
80 % that the model is surest of. *Named*, *precision*: icons that are named ("probably" below .9),
and how many of these names are right, names given to icons of no known meaning counting as wrong;
*of known* leaves those out. *Others named*: part of the icons of no known meaning that get a name
all the same; many of these are right, as file names have more words than the table: in colour
themes nearly all are media keys, lines, ticks and houses.

## Limits

- Knows {concepts} meanings of simple icons in one colour. Icons in several colours, logos and
  pictures are told as unlabelled: what decides is `one_colour` in the same file.
- On families that nobody looked at it is weaker than on those that the table was made with: see the
  scores.
- Of two drawings that families name differently it tells the commoner meaning: a curved arrow to
  the left is "reply", one round is "refresh".
- Knows no mirrored or rotated meanings: what points left and right in right-to-left windows is
  named by what it shows.
- A meaning is what most programs use a drawing for, not what this program does with it.
"""

_CONTROLS = """# Controls

Says of a box on a screen which control it is, if any, where exactly, and whether it is checked.
Part of EarSight's screen map. Trained by the scripts in `installer/training/` from nothing, on
windows and pages that they draw: no other model and no screenshot of a person's took part.

- **Licence:** Apache-2.0, as EarSight.
- **Format:** OpenVINO IR, about 0.4 million weights in 16 bits.
- **Input:** `n x 6 x 32 x 64` bytes, the views that `Views` in
  `assistant/screenmap/recognising/crops.py` cuts, and `n x 3` sizes (`geometry`).
- **Output:** `n x 18`: logits of none and of the kinds in `labels.txt`, offsets of the true box in
  sides of the given one, logit of being checked.
- **Made by:** `python3 installer/bootstrap.py train controls` (seeds fixed; one processor core);
{made}
  Rounds after the first learn from what the weights before got wrong.

{files}
## Training data

Drawn with the truth about each control: 1,590 windows of Qt widgets (its Fusion style, random
palettes and style sheets, close to half of them three-dimensional looks with bevels of our own, at
1, 1.25, 1.5 and 2 pixels a point) and 1,300 web pages (random CSS, half of them on a published
style sheet), with the icons of the families that the icon model learns from. Tables, lists, trees,
menus, framed texts, pills and text alone are among what is no control.

{train}
## Scores

As it runs in EarSight: real text recognition, proposals, both networks, a second look at what the
first found. A control is right when its kind is and its box overlaps the true one by half
(intersection over union). A tab that is bare text, without frame, line or ground of its own, counts
neither as missed nor, when it is told, as wrong. Nothing of the tests took part in training, or in
choosing what each kind's confidence means (`SURE_FROM` in
`assistant/screenmap/recognising/labels.py`, chosen on windows and pages drawn for that): Qt's
Windows style and style sheets of another making, the style sheets {test}, icons of other
families, and GTK 3, a toolkit that training knows nothing of (themes Adwaita, dark and light, and
HighContrast; truth from the toolkit).

{sweep}
At the confidence from which EarSight tells a control ({shipped}):

{kinds}
A full screen of 1920 x 1080 beyond text recognition: {first_cpu_ms} ms of processor time at the
first look, on two cores at once; {again_cpu_ms} ms when its parts were seen before. The same
picture as a whole comes from memory, in a few milliseconds. Measured beside other work, when
{first_ms} and {again_ms} ms passed.

## Limits

- Flat buttons, whose text stands on the page without frame or ground, look like text and are not
  told. So are links.
- Vertical sliders, dials, date pickers, toolkits with drawings of their own: not trained.
- What is covered to more than two fifths is not told.
- Weakest by kind: tabs (half of them are told in Qt, two fifths on web pages, where more than a
  quarter of those told are wrong), scroll bars, and text fields in GTK. What is told wrongly is
  mostly row numbers of tables, handles of tool bars, arrows of scroll bars and parts of icons told
  as icons; table cells and framed texts told as text fields; texts with the dotted frame of the
  keyboard focus told as buttons. Dark radio buttons in Qt's Windows style are at times still told
  as icons.
"""


def write_icon_card(folder: Path, scores: Mapping[str, Mapping[str, float]]) -> None:
    """Write the icon model's CARD.md."""
    concepts = len((folder / "labels.txt").read_text(encoding="utf-8").splitlines()) - 1
    test = [f.package for f in FAMILIES if f.split is Split.TEST]
    learned = [f.package for f in FAMILIES if f.split is Split.TRAIN]
    chosen = [f.package for f in FAMILIES if f.split is Split.CALIBRATION]
    untouched = [f.package for f in FAMILIES if f.split is Split.UNTOUCHED]
    columns = {
        "icons": "icons",
        "top1": "top-1",
        "top3": "top-3",
        "precision_80": "precision at 80 %",
        "named": "named",
        "precision": "precision",
        "known_precision": "of known",
        "others_named": "others named",
    }
    rows = [[name, *(_plain(row[key]) for key in columns)] for name, row in scores.items()]
    text = _ICONS.format(
        concepts=concepts,
        made=_made(folder),
        classes=concepts + 1,
        files=_files(folder),
        train=_packages(learned),
        sure=SURE,
        shapes=fill(", ".join(sorted(SHAPES)), 98),
        calibration=", ".join(_named(chosen)),
        test=", ".join(_named(test)),
        untouched=", ".join(_named(untouched)),
        scores=_table(["", *columns.values()], rows),
    )
    (folder / "CARD.md").write_text(text, encoding="utf-8", newline="\n")


def write_control_card(
    folder: Path, scores: Mapping[str, Mapping[str, object]], times: Mapping[str, float]
) -> None:
    """Write the control model's CARD.md."""
    from training.control_evaluation import SHIPPED, THRESHOLDS

    sweep = []
    kinds = []
    for name, result in scores.items():
        swept, each = result["sweep"], result["kinds"]
        assert isinstance(swept, dict)  # noqa: S101 - tells mypy
        assert isinstance(each, dict)  # noqa: S101 - tells mypy
        for threshold in THRESHOLDS:
            row = swept[str(threshold)]
            sweep.append([name, str(threshold), *_counted(row)])
        kinds += [[name, kind, *_counted(row)] for kind, row in each.items()]
    heads = ["controls", "recall", "precision", "states right"]
    sheets = [sheet.rsplit("/", 1)[0] for sheet in SHEETS]
    families = [f.package for f in FAMILIES if f.split is Split.TRAIN]
    text = _CONTROLS.format(
        made=_made(folder),
        files=_files(folder),
        train=_packages([*families, *sheets]),
        test=", ".join(_named(TEST_SHEETS)),
        sweep=_table(["test", "confidence", *heads], sweep),
        shipped=SHIPPED,
        kinds=_table(["test", "kind", *heads], kinds),
        **times,
    )
    (folder / "CARD.md").write_text(text, encoding="utf-8", newline="\n")


def _made(folder: Path) -> str:
    told = f"these weights: {made(folder)}."
    return fill(told, 98, initial_indent="  ", subsequent_indent="  ")


def _counted(row: Mapping[str, float]) -> list[str]:
    states = _plain(row["states"]) if "states" in row else ""
    return [_plain(row["there"]), _plain(row["recall"]), _plain(row["precision"]), states]


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) and value > 1 else f"{value:.3f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [list(head), ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _files(folder: Path) -> str:
    rows = [
        [f"`{name}`", str(size), f"`{digest}`"]
        for name, (size, digest) in checksums(folder).items()
    ]
    return _table(["file", "bytes", "sha256"], rows)


def _used(names: Sequence[str]) -> list[Package]:
    return [
        each for each in packages() if any(f"{name}/".startswith(f"{each.name}/") for name in names)
    ]


def _named(names: Sequence[str]) -> list[str]:
    return [f"{each.name} {each.version}" for each in _used(names)]


def _packages(names: Sequence[str]) -> str:
    rows = [[each.name, each.version, each.licence] for each in _used(names)]
    return _table(["npm package", "version", "licence"], rows)
