"""The model families: a few input paths over the table in `assistant.describing.prompts`."""

from __future__ import annotations

from assistant.describing.base import Describer
from assistant.describing.families.chat import ChatModel
from assistant.describing.families.classifier import Classifier
from assistant.describing.families.generator import Generator
from assistant.describing.families.lines import LineModel
from assistant.describing.families.pixels import PixelModel
from assistant.describing.families.prompted import PromptedModel
from assistant.describing.families.tasks import TaskModel
from assistant.describing.loading import LoadedModel
from assistant.describing.prompts import InputPath

_CLASSES: dict[InputPath, type[Generator]] = {
    InputPath.CHAT: ChatModel,
    InputPath.PROMPT: PromptedModel,
    InputPath.TASKS: TaskModel,
    InputPath.PIXELS: PixelModel,
    InputPath.LINES: LineModel,
    InputPath.CLASSIFIER: Classifier,
}


def describer(loaded: LoadedModel) -> Describer:
    """The describer for a loaded model."""
    return _CLASSES[loaded.folder.recipe.path](loaded)
