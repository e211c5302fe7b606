"""Which numbers, codes and names of a model's answer OCR did not read on the picture.

Small models make up what they cannot read. What is counted as such a word: anything with a digit,
addresses, all-capital words, capitalised words inside a sentence, and everything in quotes.
A capitalised first word cannot be told from any other first word, so it counts only before another
capitalised one ("John Smith waves") or as the whole answer. Names are not found where all nouns
have capitals (German) or nothing has (Arabic, Chinese): there only numbers, codes and quotes count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set

from assistant.describing.quantities import Quantity, confirmed, meanings_read, quantities

NOUNS_ARE_CAPITALISED = frozenset({"de", "lb"})
SHORT_ANSWER = 3
"""Words; an answer as short as this and all capitalised is a name, not a sentence."""

LONG_CODE = 8
"""Characters; shorter ones could be read together by chance: 1 2 is not 12."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u2e80-\ud7af]")
"""Letters of Thai, Lao and Khmer and of the East Asian scripts (Unicode blocks): words touch."""
_ATOM = re.compile(rf"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})[^\W_])+")
_WORD = re.compile(r"[^\W_]+(?:['’.@:/&+_-]+[^\W_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]|\n)[\s\"'“”«(*#•-]*$")
_JOINT = re.compile(r"(?<=\w)[-/_&+](?=\w)")
_QUOTED = re.compile(
    r"\"([^\"]+)\"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]|(?<!\w)['‘]([^'’]+)['’](?!\w)"
    r"|「([^」]+)」|『([^』]+)』|《([^》]+)》|‹([^›]+)›"
)
_LIST_NUMBER = re.compile(r"^[ \t]*\d{1,2}[.)](?=\s)", re.MULTILINE)
_CODE = re.compile(r"\d|@|_|\w{2}\.\w{2}")
_POSSESSIVE = re.compile(r"['’]s?$")
_NOT_NAMES_TEXT = (
    "i a an the this that these those it its he she they we you there here in on at of and or but "
    "no yes not none nothing unknown ok okay one two three four five six seven eight nine ten "
    "red green blue yellow orange purple pink brown black white grey gray "
    "le la les un une des ce cette ces il elle ils elles c'est dans sur non oui "
    "el los las una este esta estos es son en hay no sí si lo gli uno questo questa è nel "
    "os as um uma ele ela isto não sim na no em "
    "это этот эта эти он она они оно в на да нет и у здесь там "
    "to ten ta te jest nie tak na on ona oni ter het een dit dat de en ja nee nej ett den det "
    "bu bir ve evet hayır το ο η οι τα ένας μία ναι όχι"
)
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_LETTERS = str.maketrans("łøđıæœ", "lodiao")
"""Letters with a stroke and the like, which do not come apart as others come from their accents."""
_VOICED = 8
"""Unicode's combining class of the two marks of Japanese letters."""


def unsure_words(answer: str, read_text: str, language: str = "en") -> tuple[str, ...]:
    """The words of `answer`, as they stand there and each once, that `read_text` does not confirm.

    Case, accents, digits of other scripts, thousands separators, ways to write a date or time, and
    a unit that only one side names make no difference; another number, unit, sign or date does.
    `language` is the answer's. Names in scripts without capitals are not found.
    """
    text, origins = _visible(answer)
    text = _LIST_NUMBER.sub(lambda match: " " * len(match[0]), text)
    read = _Read(_visible(read_text)[0])
    unsure: list[tuple[int, int]] = []
    taken: set[int] = set()
    for quantity in quantities(text):
        taken.update(range(quantity.start, quantity.end))
        if not read.confirms(quantity):
            unsure.append((quantity.start, quantity.end))
    capitals = language.partition("-")[0].lower() not in NOUNS_ARE_CAPITALISED
    for start, word in _words(text, capitals=capitals):
        if start not in taken and not read.has(word):
            unsure.append((start, start + len(word)))
    left = _without_codes_in_groups(text, sorted(unsure), read)
    spans = ((origins[start], origins[end - 1] + 1) for start, end in left)
    return tuple(dict.fromkeys(answer[start:end] for start, end in spans))


def _without_codes_in_groups(
    text: str, unsure: Sequence[tuple[int, int]], read: _Read
) -> list[tuple[int, int]]:
    """Leave out a long code that is written in groups, and was read in one piece or others."""
    groups: list[list[tuple[int, int]]] = []
    for start, end in unsure:
        if groups and text[groups[-1][-1][1] : start] in (" ", "-"):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    return [
        span
        for group in groups
        for span in group
        if group[-1][1] - group[0][0] < LONG_CODE or not read.has(text[group[0][0] : group[-1][1]])
    ]


