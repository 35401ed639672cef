"""
The shapes in which Chinese texts print figures, as one regular expression.

Alternatives are tried in order: measures in Latin letters before names (5GW is a figure, 5G is not), fractions
before the words that merely begin like one (十分之一, 十分). Nothing repeats inside a repetition.
Spaces between Chinese characters and digits are taken out before: ``scan`` does.
"""

import re
from collections.abc import Mapping
from typing import Final

from jianbao.model.basics import Lang
from jianbao.text.lexicon import LEXICONS, listed
from jianbao.text.numeral_words import MEASURE_WORDS, WORDS_WITH_NUMERALS

_COUNTED: Final = MEASURE_WORDS + "折强列趟班封册幅块根桶箱瓶升斤里岁遍棵株头匹尾宗集首卷页院校店镇乡村港站星"
"""Wider than the measure words of our own prose: a scan lists too much rather than too little."""

_PASSED_OVER: Final = listed(
    "一成不变 第三方 五年规划 五年计划 一带一路 三一重工 双十一 一二三产业 六国化工 三台县 九台区 三元里 三元区 "
    "五大连池 气象万千 千万别 八一建军节 五四运动 五四青年节 九一八 三五成群 一五一十 两院院士 零零散散"
)
"""Beside the words of ``numeral_words``: names and idioms that a sentence of a source may hold."""

_GUARDS: Final[Mapping[str, str]] = {
    "近": "(?<![最附邻临靠贴])近",
    "约": "(?<![节条合公契制违签预])约",
    "不到": "(?<![找达想得看料感做])不到",
    "超": "(?<![赶反])超",
    "上": "(?<![以线网路])上(?=[百千万亿])",
    "过": "(?<![超通经不])过(?=[百千万亿])",
    "最低": "最低(?!工资)",
}
"""Hedges that are also the end or the beginning of other words: 最近三个月, 节约30%, 过去三年."""

_DIGIT = "[0-9０-９]"
_POINTS = "[.．]"
_H = "(?:[〇零一二两三四五六七八九十百万亿]|千(?![瓦米克卡]))"
_DASH = "[至到—–－~～-]"
_YEAR = rf"{_DIGIT}{{4}}年?"
_RELATIVE = "(?:去年|今年|明年|前年)"
_HAN_YEAR = "[〇零一二三四五六七八九]{4}年"
_HAN_DAY = r"(?:二十|三十|十)?[一二三四五六七八九]?"
_DAY = rf"(?:{_DIGIT}{{1,2}}[日号])"
_MONTHS = rf"{_DIGIT}{{1,2}}月?{_DASH}{{1,2}}{_DIGIT}{{1,2}}月份?"
_MONTH_DAY = rf"{_DIGIT}{{1,2}}月份?(?:{_DIGIT}{{1,2}}[日号](?:{_DASH}{{1,2}}(?:{_DIGIT}{{1,2}}月)?{_DAY})?)?"
_QUARTER = "(?:前[一二两三]个?季度|第?[一二三四1-4]季度)"
_PART = (
    rf"(?:{_QUARTER}|[上下]半年|前(?:{_DIGIT}{{1,2}}|[二两三四五六七八九十])个?月(?!{_DAY})"
    rf"|{_MONTHS}|{_MONTH_DAY})"
)
_DATES = (
    rf"{_DIGIT}{{4}}[-./]{_DIGIT}{{1,2}}[-./]{_DIGIT}{{1,2}}(?![\d.])",
    rf"{_DIGIT}{{1,2}}[:：]{_DIGIT}{{2}}(?![\d])",
    rf"{_DIGIT}{{1,2}}[时点]{_DIGIT}{{1,2}}分",
    rf"{_YEAR}{_DASH}{{1,2}}(?:{_DIGIT}{{4}}|{_DIGIT}{{2}}(?!{_DIGIT}))(?:年(?!{_DIGIT})|学年)",
    rf"{_DIGIT}{{4}}{_DASH}{{1,2}}{_DIGIT}{{4}}(?!{_DIGIT})",
    rf"{_DIGIT}{{4}}年{_DIGIT}{{1,2}}月{_DASH}{{1,2}}{_DIGIT}{{4}}年{_DIGIT}{{1,2}}月",
    rf"{_DIGIT}{{4}}年{_PART}?",
    rf"{_RELATIVE}{_PART}",
    rf"{_HAN_YEAR}(?:十?[一二三四五六七八九十]月(?:{_HAN_DAY}日)?)?",
    rf"(?:[上本]世纪|{_DIGIT}{{2}}世纪)?(?:{_DIGIT}{{2}}|[二三四五六七八九]十)年代",
    rf"前(?:{_DIGIT}{{1,2}})个?月(?!{_DAY})",
    _MONTHS,
    _MONTH_DAY,
)

