"""
What names the page of a record. A head holds what it is made of, and makes what a template asks for.
"""

from msgspec import Struct

from jianbao.model.records import Record
from jianbao.render.desk import Desk
from jianbao.render.frame import crumbs
from jianbao.render.later import WhenAsked
from jianbao.render.phrases import html_lang
from jianbao.render.views import LinkView


class RecordHead(Struct, frozen=True, dict=True):
    """What names the page of a record."""

    desk: Desk
    record: Record

    @WhenAsked
    def title(self) -> str:
        """Return the name of the record."""
        return self.desk.words(self.record.name)

    @WhenAsked
    def description(self) -> str:
        """Return the first paragraph without marks."""
        summary = self.record.summary
        return self.desk.plain_paragraph(summary[0]) if summary else self.title

    @WhenAsked
    def kind_label(self) -> str:
        """Say what kind of thing it is, and whether it is a draft."""
        phrases = self.desk.phrases
        return phrases.drafted(phrases.say(f"kind.{self.desk.reads.route.kind}.one"), is_draft=self.record.draft)

    @WhenAsked
    def other_title(self) -> str:
        """Return the name in the other language, where it differs."""
        return self.desk.other_words(self.record.name)

    @property
    def other_lang(self) -> str:
        """Return the other language."""
        return html_lang(self.desk.shelf.other)

    @WhenAsked
    def name_note(self) -> str:
        """Say where the name is a translation of ours, or is left as it is because no Chinese one is certain."""
        record, lang, say = self.record, self.desk.phrases.lang, self.desk.phrases.say
        if lang == "zh" and not record.zh_certain:
            return say("name.uncertain")
        translated = record.zh_translation if lang == "zh" else record.en_translation and lang == "en"
        return say("name.translation") if translated else ""

    @WhenAsked
    def crumbs(self) -> tuple[LinkView, ...]:
        """Return the way from the front page to the record."""
        return crumbs(self.desk, self.desk.reads.route.trail)