class _Read:
    """What OCR read, made easy to look up."""

    def __init__(self, text: str) -> None:
        # Once more with the parts of what is joined: 123 stands in "ABC-123".
        parts = _JOINT.sub(" ", text)
        self._meanings = meanings_read([*quantities(text), *quantities(parts)])
        self._letters = ""
        self._edges: set[int] = {0}
        for atom in _ATOM.findall(folded(text)):
            self._letters += atom
            self._edges.add(len(self._letters))

    def confirms(self, quantity: Quantity) -> bool:
        if confirmed(quantity, self._meanings):
            return True
        # A long number or code may be cut into groups in other places: 555-1234, 5551234.
        return quantity.is_code and self.has(quantity.text)

    def has(self, word: str) -> bool:
        """Whether the letters and digits of `word` stand there as whole words.

        Either side may have more gaps ("AB-1234", "AB1234"), but no other ones: 1-11 is not 11-1.
        """
        atoms = _ATOM.findall(folded(word))
        wanted = "".join(atoms)
        gaps = {sum(map(len, atoms[:count])) for count in range(1, len(atoms))}
        start = self._letters.find(wanted)
        while wanted and start >= 0:
            end = start + len(wanted)
            inside = {edge - start for edge in range(start + 1, end) if edge in self._edges}
            if {start, end} <= self._edges and (inside <= gaps or gaps <= inside):
                return True
            start = self._letters.find(wanted, start + 1)
        return not wanted


def folded(text: str) -> str:
    """The text without case and accents; the marks of Japanese letters make others of them."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = (c for c in apart if unicodedata.combining(c) in (0, _VOICED))
    return unicodedata.normalize("NFC", "".join(bare))


def _visible(text: str) -> tuple[str, list[int]]:
    """The text with compatibility forms made plain, digits of all scripts made 0 to 9, invisible
    marks gone, and a space where letters of a script without spaces touch others or digits; and for
    each of its characters, where it comes from.
    """
    plain: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        for part in unicodedata.normalize("NFKC", character):
            if unicodedata.category(part) == "Cf":
                continue
            if plain and _touch(plain[-1], part):
                plain.append(" ")
                origins.append(index)
            plain.append(str(unicodedata.decimal(part)) if part.isdecimal() else part)
            origins.append(index)
    return "".join(plain), origins


def _touch(before: str, character: str) -> bool:
    """Whether a word ends between the two though there is no space."""
    letters = before.isalnum() and character.isalnum()
    return letters and bool(_UNSPACED.match(before)) != bool(_UNSPACED.match(character))


def _words(text: str, *, capitals: bool) -> Iterator[tuple[int, str]]:
    """Codes, names and quoted words, with where they begin."""
    quoted = _quoted(text)
    words = list(_WORD.finditer(text))
    short = len(words) <= SHORT_ANSWER and _all_names([match[0] for match in words])
    capitals = capitals and (short or _has_small_words(words))
    for index, match in enumerate(words):
        word = _POSSESSIVE.sub("", match[0])
        following = words[index + 1][0] if index + 1 < len(words) else ""
        if match.start() in quoted or _CODE.search(word):
            yield match.start(), word
        elif capitals and word.casefold() not in _NOT_NAMES and _is_capitalised(word):
            begins = _SENTENCE_START.search(text[: match.start()]) is not None
            if not begins or short or _is_code(word) or _is_capitalised(following):
                yield match.start(), word


def _quoted(text: str) -> Set[int]:
    inside: set[int] = set()
    for match in _QUOTED.finditer(text):
        inside.update(range(*match.span()))
    return inside


def _has_small_words(words: list[re.Match[str]]) -> bool:
    """Whether capitals mean anything: not in an answer all in capitals."""
    return any(match[0][0].islower() for match in words)


def _all_names(words: list[str]) -> bool:
    """Whether an answer is a name, perhaps with an article: no word is small but by its meaning."""
    names = [word for word in words if word.casefold() not in _NOT_NAMES]
    return bool(names) and all(map(_is_capitalised, names)) and words[-1] == names[-1]


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and word.casefold() not in _NOT_NAMES


def _is_code(word: str) -> bool:
    return len(word) > 1 and word.isupper()