_DIGITS = rf"{_DIGIT}+(?:[,，]{_DIGIT}{{3}}(?!{_DIGIT}))*(?:{_POINTS}{_DIGIT}+)?"
_SCALED = r"(?:[余多几来]?(?:[十百万亿]|千(?![瓦米克卡]))){0,2}"
_AMOUNT = rf"(?:(?<![A-Za-z0-9０-９.．])[-−])?{_DIGITS}{_SCALED}"
_HAN_AMOUNT = (
    rf"(?:{_H}+点[零〇一二三四五六七八九]+[万亿]{{0,2}}|{_H}{{2,}}(?:[余多几来][万亿]{{0,2}})?"
    r"|[十百千](?:[余多来](?![年次]来)|几)[万亿]{0,2})"
)
_ORDER = r"(?:(?<![多总人倍指基少半次户位岁])[数几][十百千万亿]{1,3}|数以[十百千万亿]{1,2}计)"
_LATIN_UNIT = (
    r"(?:(?:[kMGT]Wh|[kMGT]W|[kMGT]?Hz|[KMGTPE]B|[KMGT]bps|MT/s|km/h|km|kg|mg|cm|mm|nm|μm|[TPE]FLOPS|TOPS|mAh|TEU|dB"
    r"|kV)(?![A-Za-z0-9])|℃|°C)"
)
_UNIT = (
    r"(?:元人民币|人民币|美元|欧元|日元|港元|港币|英镑|韩元|卢布|元|%|％|‰|个百分点|个[多半]?月|个[多半]?小时|个星期|个工作日"
    r"|个交易日|小时|分钟|世纪|周年|周|天|年|平方公里|平方千米|平方米|立方米|公里|千米|海里|厘米|毫米|微米|纳米|米|标准箱|载重吨"
    r"|吨|千克|公斤|毫克|克|亩|公顷|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|摄氏度|马力)"
)
_SINGLE = (
    rf"(?:[二两三四五六七八九十百千]|(?<=[近超逾过上约到])[万亿])(?={_UNIT}|[{_COUNTED}])"
    r"|一(?=倍|年半|[年天][多余]|个[多半])|(?<=前)[二三四五六七八九十]+(?=[，。、；！？”）]|$)"
)
_ENDS = rf"(?:{_AMOUNT}|{_H}+)"
_RANGE = rf"{_ENDS}(?:{_UNIT}|[{_COUNTED}])?{_DASH}{{1,2}}{_ENDS}(?=[^月日号:：])"
_BEFORE = (
    rf"(?:(?:{'|'.join(_GUARDS.get(phrase, phrase) for phrase in LEXICONS[Lang('zh')].before)})(?!(?:19|20)\d\d年))?"
)
_AFTER = (
    r"(?:(?<=[年天倍时月元])[多余](?![次种年元项个家方样层]))?(?:(?<=[年天])半(?!年))?"
    r"(?:以上|以下|以内|之内|左右|上下|有余|出头)?"
)
_PARTS = rf"(?:{_DIGITS}|{_H}+(?:点[零〇一二三四五六七八九]+)?)"
_SHARE = (
    rf"(?:百分之|千分之|万分之){_PARTS}(?:{_DASH}(?:百分之)?{_PARTS})?"
    rf"|(?:[二三四五六七八九十]|十二|{_DIGIT}+)分之(?:{_H}{{1,4}}|{_DIGITS})"
    rf"|(?:[一二两三四五六七八九]{{1,2}}|(?<![\d.]){_DIGIT}(?:{_POINTS}{_DIGIT})?)(?:{_DASH}[一二三四五六七八九{_DIGIT[1:-1]}])?成"
    r"(?![立为功果员长分型品熟都本绩就])(?:[一二三四五六七八九半](?![家个项年]))?多?"
    r"|一半|半数|过半|(?<=[近超逾约])半(?=[，。、；的数以]|$)数?"
)
_FOLD = rf"翻了?(?:近|约|超过)?(?:{_H}+|{_DIGIT}+)?番|翻了?[一二两三四五六七八九十]?倍"
_NAME = (
    rf"十[一二三四五六七]五|{'|'.join((*WORDS_WITH_NUMERALS, *_PASSED_OVER))}|(?:{_DIGIT}+|{_H}+)号"
    rf"|(?<![A-Za-z])[A-Za-z][A-Za-z-]{{0,40}}{_DIGIT}[A-Za-z0-9-]*|(?<!{_DIGIT}){_DIGIT}{{1,4}}[A-Z]"
)

CHINESE_FIGURE: Final = re.compile(
    rf"{_BEFORE}{_AMOUNT}\s?{_LATIN_UNIT}|{_BEFORE}(?:{_SHARE}|{_FOLD}){_AFTER}|{_QUARTER}"
    rf"|(?P<name>{_NAME})|{'|'.join(_DATES)}"
    rf"|第(?:{_DIGIT}+|{_H}+)[{_COUNTED}]?"
    rf"|{_BEFORE}(?:人民币|US\$|HK\$|[$¥￥€])?(?:{_RANGE}|{_AMOUNT}|{_HAN_AMOUNT}|{_ORDER}|{_SINGLE})"
    rf"[余多来]?(?:{_UNIT}|[{_COUNTED}])?{_AFTER}"
)
