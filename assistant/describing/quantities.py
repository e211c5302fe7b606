"""Numbers with their units, dates and times in a text, comparable however they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

Meaning = tuple[object, ...]
"""("number", value), ("digits", text), ("date", y, m, d) where a part that is not told is None,
("time", hour, minute, second), or ("clock", ...) where morning and afternoon are not told apart."""

_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
        " listopada grudnia"
    ),
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
_MONTH_NUMBER = {name: n for names in _MONTHS for n, name in enumerate(names.split(), 1)}

_UNITS = {
    "%": "% percent",
    "$": "$ dollar dollars usd",
    "€": "€ euro euros eur",
    "£": "£ pound pounds gbp",
    "¥": "¥ yen jpy",
    "₹": "₹ rupee rupees inr",
    "°": "° degree degrees",
    "°c": "°c",
    "°f": "°f",
    "mg": "mg",
    "g": "g gram grams",
    "kg": "kg kilo kilos kilogram kilograms",
    "lb": "lb lbs",
    "mm": "mm",
    "cm": "cm",
    "m": "m metre metres meter meters",
    "km": "km kilometre kilometres kilometer kilometers",
    "mi": "mi mile miles",
    "km/h": "km/h kmh",
    "mph": "mph",
    "ml": "ml",
    "l": "l litre litres liter liters",
    "kb": "kb",
    "mb": "mb",
    "gb": "gb",
    "tb": "tb",
    "w": "w watt watts",
    "kw": "kw",
    "kwh": "kwh",
    "v": "v volt volts",
    "px": "px pixel pixels",
    "s": "s sec second seconds",
    "min": "min minute minutes",
    "h": "h hour hours",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_MAGNITUDES = {"k": 10**3, "thousand": 10**3, "mn": 10**6, "million": 10**6} | {
    "bn": 10**9,
    "billion": 10**9,
}


def _any_of(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_START = r"(?<!\w)(?<!\w[-@/:&+_.,'’])"
_END = r"(?!\w)(?![-@/:&+_.,'’]\w)"
_MONTH = rf"(?P<month>{_any_of(_MONTH_NUMBER)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er)?"
_YEAR = r"(?P<year>\d{4})"
_WORD_DATES = tuple(
    re.compile(_START + pattern + _END, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}(?:,?\s+(?:de\s+)?{_YEAR})?",
        rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"{_MONTH},?\s+(?:de\s+)?{_YEAR}",
    )
)
_NUMBER_DATE = re.compile(_START + r"(\d{1,4})([-./])(\d{1,2})\2(\d{4}|\d{1,2})" + _END)
_TIME = re.compile(
    _START
    + r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?(?:\s?(?:([ap])(?:\.m\.|m))|(?<=:\d\d))(?!\w)(?!:\d)",
    re.IGNORECASE,
)
_DIGITS = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*"
_NUMBER = re.compile(
    _START
    + rf"(?P<sign>[-−])?(?:(?P<before>[$€£¥₹])\s?)?(?P<digits>{_DIGITS})"
    + rf"(?:st|nd|rd|th|\s?(?P<scale>{_any_of(_MAGNITUDES)})|\s?(?P<unit>{_any_of(_UNIT)}))?"
    + _END,
    re.IGNORECASE,
)
_CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Quantity:
    """What stands at `[start, end)` of a text: all it can mean, and its unit or "".

    `is_code`: it is no plain number, or so long that its grouping is a matter of taste.
    """

    start: int
    end: int
    text: str
    meanings: frozenset[Meaning]
    unit: str = ""
    is_code: bool = False


def quantities(text: str) -> list[Quantity]:
    """All numbers, dates and times of a text, in order; none lies in another."""
    found: dict[int, Quantity] = {}
    taken: set[int] = set()
    for search in (_dates, _times, _numbers):
        for quantity in search(text):
            place = set(range(quantity.start, quantity.end))
            if not place & taken:
                taken |= place
                found[quantity.start] = quantity
    return [found[start] for start in sorted(found)]


def meanings_read(read: Collection[Quantity]) -> dict[Meaning, set[str]]:
    """All that the quantities read mean or imply, each with the units it was read in."""
    units: dict[Meaning, set[str]] = {}
    for quantity in read:
        for meaning in _implied(quantity):
            units.setdefault(meaning, set()).add(quantity.unit)
    return units


def confirmed(quantity: Quantity, read: Mapping[Meaning, Collection[str]]) -> bool:
    """Whether one of `meanings_read` is the same, in the same unit where both have one."""
    return any(
        _same_unit(quantity.unit, unit)
        for meaning in quantity.meanings
        for unit in read.get(meaning, ())
    )


def _same_unit(one: str, other: str) -> bool:
    if "°" in (one, other):
        return (one + "°")[0] == (other + "°")[0]
    return not one or not other or one == other


def _implied(quantity: Quantity) -> frozenset[Meaning]:
    """What was read, and what is true with it: a date's year, day, month; a time without am/pm."""
    meanings = set(quantity.meanings)
    for kind, *rest in quantity.meanings:
        if kind == "date":
            year, month, day = rest
            meanings |= {("date", None, month, day), ("date", year, month, None)}
            meanings |= {("number", Decimal(str(part))) for part in (year, day) if part}
        elif kind == "time":
            hour, *smaller = rest
            meanings.add(("clock", int(str(hour)) % 12, *smaller))
    if " " in quantity.text:
        # What looks like groups of one number can be numbers side by side.
        meanings |= {("number", Decimal(part)) for part in re.findall(r"\d+", quantity.text)}
    return frozenset(meanings)


