"""Ready-made ways to describe a picture, each with a key of its own in the leader layer.

The prompts are English because the models were trained on it; the setting `describing.presets`
replaces any of them, and adds others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.errors import BadInputError
from assistant.core.i18n import N_, _
from assistant.core.labels import without_mnemonic


@dataclass(frozen=True, slots=True)
class Preset:
    """`label` is the menu text, `help` what "?" says; `prompt` is what the model is told."""

    name: str
    label: str
    help: str
    key: str
    prompt: str


PRESETS: tuple[Preset, ...] = (
    Preset("scene", N_("&1 Scene"), N_("describe it as a scene"), "1", "Describe this scene in two short sentences: the place, the main things in it, and what happens."),
    Preset("people", N_("&2 People"), N_("describe the people"), "2", "Describe the people in this picture: how many, what they do, their clothes and expressions. Do not guess who they are."),
    Preset("chart", N_("&3 Chart"), N_("describe it as a chart"), "3", "This is a chart. Say what kind it is, what its title and axes are, and what its main trend is. Give no number that is not written on it."),
    Preset("diagram", N_("&4 Diagram"), N_("describe it as a diagram"), "4", "This is a diagram. Say what it shows, name its parts, and say how they are connected."),
    Preset("form", N_("&5 Form"), N_("describe it as a form"), "5", "This is a form. List its fields in reading order with their values, and say which ones are empty."),
    Preset("error", N_("&6 Error message"), N_("describe the error message"), "6", "There is an error message in this picture. Say what went wrong and what one is asked to do."),
    Preset("code", N_("&7 Program code"), N_("describe the program code"), "7", "This is program code. Say which language it is in and what it does, in three short sentences."),
    Preset("comic", N_("&8 Comic"), N_("describe it as a comic"), "8", "This is a comic. Go through it panel by panel: who is there, what happens, and who says what."),
    Preset("product", N_("&9 Product"), N_("describe it as a product"), "9", "Describe this product: what it is, its brand, its colour, and what is written on its label."),
)  # fmt: skip


def prompt_of(name: str, own: Mapping[str, str]) -> str:
    """The prompt of a preset, the person's own first.

    Raises:
        BadInputError: there is no preset of that name.

    """
    shipped = {preset.name: preset.prompt for preset in PRESETS}
    prompt = own.get(name) or shipped.get(name)
    if prompt is None:
        raise BadInputError(
            _("There is no preset {name}.").format(name=name),
            _("Choose one of: {names}.").format(names=", ".join({**shipped, **own})),
        )
    return prompt


def ready_prompts(own: Mapping[str, str]) -> dict[str, str]:
    """The prompt of every preset by its label, shipped ones first; the person's own replace them."""
    shipped = {preset.name: without_mnemonic(_(preset.label)) for preset in PRESETS}
    return {shipped.get(name, name): prompt_of(name, own) for name in {**shipped, **own}}
