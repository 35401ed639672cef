"""
The shapes in which English texts print figures, as one regular expression.

Alternatives are tried in order, dates first. Nothing repeats inside a repetition, so matching is linear.
"""

import re
from typing import Final

from jianbao.model.basics import Lang
from jianbao.text.lexicon import ENGLISH_POWERS, LEXICONS, MONTHS, ORDINAL_WORDS, TENS, UNITS_BELOW_TWENTY, listed

VERB_MONTHS: Final = frozenset({"May", "March", "Mar"})
WHEN: Final = frozenset(listed("in of since last this next late early mid by until from on to before after and"))
PRONOUN_BEFORE: Final = frozenset(
    listed("no any every some each this that the which only another such next last first everyone someone at")
)
PRONOUN_AFTER: Final = frozenset(
    listed("of another can could should would may might must has had is was who that which day by or and thing to in")
)

_MONTH = rf"(?:{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_DATES = (
    rf"{_MONTH}\s{_DAY}(?:,?\s?{_YEAR})?",
    rf"\b{_DAY}\s{_MONTH}(?:,?\s{_YEAR})?",
    rf"{_MONTH}\sto\s{_MONTH}(?:,?\s{_YEAR})?",
    rf"{_MONTH},?\s{_YEAR}",
    rf"\b(?:[Ll]ast|[Tt]his|[Nn]ext)\s{_MONTH}",
    rf"(?P<month>(?:{'|'.join(MONTHS)})\b)",
    r"\b\d{4}-\d\d-\d\d\b",
    rf"\b(?<![\d.,]){_YEAR}(?:\s?[-–—/]\s?|\sto\s)(?:{_YEAR}|\d\d(?![\d,.%]|\s(?:percent|per\scent)))",
    r"\b\d{1,2}:\d\d(?:\s?[AP]M)?",
    r"\+?\b\d+(?:[-–]\d+){2,}",
    r"\b\d+/\d+\b",
)

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_BIG = rf"(?:hundred|dozen|{'|'.join(ENGLISH_POWERS)})\b"
_TENS = "|".join(TENS)
_TEENS = "|".join(sorted(UNITS_BELOW_TWENTY[2:], key=len, reverse=True))
_SMALL = rf"(?:(?:{_TENS})(?:-(?:{'|'.join(UNITS_BELOW_TWENTY[1:10])}))?|{_TEENS})\b"
_CARDINAL = rf"\b(?:(?:a|one|{_SMALL})(?:[ -]{_BIG}){{1,3}}|{_SMALL}|{_BIG})"
_DIGITS_HERE = rf"(?<!\w)(?<!(?-i:[A-Z\u4e00-\u9fff])-)(?<!\d[.,])[-−]?{_DIGITS}(?![A-Za-z0-9])"
_NUMBER = rf"(?:{_DIGITS_HERE}(?:[\s-]{_BIG})?|{_CARDINAL})"

_MONEY_WORD = r"(?:yuan|RMB|renminbi|CNY|USD|(?:U\.S\.|US|Hong\sKong)\sdollars?|dollars?|euros?|yen)\b"
_TIME_WORD = r"(?:(?:consecutive|straight)\s)?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b"
_MEASURE_WORD = (
    r"(?:MT/s|(?:square|cubic)\s(?:kilo)?met(?:er|re)s?|(?:kilo|centi|milli|nano)?met(?:er|re)s?|km/h|km|kg|mm|cm|nm|m|"
    r"kilograms?|grams?|tonnes?|tons?|hectares?|mu|kilowatt-hours?|kilowatts?|megawatts?|gigawatts?|kWh|MWh|GWh|TWh|"
    r"kW|MW|GW|TW|GHz|MHz|GB|TB|PB|Gbps|Mbps|degrees?)\b"
)
_UNIT = (
    rf"(?:\s?%|[\s-](?:percentage[\s-]points?|percent|per\scent)\b|[\s-](?:{_MONEY_WORD}|{_TIME_WORD}|{_MEASURE_WORD}))"
)
_ATTACHED = rf"(?<!\w)(?<!(?-i:[A-Z\u4e00-\u9fff])-){_DIGITS}(?:%|{_MEASURE_WORD})"
_MONEY = rf"(?<!\w)(?:US\$|[$¥€]|(?:RMB|CNY|USD)\s?){_DIGITS}(?:[\s-]{_BIG})?(?:\s{_MONEY_WORD})?"
_JOINT = r"(?:\s?[-–—]\s?|\sto\s)"
_RANGE = (
    rf"(?:{_DIGITS_HERE}(?:\s{_BIG})?|{_CARDINAL}|\bone\b){_JOINT}"
    rf"(?:{_DIGITS}(?![A-Za-z0-9,])(?:\s{_BIG})?|{_CARDINAL}){_UNIT}?"
    rf"|(?<!\w){_DIGITS}%{_JOINT}{_DIGITS}%"
    rf"|\bbetween\s{_DIGITS}(?:\s{_BIG})?\sand\s{_DIGITS}(?:\s{_BIG})?{_UNIT}?"
)
_ORDERS = (
    r"\b(?:tens|dozens|hundreds|thousands|millions|billions|trillions)"
    r"(?:\sof\s(?:thousands|millions|billions|trillions)){0,2}"
    rf"(?:\sof(?=\s{_MONEY_WORD})\s{_MONEY_WORD})?"
)
_PARTS = "halves|half|thirds|third|quarters|quarter|fourths?|fifths?|sixths?|eighths?|tenths?"
_FRACTION = (
    rf"\b(?:one|two|three|four|five|seven|nine)[\s-](?:{_PARTS})\b(?!-)"
    rf"|\ba\s(?:third|quarter|fifth|tenth)(?=\sof\b|[.,;:!?)]|$)"
    r"|(?<!-)\bhalf\b|\b(?:doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|twice|thrice)\b"
)
_ORDINAL = rf"(?<!\w)\d+(?:st|nd|rd|th)\b|\b(?:(?:{_TENS})-)?(?:{'|'.join(ORDINAL_WORDS)})\b"
_HEDGE = rf"\b(?:{'|'.join(LEXICONS[Lang('en')].before)})\s".replace(" ", r"\s")
_NAME = (
    r"\b[Ff]ive-[Yy]ear\s[Pp]lans?\b"
    r"|\b(?!(?:[Mm]id|[Ee]arly|[Ll]ate|[Pp]re|[Pp]ost)-)(?=[A-Za-z]{0,40}[A-Z])[A-Za-z]{1,40}-?\d[\w-]*"
)
_HEDGED = f"{_RANGE}|{_ORDERS}|{_FRACTION}|{_ATTACHED}|{_NUMBER}{_UNIT}?|(?<=\\s)one(?=[\\s-]){_UNIT}"

ENGLISH_FIGURE: Final = re.compile(
    "|".join(_DATES)
    + f"|(?P<money>(?i:{_HEDGE})?{_MONEY})"
    + f"|(?P<name>{_NAME})"
    + f"|(?i:(?:{_HEDGE})?(?:{_HEDGED}))"
    + f"|(?i:{_ORDINAL})"
    + f"|(?i:{_HEDGE}one\\b)|(?P<one>\\b[Oo]ne\\b)"
)
