"""
What the server itself says in pages, in the language of the page.

These words are not among the interface strings of the site: they have to be there when those cannot be read, and no
site that is published says them. What a problem says is English, as on the terminal.
"""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "one": "One problem",
        "many": "{count} problems",
        "kept": "You see the last good build. The page follows when this is mended.",
        "none": "The site appears here when this is mended.",
        "hint": "What to do:",
        "more": "The terminal lists {count} more.",
        "title": "Problems",
        "left.one": "One TODO is left in a draft",
        "left.many": "{count} TODOs are left in drafts",
        "left": "A draft is shown when its last TODO has been replaced.",
        "edited": "Saved: ",
        "edited.title": "Saved last",
        "dismiss": "Dismiss",
    },
    "zh": {
        "one": "1个问题",
        "many": "{count}个问题",
        "kept": "页面仍是上一次成功构建的结果，改好后会自动更新。",
        "none": "改好后，网站会自动显示在这里。",
        "hint": "怎么改：",
        "more": "另有{count}个问题，见终端。",
        "title": "问题",
        "left.one": "草稿中还有1处TODO待填写",
        "left.many": "草稿中还有{count}处TODO待填写",
        "left": "全部填完后，草稿才会显示。",
        "edited": "刚保存：",
        "edited.title": "最近保存",
        "dismiss": "不再提示",
    },
}
"""By language, and by what they are for."""

HTML_LANG: Final[Mapping[str, str]] = {"zh": "zh-Hans"}


def words_of(lang: str) -> Mapping[str, str]:
    """Return the words in a language, in English where there are none."""
    return WORDS.get(lang, WORDS["en"])


def html_lang_of(lang: str) -> str:
    """Return the tag of the language in which ``words_of`` answers."""
    return HTML_LANG.get(lang, lang) if lang in WORDS else "en"
