from __future__ import annotations

import pytest

from assistant.commands.arguments import build_parser
from assistant.commands.map import map_target
from assistant.core.errors import BadInputError
from assistant.core.frame import Source


def test_the_map_is_of_the_active_window_unless_told() -> None:
    parser = build_parser()
    assert map_target(parser.parse_args(["map"])).source is Source.WINDOW
    assert map_target(parser.parse_args(["map", "--screen"])).source is Source.SCREEN
    assert map_target(parser.parse_args(["map", "shot.png"])).source is Source.FILE


@pytest.mark.parametrize(
    "words",
    [
        ["label", "add", "X"],
        ["label", "add", "X", "--at", "1,2", "--called", "key"],
        ["label", "add", "X", "--at", "here"],
        ["label", "add", "X", "--box", "1,2,3"],
        ["label", "remove"],
    ],
)
def test_wrong_labels_are_bad_input(words: list[str]) -> None:
    with pytest.raises(BadInputError):
        build_parser().parse_args(words)


def test_a_label_is_of_a_place_or_a_name() -> None:
    options = build_parser().parse_args(["label", "add", "Boost", "--at", "812,40"])
    assert (options.at, options.box, options.called) == ((812, 40), None, None)
    assert map_target(options).source is Source.WINDOW
