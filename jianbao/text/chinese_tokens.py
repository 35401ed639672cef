"""
Write a Chinese token in the words that the number reader knows.

In: a token as ``scan`` finds it, in the form of NFKC. Out: the wordings by which it may be read, the likeliest first.
Shares become percentages (三成, 百分之三十, 千分之三), halves decimals (三年半), a hedge inside a number moves to its
end (10多万, 5个多月, 100家以上), money signs become words.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from jianbao.model.basics import Lang
from jianbao.text.late import late_pattern
from jianbao.text.lexicon import CHINESE_DIGITS, LEXICONS
from jianbao.text.readings import read_amount

_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_NUMBER = rf"[\d.,{_NUMERALS}点]+"
_ENDS: Final = "|".join(word for word in LEXICONS[Lang("zh")].after if len(word) > 1)
_MONEY_SIGNS: Final[Mapping[str, str]] = {"US$": "美元", "HK$": "港元", "$": "美元", "¥": "元", "€": "欧元"}
_SHARES: Final[Mapping[str, int]] = {"百": 2, "千": 3, "万": 4}

_MONEY = late_pattern(r"(?P<before>[^$¥€\d]*?)(?P<sign>US\$|HK\$|[$¥€])(?P<number>[^$¥€]+)")
_HALF = late_pattern(r"(?P<hedge>[近过超逾约]|超过|接近)半(?:数)?$")
_SHARE = late_pattern(rf"(?P<of>[百千万])分之(?P<number>{_NUMBER})")
_PER_MILLE = late_pattern(r"(?P<number>[\d.]+)‰")
_TENTHS = late_pattern(
    r"(?P<low>[一二两三四五六七八九]|[\d.]+)(?:(?P<joint>[至到—–~-]?)(?P<high>[一二三四五六七八九\d]))?成"
    r"(?P<more>[一二三四五六七八九半]?)"
)
_FOLD = late_pattern(rf"翻了?(?P<hedge>近|约|超过)?(?P<times>[\d{_NUMERALS}]*)(?P<word>番|倍)")
_AND_A_HALF = late_pattern(rf"(?P<number>[\d{_NUMERALS}]+)(?P<unit>年|天|个)半(?P<rest>月|小时)?")
_UNIT_INSIDE = late_pattern(r"个(?P<hedge>多)(?P<unit>月|小时)")
_HEDGE_INSIDE = late_pattern(rf"(?P<head>[\d.,{_NUMERALS}]+)(?P<hedge>[余多来])(?P<scale>[万亿]+)")
_COUNT_FIRST = late_pattern(rf"(?P<head>.*[\d{_NUMERALS}])(?P<measure>[^\d{_NUMERALS}]{{1,3}}?)(?P<hedge>{_ENDS})")
_TWICE = late_pattern(
    rf"(?P<low>[\d.,{_NUMERALS}]+)(?P<unit>[^\d{_NUMERALS}至到—–~-]{{1,5}})(?P<joint>[至到—–~-]+)"
    rf"(?P<high>[\d.,{_NUMERALS}]+)(?P=unit)"
)


def chinese_wordings(token: str) -> Iterator[str]:
    """
    Yield the wordings of a token.

    >>> list(chinese_wordings("近三成")), list(chinese_wordings("10多万人"))
    (['近30%'], ['10万多人'])
    >>> list(chinese_wordings("近三年"))
    ['近三年', '三年']
    """
    plain = _without_folds(_without_shares(_without_money_signs(token)))
    plain = _UNIT_INSIDE.sub(r"个\g<unit>\g<hedge>", _AND_A_HALF.sub(_and_a_half, plain))
    plain = re.sub("(?<=[十百千])几", "多", plain)
    plain = re.sub(rf"数以([{_NUMERALS}]+)计", r"数\1", plain)
    plain = _HEDGE_INSIDE.sub(r"\g<head>\g<scale>\g<hedge>", plain)
    if twice := _TWICE.search(plain):
        plain = plain.replace(twice[0], f"{twice['low']}{twice['joint']}{twice['high']}{twice['unit']}")
    yield plain
    if counted := _COUNT_FIRST.fullmatch(plain):
        yield counted["head"] + counted["hedge"] + counted["measure"]
    # 近三年 is “the last three years” as often as “nearly three years”; 突破 is also what is done to a problem.
    if plain.startswith("近") and plain.endswith(("年", "月", "天", "周")):
        yield plain.removeprefix("近")
    if plain.startswith("突破") and not plain.endswith("元"):
        yield re.sub("^突破了?", "", plain)


def _without_money_signs(token: str) -> str:
    """Write $3.5亿 as 3.5亿美元, and 人民币3.5亿元 as 3.5亿元."""
    if token.endswith("元") and not token.endswith("人民币"):
        token = token.replace("人民币", "")
    if found := _MONEY.fullmatch(token):
        token = f"{found['before']}{found['number']}{_MONEY_SIGNS[found['sign']]}"
    return token


def _without_shares(token: str) -> str:
    """Write tenths, hundredths and thousandths in percent, and 过半 as more than one half."""
    token = _HALF.sub(lambda found: f"{found['hedge'].replace('过', '超过').replace('超超', '超')}一半", token)
    token = _SHARE.sub(_percent, token)
    token = re.sub(r"%([至到—–~-])(\d[\d.]*)$", r"%\1\2%", token)
    token = _PER_MILLE.sub(lambda found: f"{Decimal(found['number']).scaleb(-1):f}%", token)
    return _TENTHS.sub(_tenths, token)


def _percent(found: re.Match[str]) -> str:
    """Write 百分之三十 as 30%, 百分之六点五 as 6.5%, 千分之三 as 0.3%."""
    amount = read_amount(found["number"], Lang("zh"))
    return found[0] if amount is None else f"{amount.scaleb(2 - _SHARES[found['of']]):f}%"


def _tenths(found: re.Match[str]) -> str:
    """Write 三成 as 30%, 三成五 and 三成半 as 35%, 七八成 as 70%至80%."""
    low = Decimal(CHINESE_DIGITS.get(found["low"], found["low"])) * 10
    if found["more"]:
        low += 5 if found["more"] == "半" else CHINESE_DIGITS[found["more"]]
    if not found["high"]:
        return f"{low:f}%"
    return f"{low:f}%至{CHINESE_DIGITS.get(found['high'], found['high'])}0%"


def _without_folds(token: str) -> str:
    """Write 翻了一番, 翻番 and 翻倍 as 翻一番, and put the hedge of 翻了近两番 first."""

    def plain(found: re.Match[str]) -> str:
        if found["word"] == "倍" and found["times"] not in ("", "一"):
            return found[0]
        return f"{found['hedge'] or ''}翻{found['times'] or '一'}番"

    return _FOLD.sub(plain, token)


def _and_a_half(found: re.Match[str]) -> str:
    """Write 三年半 as 3.5年, 两个半月 as 2.5个月."""
    amount = read_amount(found["number"], Lang("zh"))
    if amount is None or (found["unit"] == "个") != bool(found["rest"]):
        return found[0]
    return f"{amount + Decimal('0.5'):f}{found['unit']}{found['rest'] or ''}"
