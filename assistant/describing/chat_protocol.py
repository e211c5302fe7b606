"""Questions and answers of the OpenAI chat protocol (POST /chat/completions, with streaming).

Source: the OpenAI API reference, "Chat Completions" and "Streaming"; the stream is that of the HTML
standard's server-sent events, of which services only use one `data:` line an event.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from assistant.core.errors import BadInputError
from assistant.core.i18n import _
from assistant.describing.base import Ability, Choice, Remark, Task
from assistant.describing.endpoint import Endpoint
from assistant.describing.markup import Thoughts
from assistant.describing.prompts import CHAT, NONE_FITS, named, question
from assistant.describing.remote_errors import RemoteError, cut_off, not_an_answer, own_words

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 1536
"""Pixels: what services scale pictures to themselves."""
JPEG_QUALITY = 90
MAX_LINE = 1 << 20
MAX_ANSWER = 4 << 20
"""Most bytes of one event and of a whole answer."""

ABILITIES = (Ability.DESCRIBE, Ability.ASK, Ability.READ, Ability.CLASSIFY)


class _Text(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    delta: _Text | None = None
    message: _Text | None = None
    finish_reason: str | None = None


class _Answer(msgspec.Struct):
    choices: list[_Choice] = []
    error: object = None


_ANSWER = msgspec.json.Decoder(_Answer)


def request_body(endpoint: Endpoint, image: Image, task: Task) -> bytes:
    """The JSON of a question with its picture and the turns before it.

    Raises:
        BadInputError: a chat model is not asked for places.

    """
    prompt = CHAT.prompt(task) if task.ability in ABILITIES else None
    if prompt is None:
        raise BadInputError(
            _("A remote model cannot find places on a picture."), _("Choose another model.")
        )
    texts = [(turn.question, turn.answer) for turn in task.history]
    *asked, last = [*(told for told, _answer in texts), question(task.read_text, prompt)]
    messages: list[dict[str, Any]] = []
    for told, (_told, answer) in zip(asked, texts, strict=True):
        messages += [{"role": "user", "content": told}, {"role": "assistant", "content": answer}]
    messages.append({"role": "user", "content": last})
    messages[0]["content"] = [
        {"type": "image_url", "image_url": {"url": picture_address(image)}},
        {"type": "text", "text": messages[0]["content"]},
    ]
    limit = {"max_tokens": task.max_new_tokens} if task.max_new_tokens else {}
    return msgspec.json.encode(
        {"model": endpoint.model, "messages": messages, "stream": True, **limit}
    )


def chosen(answer: str, task: Task) -> Choice | Remark:
    """Which label an answer names; how sure it is a service does not tell.

    An answer that names none of them, or several, chooses nothing.
    """
    labels = {label.casefold(): label for label in named(task.text)} | {NONE_FITS: ""}
    told = answer.casefold()
    found = [label for label in labels if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", told)]
    # A longer label that contains a shorter one is meant alone.
    found = [one for one in found if not any(one in two and one != two for two in found)]
    if len(found) != 1:
        return Remark(_("The model did not choose one of the labels."))
    return Choice(((labels[found[0]], 1.0),))


def picture_address(image: Image) -> str:
    """The picture as a `data:` address: at most 1536 pixels a side, pixels only, no metadata."""
    from PIL.Image import new

    scale = min(1.0, LONGEST_SIDE / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    picture = image if image.mode == "RGB" else image.convert("RGB")
    # A copy of a picture keeps its comments, profile and EXIF; a new one has none.
    bare = new("RGB", size)
    bare.paste(picture.resize(size, reducing_gap=2.0))
    stream = io.BytesIO()
    bare.save(stream, "JPEG", quality=JPEG_QUALITY)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode("ascii")


def answer_texts(endpoint: Endpoint, chunks: Iterable[bytes], *, stream: bool) -> Iterator[str]:
    """The answer's pieces of text, without what a model thinks before it answers.

    `stream` False is for a service that answers in one piece.

    Raises:
        RemoteError: it is no answer, a complaint, cut off or endless.

    """
    thoughts = Thoughts()
    for text in _all_texts(endpoint, chunks, stream=stream):
        if said := thoughts.feed(text):
            yield said
    if said := thoughts.finish():
        yield said


def _all_texts(endpoint: Endpoint, chunks: Iterable[bytes], *, stream: bool) -> Iterator[str]:
    if not stream:
        body = b"".join(_limited(endpoint, chunks))
        yield from _texts(_decoded(endpoint, body))
        return
    ended = False
    for line in _lines(endpoint, _limited(endpoint, chunks)):
        field, _colon, data = line.partition(b":")
        data = data.strip()
        if field != b"data" or not data:
            continue
        if data == b"[DONE]":
            return
        answer = _decoded(endpoint, data)
        yield from _texts(answer)
        ended |= any(choice.finish_reason for choice in answer.choices)
    if not ended:
        raise cut_off(endpoint)


def _decoded(endpoint: Endpoint, data: bytes) -> _Answer:
    try:
        answer = _ANSWER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise not_an_answer(endpoint) from None
    if answer.error:
        told = _("{host} stopped with a fault.").format(host=endpoint.host)
        raise RemoteError(f"{told} {own_words(data)}".rstrip(), _("Try again later."))
    return answer


def _texts(answer: _Answer) -> Iterator[str]:
    for choice in answer.choices[:1]:
        text = choice.delta or choice.message
        if text is not None and text.content:
            yield text.content


def _limited(endpoint: Endpoint, chunks: Iterable[bytes]) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > MAX_ANSWER:
            raise not_an_answer(endpoint)
        yield chunk


def _lines(endpoint: Endpoint, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their ends, which are CR, LF or both."""
    begun = b""
    for chunk in chunks:
        *whole, begun = (begun + chunk).replace(b"\r", b"\n").split(b"\n")
        yield from whole
        if len(begun) > MAX_LINE:
            raise not_an_answer(endpoint)
    yield begun
