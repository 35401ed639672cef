"""
Lead the reader of another page to the record that was edited.

In: the last edit, and the page that is asked for. Out: a bar that offers the way, hidden until the script has seen that
this tab neither knows the edit nor wants to hear of the record; or, where pages follow, the way itself.
"""

from html import escape
from typing import Final

from msgspec import Struct

from jianbao.pipeline import Shown
from jianbao.serve.edits import Edit
from jianbao.serve.own import OWN
from jianbao.serve.words import HTML_LANG, html_lang_of, words_of

LEAD_SCRIPT: Final = """\
(() => {
  const { edit, records, here, follow } = document.currentScript.dataset;
  const tab = sessionStorage;
  if (tab.getItem("live-quiet") !== records) tab.removeItem("live-quiet");
  const isKnown = tab.getItem("live-seen") === edit || tab.getItem("live-quiet") !== null;
  if (here !== undefined || (follow && !isKnown)) tab.setItem("live-seen", edit);
  if (here !== undefined || isKnown) return;
  if (follow) {
    location.assign(follow);
    return;
  }
  const bar = document.querySelector(".live-lead");
  const show = (isShown) => {
    bar.hidden = !isShown;
    const room = isShown ? `calc(${bar.offsetHeight}px + 1.5rem)` : "";
    document.documentElement.style.scrollPaddingBlockEnd = room;
    document.body.style.paddingBlockEnd = room;
  };
  const dismiss = () => {
    tab.setItem("live-quiet", records);
    show(false);
  };
  bar.querySelector("button").addEventListener("click", dismiss);
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dismiss();
  });
  show(true);
})();
"""

LEAD_STYLE: Final = """\
.live-lead { position: fixed; inset-block-end: .75rem; inset-inline: .75rem; z-index: 1000; margin-inline: auto;
  inline-size: fit-content; max-inline-size: calc(100% - 1.5rem); box-sizing: border-box; display: flex;
  max-block-size: 50vh; overflow-y: auto;
  flex-wrap: wrap; gap: .25rem 1rem; align-items: center; padding: .5rem .75rem; background: #f1f5fb; color: #14233a;
  border: 1px solid #2f5d9b; border-radius: .375rem; font: 1rem/1.5 system-ui, sans-serif; }
.live-lead[hidden] { display: none; }
.live-lead p { margin: 0; overflow-wrap: anywhere; }
.live-lead a { color: #0b4596; font-weight: 600; text-decoration: underline; padding-block: .25rem; }
.live-lead button { min-block-size: 2rem; padding: .125rem .75rem; background: transparent; color: inherit;
  border: 1px solid currentcolor; border-radius: .25rem; font: inherit; cursor: pointer; }
.live-lead :focus-visible { outline: 3px solid #0b4596; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  .live-lead { background: #14233a; color: #e8effb; border-color: #8fb4ea; }
  .live-lead a { color: #a9c9fb; }
  .live-lead :focus-visible { outline-color: #a9c9fb; }
}
@media print { .live-lead { display: none; } }
"""


class Lead(Struct, frozen=True):
    """Where a page in this language leads: to the records of an edit, unless it ``is_there``."""

    edit: Edit
    lang: str
    is_there: bool
    follows: bool

    @property
    def head(self) -> str:
        """Return what stands in the head of the page; nothing while nothing was edited."""
        if not self.edit.shown:
            return ""
        data = {"edit": self.edit.mark, "records": " ".join(self.edit.pages)}
        data |= {"here": ""} if self.is_there else {}
        data |= {"follow": self._address(self.edit.shown[0])} if self.follows else {}
        written = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
        return f'<link rel="stylesheet" href="{OWN}lead.css"><script defer src="{OWN}lead.js"{written}></script>'

    @property
    def bar(self) -> str:
        """Return the bar that leads to each record; nothing where the page shows one, or goes there by itself."""
        if not self.edit.shown or self.is_there or self.follows:
            return ""
        words = words_of(self.lang)
        links = " · ".join(map(self._link, self.edit.shown))
        return (
            f'<aside class="live-lead" lang="{html_lang_of(self.lang)}" aria-label="{words["edited.title"]}" hidden>'
            f'<p role="status">{words["edited"]}{links}</p><button type="button">{words["dismiss"]}</button></aside>'
        )

    def _link(self, shown: Shown) -> str:
        names = {str(lang): words for lang, words in shown.name.items()}
        # A language that was added to the site since then is not among them.
        lang = self.lang if self.lang in names else next(iter(names))
        return f'<a href="{escape(self._address(shown))}" lang="{HTML_LANG.get(lang, lang)}">{escape(names[lang])}</a>'

    def _address(self, shown: Shown) -> str:
        return f"/{self.lang}/{shown.page}"
