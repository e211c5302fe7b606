"""Changes of controls in what is watched: controls, dialogs and messages, and no text."""

from __future__ import annotations

from support.told_windows import K, drawn, everywhere, line, map_of, node, window

from assistant.core.errors import WorkerError
from assistant.core.frame import Frame, Source
from assistant.screenmap.changes import controls_told
from assistant.screenmap.elements import ScreenMap, State
from assistant.screenmap.mapping import ScreenMapper
from assistant.screenmap.merging import Look, merged
from assistant.watching.controls import ControlNews


def _window(checked: bool, text: str) -> ScreenMap:
    state = State.CHECKED if checked else State.NOT_CHECKED
    box = node(K.CHECK_BOX, (20, 100, 100, 20), "Subscribe", states=(state,))
    return map_of(window(box), line(text, (20, 160, 300, 16)))


def test_a_control_that_changed_is_told_and_text_is_not() -> None:
    before = _window(False, "Ready when you are")
    assert controls_told(before, _window(True, "All of it was sent")) == [
        "Changed: check box Subscribe, checked."
    ]
    assert controls_told(before, _window(False, "All of it was sent")) == []


def test_a_dialog_is_told_with_its_buttons() -> None:
    root = window(node(K.BUTTON, (20, 20, 60, 20), "Save"), kind=K.DIALOG)
    shown = merged(Look(drawn(*everywhere(root.root), title="Save changes?"), told=root))
    assert controls_told(_window(False, "Ready"), shown) == ["New: dialog Save changes? with Save."]


class Maps(ScreenMapper):
    """Gives one map after the other; None stands for a failure."""

    def __init__(self, *maps: ScreenMap | None) -> None:
        self._maps = list(maps)
        self.sources: list[Source] = []

    def look(self, frame: Frame, language: str, engine: str) -> ScreenMap:
        self.sources.append(frame.source)
        found = self._maps.pop(0)
        if found is None:
            raise WorkerError("It stopped.")
        return found


def test_each_look_is_compared_with_the_last_one_that_worked() -> None:
    maps = Maps(_window(False, "a"), None, _window(True, "b"), _window(True, "c"))
    news = ControlNews(maps, "en", "")
    frame = drawn()
    told = [news.look(frame) for _ in range(4)]
    assert told == [[], [], ["Changed: check box Subscribe, checked."], []]
