"""
Romanise Chinese titles without tones, so that a reader without a Chinese keyboard finds them.

Pypinyin is imported on first use: its tables cost 0.14 s, which a command that renders nothing need not pay.
"""


def syllables(run: str) -> tuple[str, ...]:
    """
    Return the toneless syllables of a run of Chinese characters; ü is v, as it is typed.

    >>> syllables("重庆旅行")
    ('chong', 'qing', 'lv', 'xing')
    """
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(run, style=Style.NORMAL, errors="ignore"))
