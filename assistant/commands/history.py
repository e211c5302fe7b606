"""`earsight history`: the answers that were saved, where that is switched on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime

from assistant.commands.output import print_json
from assistant.composition.stores import saved_answers, settings_store
from assistant.core.errors import BadInputError, EarSightError
from assistant.core.i18n import _, ngettext
from assistant.review.document import items_of
from assistant.review.page import page_lines
from assistant.review.saved import Saved, SavedAnswers
from assistant.review.wording import saving_words, shown_words


def run(options: argparse.Namespace) -> int:
    """Do the deed; with none, list them."""
    saved = saved_answers()
    if options.deed == "show":
        _show(saved, options)
    elif options.deed == "delete":
        saved.delete(_name(saved, options.number))
        print(_("Deleted."))
    elif options.deed == "delete-all":
        count = saved.delete_all()
        words = ngettext("{count} saved answer deleted.", "{count} saved answers deleted.", count)
        print(words.format(count=count))
    else:
        _list(saved, as_json=getattr(options, "json", False))
    return 0


def _list(saved: SavedAnswers, *, as_json: bool) -> None:
    none = True
    for number, answer in _answers(saved):
        none = False
        told = shown_words(answer.result())
        if as_json:
            print_json({"number": number, "when": answer.when, "what": told})
        else:
            print(f"{number:4}  {_moment(answer.when)}  {told}")
    if not as_json:
        print(_protection(saved, none=none))


def _answers(saved: SavedAnswers) -> Iterator[tuple[int, Saved]]:
    """The newest first, numbered from 1; what cannot be read is told, and has a number, too."""
    for number, name in enumerate(reversed(saved.names()), 1):
        try:
            yield number, saved.load(name)
        except EarSightError as error:
            print(f"{number:4}  {error.spoken}", file=sys.stderr)


def _protection(saved: SavedAnswers, *, none: bool) -> str:
    if settings_store().peek().review.save_history:
        return saving_words(encrypted=saved.encrypted)
    if none:
        return _("Answers are not saved. `earsight settings set review.save_history true` does.")
    return _("Answers are not saved any more; those on the disk stay until deleted.")


def _show(saved: SavedAnswers, options: argparse.Namespace) -> None:
    answer = saved.load(_name(saved, options.number))
    if options.json:
        for finding in answer.found:
            print_json(finding)
        return
    result = answer.result()
    print(_moment(answer.when))
    for line in page_lines(shown_words(result), "", items_of(result)):
        print(line.text)


def _name(saved: SavedAnswers, number: int) -> str:
    names = saved.names()
    if number > len(names):
        raise BadInputError(
            _("There is no saved answer {number}.").format(number=number),
            _("`earsight history list` lists them."),
        )
    return names[-number]


def _moment(when: float) -> str:
    return datetime.fromtimestamp(when).astimezone().strftime("%Y-%m-%d %H:%M")
