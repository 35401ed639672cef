"""
Choose words for values: interface strings, names, dates, statuses, in one language.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from jianbao.model.basics import Dated, Lang, Text
from jianbao.text.dates import format_date
from jianbao.text.han import has_han
from jianbao.text.plurals import in_plural

STATUSES: Final = ("actual", "target", "plan", "projection", "ceiling", "claim")
"""The order in which figures are grouped: what is before what is meant to be."""

HTML_LANGS: Final[Mapping[str, str]] = {"zh": "zh-Hans"}
"""Language folders whose BCP 47 tag in HTML says more: Chinese here is in simplified characters."""


def html_lang(lang: str) -> str:
    """Return the BCP 47 tag to write into ``lang`` attributes."""
    return HTML_LANGS.get(lang, lang)


class Phrases(Struct, frozen=True):
    """The words of one language, with the languages of the site for names in the others."""

    lang: Lang
    languages: tuple[Lang, ...]
    every: Mapping[Lang, Mapping[str, str]]

    @property
    def ui(self) -> Mapping[str, str]:
        """Return the interface strings of this language."""
        return self.every[self.lang]

    def turned(self, lang: Lang) -> "Phrases":
        """Return the words of another language of the site."""
        return Phrases(lang, self.languages, self.every)

    def say(self, key: str, **values: str) -> str:
        """Return an interface string with its ``{names}`` filled in, and in the plural that their numbers ask for."""
        words = in_plural(self.every[self.lang][key], values, self.lang)
        for name, value in values.items():
            words = words.replace(f"{{{name}}}", value)
        return words

    def language(self, lang: Lang) -> str:
        """Name a language in this one; one for which there is no string, by its own name for itself."""
        return self.ui.get(f"in.{lang}") or self.every[lang]["language.name"]

    def other(self) -> Lang:
        """Return the language shown beside this one: the next of the site."""
        position = self.languages.index(self.lang)
        return self.languages[(position + 1) % len(self.languages)]

    def name(self, text: Text) -> str:
        """Return a text in this language."""
        return text[self.lang]

    def drafted(self, name: str, *, is_draft: bool) -> str:
        """Say of a name that it is that of a draft."""
        return self.say("draft.name", name=name) if is_draft else name

    def foreign(self, words: str) -> str:
        """Return the HTML language of a name that is not written in the page's own script, else nothing."""
        if has_han(words) and self.lang != "zh":
            return html_lang("zh")
        if self.lang == "zh" and not has_han(words):
            return "en"
        return ""

    def date(self, dated: Dated) -> str:
        """Write a date; an inferred one says so."""
        written = format_date(dated.when, self.lang)
        return self.say("date.inferred", date=written) if dated.basis == "inferred" else written

    def place(self, locator: str, lines: tuple[int, ...]) -> str:
        """Write where a sentence stands: its number in its article, its lines in the seed file."""
        name = locator.rpartition("/")[2]
        return self.say(f"place.{name[0]}", number=name[1:], lines=_ranges(lines))


def _ranges(lines: tuple[int, ...]) -> str:
    """
    Join runs of lines.

    >>> _ranges((15, 21))
    '15; 21'
    >>> _ranges((4, 5, 6))
    '4–6'
    """
    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return "; ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
