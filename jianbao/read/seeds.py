"""
Index seed texts, and hold an index against its text.

In: texts, plans, indexes. Out: the words of sentences, indexes, problems.
Does not write: ``publish.seed_files`` does.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from jianbao.model.basics import LocatorStr
from jianbao.model.evidence import Printed, SeedIndex, SeedPlan, Sentence
from jianbao.problems import Place, Pointer, Problem
from jianbao.text.zones import Scan, index_seed, place_sentences, unzoned_lines

_SHOWN_LINES: Final = 8
_COMMAND: Final = "run `python build.py seeds index`"


class SeedBuild(Struct, frozen=True):
    """What the command ``seeds index`` has made, by stem: the plans it had to propose, and an index for each text."""

    proposed: Mapping[str, SeedPlan]
    indexes: Mapping[str, SeedIndex]
    problems: tuple[Problem, ...]


def read_sentence_texts(texts: Mapping[str, bytes], plans: Mapping[str, SeedPlan]) -> Mapping[LocatorStr, str]:
    """Give the words of every sentence, heading and caption of the texts at hand, by locator."""
    sentences: dict[LocatorStr, str] = {}
    for plan in plans.values():
        text = _decode(texts.get(plan.file, b""))
        sentences.update((placed.id, placed.text) for placed in place_sentences(text or "", plan))
    return sentences


def build_indexes(texts: Mapping[str, bytes], plans: Mapping[str, SeedPlan], scan: Scan | None = None) -> SeedBuild:
    """Index every text at hand by its plan, or by a proposed one where nobody has written a plan yet."""
    proposed: dict[str, SeedPlan] = {}
    indexes: dict[str, SeedIndex] = {}
    problems: list[Problem] = []
    for name, content in texts.items():
        stem = name.removesuffix(".txt")
        text = _decode(content)
        if text is None:
            problems.append(_not_utf8(name))
            continue
        plan = plans.get(stem)
        if plan is None:
            from jianbao.text.proposal import propose_plan

            plan = proposed[stem] = propose_plan(text, stem)
        problems.extend(check_plan(plan, text, f"seeds/{stem}.yaml"))
        indexes[stem] = index_seed(text, plan, scan or _scanner())
    problems.extend(_shared_slugs({**plans, **proposed}))
    return SeedBuild(proposed, indexes, tuple(problems))


def not_indexed(name: str, where: Place) -> Problem:
    """Say that a text has no sentence index yet."""
    return Problem(code="evidence/index-stale", where=where, message=f"{name} has no sentence index", hint=_COMMAND)


def check_plan(plan: SeedPlan, text: str, file: str) -> Iterator[Problem]:
    """Report the lines of a text that no zone of its plan covers, and the zones that name no article."""
    unzoned = unzoned_lines(text, plan)
    if unzoned:
        yield Problem(
            code="evidence/index-stale",
            where=Pointer(file, ("zones",)),
            message=f"no zone covers {_counted(unzoned)} of {plan.file}",
            hint="give every line that is not blank to a zone; page furniture has the kind furniture",
        )
    for position, zone in enumerate(plan.zones):
        if not zone.article and zone.kind != "furniture":
            yield Problem(
                code="record/missing-key",
                where=Pointer(file, ("zones", position)),
                message=f"the {zone.kind} zone of lines {zone.lines} names no article",
                hint="add `article:` with the slug of the source record, or make it furniture",
            )


def verify_index(index: SeedIndex, content: bytes, plan: SeedPlan, scan: Scan | None = None) -> tuple[Problem, ...]:
    """Hold an index against the text it was made from: its digest, and every sentence with its figures."""
    text = _decode(content)
    if text is None:
        return (_not_utf8(plan.file),)
    return tuple(_differences(index, index_seed(text, plan, scan or _scanner())))


def _scanner() -> Scan:
    # Its patterns take a tenth of a second to compile, and proved indexes do without.
    from jianbao.text.scan import scan_figures

    return scan_figures


def _differences(index: SeedIndex, fresh: SeedIndex) -> Iterator[Problem]:
    file = f"seeds/{fresh.file.removesuffix('.txt')}.index.yaml"
    if index.sha256 != fresh.sha256:
        yield _stale(
            Pointer(file, ("sha256",)),
            f"the index was made from a text with the digest {index.sha256[:12]}…, but {fresh.file} has "
            f"{fresh.sha256[:12]}…",
            f"restore the text, or {_COMMAND} and read what has changed",
        )
    expected = {sentence.id: sentence for sentence in fresh.sentences}
    for position, sentence in enumerate(index.sentences):
        where = Pointer(file, ("sentences", position))
        if sentence.id not in expected:
            yield _stale(where, f"{fresh.file} has no sentence {sentence.id}")
        elif sentence != expected[sentence.id]:
            yield _stale(where, _difference(sentence, expected[sentence.id]))
    listed = {sentence.id for sentence in index.sentences}
    missing = [sentence.id for sentence in fresh.sentences if sentence.id not in listed]
    for locator in missing:
        yield _stale(Pointer(file, ("sentences",), key=True), f"the index lacks {locator}")


def _difference(listed: Sentence, fresh: Sentence) -> str:
    if listed.sha256 != fresh.sha256:
        return f"{fresh.id} has the digest {fresh.sha256} in the text, but {listed.sha256} in the index"
    if listed.lines != fresh.lines:
        return f"{fresh.id} stands on {_counted(fresh.lines)} of the text, but on {_counted(listed.lines)} in the index"
    return f"{fresh.id} prints {_tokens(fresh.figures)}, but the index lists {_tokens(listed.figures)}"


def _tokens(figures: tuple[Printed, ...]) -> str:
    shown = (f"“{figure.token}”{f' of “{figure.after}”' if figure.after else ''}" for figure in figures)
    return ", ".join(shown) or "no figures"


def _counted(lines: Sequence[int]) -> str:
    shown = ", ".join((*map(str, lines[:_SHOWN_LINES]), *("…" for _ in lines[_SHOWN_LINES : _SHOWN_LINES + 1])))
    return f"line {shown}" if len(lines) == 1 else f"lines {shown}"


def _shared_slugs(plans: Mapping[str, SeedPlan]) -> Iterator[Problem]:
    homes: dict[str, str] = {}
    for stem, plan in sorted(plans.items()):
        for slug in sorted({zone.article for zone in plan.zones if zone.article}):
            home = homes.setdefault(slug, stem)
            if home != stem:
                yield Problem(
                    code="reference/duplicate",
                    where=Pointer(f"seeds/{stem}.yaml", ("zones",)),
                    message=f"the article {slug!r} belongs to seeds/{home}.yaml already",
                    hint="give one of the two articles another slug",
                )


def _stale(where: Pointer, message: str, hint: str = f"{_COMMAND} and read what has changed") -> Problem:
    return Problem(code="evidence/index-stale", where=where, message=message, hint=hint)


def _not_utf8(name: str) -> Problem:
    return Problem(
        code="yaml/encoding",
        where=Place(name),
        message=f"the seed text {name} is not UTF-8",
        hint="save it as UTF-8; nothing else reads Chinese and English alike",
    )


def _decode(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
