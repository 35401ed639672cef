"""
The shapes in which Chinese texts print figures, as one regular expression.

Names come first, so that 十五五 and 统一 are passed over. Nothing repeats inside a repetition.
"""

import re
from typing import Final

from jianbao.model.basics import Lang
from jianbao.text.lexicon import LEXICONS
from jianbao.text.numeral_words import MEASURE_WORDS, WORDS_WITH_NUMERALS

_DIGIT = "[0-9０-９]"
_HAN = "[〇零一二两三四五六七八九十百千万亿]"
_MONTH_DAY = rf"{_DIGIT}{{1,2}}月(?:{_DIGIT}{{1,2}}日)?"
_YEAR = rf"{_DIGIT}{{4}}"
_DATES = (
    rf"{_YEAR}年?[—–－~～至到-]{{1,2}}(?:{_YEAR}|{_DIGIT}{{2}}(?!{_DIGIT}))年?",
    rf"{_YEAR}年{_DIGIT}{{1,2}}月?[—–－~～至到-]{{1,2}}{_DIGIT}{{1,2}}月",
    rf"{_YEAR}年(?:{_MONTH_DAY})?",
    rf"(?:去年|今年|明年)?{_DIGIT}{{1,2}}月?[—–－~～至到-]{{1,2}}{_DIGIT}{{1,2}}月",
    rf"(?:去年|今年|明年)?{_MONTH_DAY}",
)
_DIGITS = rf"[-−]?{_DIGIT}+(?:[,，]{_DIGIT}{{3}})*(?:[.．]{_DIGIT}+)?(?:[十百千万亿](?![瓦米克])){{0,2}}"
_UNIT = (
    r"(?:元人民币|人民币|美元|欧元|日元|港元|元|%|％|个百分点|个月|个小时|小时|个星期|周|天|年|平方米|平方公里|公里|千米|"
    r"米|吨|千克|公斤|亩|公顷|千瓦时|千瓦|兆瓦|\s?MT/s|\s?GHz|\s?nm)"
)
_BEFORE = f"(?:{'|'.join(LEXICONS[Lang('zh')].before)})?"
_SHARE = (
    rf"百分之(?:{_DIGITS}|{_HAN}+(?:点{_HAN}+)?)|{_HAN}分之{_HAN}{{1,4}}"
    rf"|[一二两三四五六七八九]成[一二三四五六七八九半]?|一半|过半|半数|翻{_HAN}?番"
)
_RANGE = rf"{_DIGITS}(?:%|％|元)?[至到—–~～-]{_DIGITS}"
_SINGLE = r"[二两三四五六七八九十百千]"
_NUMBERED = (
    rf"(?:{_RANGE}|{_DIGITS}|{_HAN}{{2,}}|[数几][十百千万亿]{{1,3}}|{_SINGLE}(?={_UNIT}|[余多]?[{MEASURE_WORDS}]))"
)
_NAME = (
    rf"十[一二三四五六七]五|{'|'.join(WORDS_WITH_NUMERALS)}"
    rf"|(?<![A-Za-z])[A-Za-z][A-Za-z-]{{0,40}}{_DIGIT}[A-Za-z0-9-]*|(?<!{_DIGIT}){_DIGIT}{{1,4}}[A-Z]"
)

CHINESE_FIGURE: Final = re.compile(
    f"(?P<name>{_NAME})|{'|'.join(_DATES)}|{_BEFORE}(?:{_SHARE})"
    rf"|第(?:{_DIGIT}+|{_HAN}+)[{MEASURE_WORDS}]?"
    rf"|{_BEFORE}{_NUMBERED}[余多]?(?:{_UNIT}|[{MEASURE_WORDS}])?(?:以上|左右)?"
)