def _dates(text: str) -> Iterator[Quantity]:
    for match in _NUMBER_DATE.finditer(text):
        first, _mark, second, third = match.groups()
        meanings = set(_number_date(first, second, third))
        if meanings:
            yield Quantity(*match.span(), match[0], frozenset(meanings))
    for pattern in _WORD_DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            day, year = parts.get("day"), parts.get("year")
            meaning: Meaning = (
                "date",
                int(year) if year else None,
                _MONTH_NUMBER[parts["month"].lower()],
                int(day) if day else None,
            )
            yield Quantity(*match.span(), match[0], frozenset({meaning}))


def _number_date(first: str, second: str, third: str) -> Iterator[Meaning]:
    """Every date that three numbers can mean: year first, day first or month first."""
    if len(first) > 2:
        orders = [(first, second, third)]
    else:
        orders = [(third, second, first), (third, first, second)]
    for year, month, day in orders:
        years = [int(year)] if len(year) == 4 else [1900 + int(year), 2000 + int(year)]
        if len(year) in (2, 4) and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            yield from (("date", full, int(month), int(day)) for full in years)


def _times(text: str) -> Iterator[Quantity]:
    for match in _TIME.finditer(text):
        hour, minute, second = (int(part or 0) for part in match.groups()[:3])
        half = (match[4] or "").lower()
        if hour > (12 if half else 24) or minute > 59 or second > 59:
            continue
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        meanings: set[Meaning] = {("time", hour, minute, second)}
        if not half:
            meanings.add(("clock", hour % 12, minute, second))
        yield Quantity(*match.span(), match[0], frozenset(meanings))


def _numbers(text: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(text):
        digits = match["digits"]
        meanings = set(
            _values(digits, bool(match["sign"]), _MAGNITUDES.get(_low(match["scale"]), 1))
        )
        unit = _UNIT.get(_low(match["before"] or match["unit"]), "")
        is_code = not meanings or " " in digits or sum(map(str.isdigit, digits)) >= _CODE_LENGTH
        yield Quantity(*match.span(), match[0], frozenset(meanings), unit, is_code)


def _low(text: str | None) -> str:
    return (text or "").lower()


def _values(digits: str, negative: bool, scale: int) -> Iterator[Meaning]:
    """All a written number can mean: "1,234" is 1234 in one country and 1.234 in another.

    Leading zeros make it a code, which has to be the same digit for digit.
    """
    if digits.isdigit() and len(digits) > 1 and digits[0] == "0":
        yield "digits", digits
        return
    *groups, last = re.split(r"[.,]", plain := re.sub(r"['’ ]", "", digits))
    marks = re.findall(r"[.,]", plain)
    written = []
    if len(set(marks)) <= 1 and (not marks or (_are_groups(groups) and len(last) == 3)):
        written.append("".join((*groups, last)))
    if marks.count(last_mark := "".join(marks[-1:])) == 1 and len(set(marks[:-1])) <= 1:
        *front, whole = groups
        if last_mark and (not front or (_are_groups(front) and len(whole) == 3)):
            written.append(f"{''.join(groups)}.{last}")
    for text in written:
        yield "number", Decimal(text).normalize() * scale * (-1 if negative else 1)


def _are_groups(parts: list[str]) -> bool:
    """Whether these can stand before a thousands separator; India groups by two digits."""
    first, *others = parts
    return len(first) <= 3 and first[0] != "0" and all(len(part) in (2, 3) for part in others)
