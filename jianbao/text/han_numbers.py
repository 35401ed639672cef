"""
Read 汉字 numerals: 三百五十, 两万三, 二〇二五, 三点五亿, and neighbours that mean a range (三五, 十七八).

In: the text of a number. Out: exact decimals, or ``None``. Every function is linear in its text.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from jianbao.text.late import late_pattern
from jianbao.text.lexicon import CHINESE_DIGITS, CHINESE_POWERS

_POINT: Final = late_pattern(
    "(?P<whole>[〇零一二两三四五六七八九十百千]+)点(?P<parts>[〇零一二三四五六七八九]+)(?P<scale>[万亿]*)"
)
_NEIGHBOURS: Final = late_pattern(
    "(?P<head>十?)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<scale>[十百千万亿]*)"
)
_SCALES: Final[Mapping[str, int]] = {"亿": 100_000_000, "万": 10_000}
_PLACES: Final[Mapping[str, int]] = {"千": 1000, "百": 100, "十": 10}
_THREE_TO_FIVE: Final = ("三", "五")


def read_chinese(text: str) -> Decimal | None:
    """
    Read one number; a digit that ends it after a scale counts the next lower one, as 三万五 does.

    >>> read_chinese("三万五"), read_chinese("三万零五"), read_chinese("三点五亿")
    (Decimal('35000'), Decimal('30005'), Decimal('350000000'))
    """
    if point := _POINT.fullmatch(text):
        whole = _words(point["whole"])
        power = CHINESE_POWERS.get(point["scale"])
        digits = "".join(str(CHINESE_DIGITS[numeral]) for numeral in point["parts"])
        if whole is None or power is None:
            return None
        number = Decimal(f"{whole}.{digits}E+{power}")
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number
    words = _words(text)
    return None if words is None else Decimal(words)


def split_neighbours(text: str) -> tuple[str, str] | None:
    """
    Cut two digits side by side into the ends of the range that they mean: one apart, or 三五.

    >>> split_neighbours("十七八"), split_neighbours("两三万"), split_neighbours("三七")
    (('十七', '十八'), ('两万', '三万'), None)
    """
    found = _NEIGHBOURS.fullmatch(text)
    if found is None:
        return None
    low, high = CHINESE_DIGITS[found["low"]], CHINESE_DIGITS[found["high"]]
    if high - low != 1 and (found["low"], found["high"]) != _THREE_TO_FIVE:
        return None
    return found["head"] + found["low"] + found["scale"], found["head"] + found["high"] + found["scale"]


def _words(text: str) -> int | None:
    """Read 十二, 三百五十, 两万, 一亿; or digit by digit, 二〇二五."""
    if len(text) > 1 and all(numeral in CHINESE_DIGITS for numeral in text):
        # Two digits side by side are a guess (三五家, three to five), not thirty-five.
        return int("".join(str(CHINESE_DIGITS[numeral]) for numeral in text)) if len(text) > len("三五") else None
    for scale in _SCALES:
        head, mark, tail = text.partition(scale)
        if mark:
            power = _SCALES[scale]
            high, low = _thousands_of(head), _rest(tail, power) if tail else 0
            return None if high is None or low is None or low >= power else high * power + low
    return _thousands(text)


def _rest(tail: str, power: int) -> int | None:
    """Read what follows a scale; a single digit counts a tenth of it."""
    if len(tail) == 1 and tail in CHINESE_DIGITS:
        return CHINESE_DIGITS[tail] * power // 10
    return _words(tail.removeprefix("零"))


def _thousands_of(text: str) -> int | None:
    """Read what stands before 万 or 亿: nothing (亿元), or a number that may itself count 万 (三万亿)."""
    head, mark, tail = text.partition("万")
    if mark and not tail:
        thousands = _thousands(head) if head else 1
        return None if thousands is None else thousands * 10**4
    return _thousands(text) if text else 1


def _thousands(text: str) -> int | None:
    """Read a 汉字 numeral below ten thousand."""
    total, ceiling = 0, 10_000
    digit: int | None = None
    for at, numeral in enumerate(text):
        if numeral in CHINESE_DIGITS and not digit:
            digit = CHINESE_DIGITS[numeral]
        elif _PLACES.get(numeral, ceiling) < ceiling:
            if digit is None and at and numeral != "十":
                return None
            ceiling = _PLACES[numeral]
            total, digit = total + (1 if digit is None else digit) * ceiling, None
        else:
            return None
    if digit and text[-2:-1] in ("百", "千"):
        digit *= ceiling // 10
    return (total + (digit or 0)) if text else None
