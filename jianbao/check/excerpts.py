"""
Check that sentences are shown in full only where they are at hand, and published only where their licence allows it.
"""

from collections.abc import Iterator

from jianbao.check.survey import Survey
from jianbao.model.licences import TERMS
from jianbao.model.records import Source
from jianbao.problems import Pointer, Problem


def check_excerpts(survey: Survey) -> Iterator[Problem]:
    """Yield each seed text that is asked for and absent, and each source that a published site may not show whole."""
    if survey.catalog.config.excerpts:
        yield from _absent(survey)
        if survey.catalog.config.base_url:
            yield from _forbidden(survey)


def _absent(survey: Survey) -> Iterator[Problem]:
    texts = survey.catalog.sentence_texts
    for index in survey.catalog.indexes.values():
        if any(sentence.id not in texts for sentence in index.sentences):
            yield Problem(
                code="excerpts/text-absent",
                where=Pointer("config.yaml", ("excerpts",)),
                message=f"the seed text {index.file} is not at hand, so its sentences cannot be shown",
                hint="put it into one of the `seed_folders`, or write `excerpts: false`",
            )


def _forbidden(survey: Survey) -> Iterator[Problem]:
    for ref, record in survey.catalog.records.items():
        if isinstance(record, Source) and not TERMS[record.licence].allows_sentences:
            is_written = record.licence != "all-rights-reserved"
            yield Problem(
                code="excerpts/not-licensed",
                where=survey.at(ref, ("licence",) if is_written else ()),
                message=f"the licence {record.licence} does not allow a published site to show sentences in full",
                hint='write `excerpts: false`, or `base_url: ""` for a copy of your own; if the article is under '
                "an open licence, name it in `licence`",
            )
