"""
The smallest valid record of each kind, the fullest one, and catalogs made of them.

Names are invented. The interface strings are their own keys, so that a test does not depend on wording.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from jianbao.link.site import link_site
from jianbao.model.artifact import Paper
from jianbao.model.basics import Dated, FigureIdStr, Lang, LocatorStr, Paragraph, RefStr, Relation, Text
from jianbao.model.config import Config
from jianbao.model.evidence import Printed, SeedIndex, SeedPlan, Sentence, Zone
from jianbao.model.graph import Route, Site
from jianbao.model.quantity import Unit, UnitForms
from jianbao.model.records import (
    Brief,
    Company,
    Correction,
    Derivation,
    Event,
    Figure,
    InferredDate,
    LeftOut,
    Metric,
    Organisation,
    Person,
    Policy,
    Product,
    Record,
    Region,
    Role,
    Section,
    Source,
    Term,
    Topic,
)
from jianbao.model.site import Catalog, Origin
from jianbao.model.tiles import Tile
from jianbao.read.templates import read_templates
from jianbao.render.desk import Desk
from jianbao.render.environment import compile_papers
from jianbao.render.paper_views import put
from jianbao.render.papers import render_paper
from jianbao.render.parts import PAPER, cut_of, parts_of
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared, reads_of
from jianbao.render.search_documents import Document, document_of, subjects
from tests.conftest import ROOT

EN: Final = Lang("en")
ZH: Final = Lang("zh")


class Keys(dict[str, str]):
    """Interface strings that are their own keys."""

    def __missing__(self, key: str) -> str:
        """Return the key itself."""
        return key


class Assets(Keys):
    """Asset names that any asset has."""

    def __missing__(self, key: str) -> str:
        """Return the name below the folder of assets."""
        return f"assets/{key}"


ECHO: Final[Mapping[Lang, Mapping[str, str]]] = {EN: Keys(), ZH: Keys()}

UNITS: Final[Mapping[str, Unit]] = {
    "project": Unit(
        "count", {EN: UnitForms(one="{0} project", other="{0} projects"), ZH: UnitForms(other="{0}个项目")}
    ),
    "cny": Unit("currency", {EN: UnitForms(other="{0} yuan"), ZH: UnitForms(other="{0}元")}),
}


def text(en: str, zh: str = "") -> Text:
    """Return a text in both languages; the Chinese one is marked Chinese where none is given."""
    return {EN: en, ZH: zh or f"中{en}"}


def paragraph(en: str, *cites: str, zh: str = "") -> Paragraph:
    """Return a paragraph that rests on sentences."""
    return Paragraph(text(en, zh), cites=tuple(map(LocatorStr, cites)))


def relation(to: str, *cites: str) -> Relation:
    """Return a relation that a sentence states."""
    return Relation(RefStr(to), tuple(map(LocatorStr, cites or ("paper/s1",))))


def figure(key: str, **fields: Any) -> Figure:
    """Return a figure printed by the first sentence of the article, unless the fields say otherwise."""
    given: dict[str, Any] = {
        "value": "7",
        "status": "actual",
        "speaker": "medium",
        "printed": "7",
        "evidence": (LocatorStr("paper/s1"),),
    }
    if "derived" in fields:
        given |= {"printed": "", "evidence": ()}
    return Figure(id=FigureIdStr(key), **(given | fields))


def derived(key: str, formula: str, inputs: Mapping[str, str], **fields: Any) -> Figure:
    """Return a figure computed from others."""
    named = {name: FigureIdStr(one) for name, one in inputs.items()}
    return figure(key, derived=Derivation(formula=formula, inputs=named, note=text("Computed here")), **fields)


def metric(*observations: Figure, about: str = "region/hill", **fields: Any) -> Metric:
    """Return an indicator of these observations."""
    given: dict[str, Any] = {"name": text("Count"), "unit": "project", "about": (RefStr(about),)}
    return Metric(observations=observations, **(given | fields))


def smallest() -> dict[str, Record]:
    """Return one record of every kind with nothing but what it must have."""
    day = Dated("2026-06-05")
    return {
        "brief/first": Brief(
            name=text("Brief"),
            date=day,
            bottom_line=paragraph("Line."),
            sections=(Section(text("Part"), (paragraph("Body."),)),),
            covers=(RefStr("source/paper"),),
        ),
        "company/mill": Company(text("Mill")),
        "event/fair": Event(name=text("Fair"), date=day),
        "metric/count": metric(figure("count")),
        "organisation/guild": Organisation(name=text("Guild"), form="other"),
        "person/ann": Person(name=text("Ann"), roles=(Role(title=text("Head"), cites=(LocatorStr("paper/s1"),)),)),
        "policy/rule": Policy(name=text("Rule"), form="plan"),
        "product/cart": Product(text("Cart")),
        "region/hill": Region(name=text("Hill"), level="city"),
        "source/paper": Source(name=text("Paper"), seed="000_a"),
        "term/loom": Term(text("Loom")),
        "topic/weaving": Topic(text("Weaving")),
    }


def fullest() -> dict[str, Record]:
    """Return records that use every field of every kind, with figures of every status and one derived twice over."""
    cites = (LocatorStr("paper/s1"),)
    inferred = Dated("2025-11", "inferred", cites, text("From the line <above> & below"))
    every: dict[str, Any] = {
        "zh_certain": False,
        "aliases": {EN: ("Other <name>",), ZH: ("别名",)},
        "summary": (paragraph("About {count} & [[region/hill]] on {2026-06-05}.", "paper/s2"),),
        "topics": (RefStr("topic/weaving"),),
        "related": (RefStr("product/cart"), RefStr("term/loom")),
    }
    records = smallest()
    records |= {
        "brief/second": Brief(
            name=text("Second & <b>brief</b>"),
            date=inferred,
            bottom_line=paragraph("Line with {ratio}.", "paper/s2"),
            key_figures=tuple(map(FigureIdStr, ("count", "goal", "ratio", "double"))),
            sections=(Section(text("Part of {count}"), (paragraph("See [[policy/law|the law]].", "paper/s1"),)),),
            covers=(RefStr("source/paper"),),
            **every,
        ),
        "company/forge": Company(text("Forge"), seat=relation("region/hill"), parent=relation("company/mill"), **every),
        "event/opening": Event(name=text("Opening"), date=inferred, **every),
        "correction/count": Correction(
            name=text("Count & recount"),
            edition="2",
            figures=(FigureIdStr("count"),),
            withdrawn=("lost",),
            **{**every, "zh_certain": True},
        ),
        "metric/count": metric(
            figure("count", by=RefStr("organisation/guild"), period=Dated("2025", cites=(LocatorStr("paper/s3"),))),
            figure("goal", status="target", period=inferred, note=text("Set for {count} of them")),
            name=text("Count of {count}"),
            note=text("How counts agree"),
            **{**every, "summary": (paragraph("A count.", "paper/s3"),)},
        ),
        "metric/ratio": metric(
            derived("ratio", "a / b", {"a": "goal", "b": "count"}, value="1"),
            derived("double", "a * 2", {"a": "ratio"}, value="2"),
            figure("span", hedge="range", to="9", printed="7 to 9"),
            figure("cap", status="ceiling", unit="cny", value="1.5", scale="billion", printed="1.5 billion yuan"),
            figure("boast", status="claim", value="1000", evidence=(LocatorStr("paper/s2"),)),
            figure("plan", status="plan"),
            figure("forecast", status="projection"),
        ),
        "organisation/board": Organisation(
            name=text("Board"),
            form="ministry",
            parent=relation("organisation/guild"),
            seat=relation("region/hill"),
            **every,
        ),
        "person/bob": Person(
            name=text("Bob"),
            roles=(Role(title=text("Weaver of {count}"), at=RefStr("organisation/guild"), cites=cites),),
            **every,
        ),
        "policy/law": Policy(
            name=text("Law"),
            form="law",
            issuers=(relation("organisation/guild"), relation("organisation/board", "paper/s2")),
            issued=inferred,
            in_force=Dated("2026", cites=cites),
            until=Dated("../2027"),
            region=RefStr("region/hill"),
            parent=relation("policy/rule"),
            instruments=(paragraph("A tool of {goal}.", "paper/s3"),),
            **every,
        ),
        "product/wheel": Product(
            text("Wheel"), form="facility", maker=relation("company/mill"), seat=relation("region/hill"), **every
        ),
        "region/hill-foot": Region(
            name=text("Hill foot"), level="county", parent=RefStr("region/hill"), code="XX-1", **every
        ),
        "source/paper": Source(
            name=text("Paper"),
            seed="000_a",
            byline="By A <B>",
            publisher=relation("organisation/guild"),
            date=inferred,
            not_stated=("publisher", "date", "year", "byline", "address"),
            left_out=(LeftOut(LocatorStr("paper/s2"), "two", text("Not a figure")),),
            inferred_dates=(InferredDate("2025-11", "Last November", LocatorStr("paper/s3"), text("The year before")),),
            **{**every, "zh_certain": True, "zh_translation": True},
        ),
        "term/shuttle": Term(
            text("Shuttle"), avoided={EN: ("Bobbin",), ZH: ("线轴",)}, about=RefStr("product/wheel"), **every
        ),
        "topic/warping": Topic(text("Warping"), parent=RefStr("topic/weaving"), **every),
    }
    return records


def config(**fields: Any) -> Config:
    """Return the configuration of a bilingual site."""
    given: dict[str, Any] = {
        "title": text("Site"),
        "description": text("A site"),
        "languages": (EN, ZH),
        "edition": "1",
        "build_date": "2026-11-22",
    }
    return Config(**(given | fields))


def index() -> SeedIndex:
    """Return the index of the invented article: a heading and three sentences."""
    return SeedIndex(
        "000_a.txt",
        "0" * 64,
        (
            Sentence(LocatorStr("paper/h1"), (1,), "0" * 16),
            Sentence(LocatorStr("paper/s1"), (2,), "1" * 16, (Printed("7"), Printed("2025"))),
            Sentence(LocatorStr("paper/s2"), (2, 3), "2" * 16, (Printed("two", "things"), Printed("nine"))),
            Sentence(LocatorStr("paper/s3"), (5,), "3" * 16),
        ),
    )


def catalog(records: Mapping[str, Record], **fields: Any) -> Catalog:
    """Return a catalog of these records, with the invented article as its one seed."""
    held = {RefStr(ref): records[ref] for ref in sorted(records)}
    given: dict[str, Any] = {
        "config": config(),
        "units": UNITS,
        "ui": ECHO,
        "tiles": {
            code: Tile(name=text(f"Division {code}"), short=text(code), column=column, row=1)
            for column, code in enumerate(("XX-1", "XX-2"))
        },
        "plans": {"000_a": SeedPlan(file="000_a.txt", zones=(Zone("article", "1-5", "paper"),))},
        "indexes": {"000_a": index()},
    }
    return Catalog(records=held, origins=dict.fromkeys(held, Origin("site_src/x.yaml")), **(given | fields))


def site_of(*extra: tuple[str, Record]) -> Site:
    """Link the smallest records with some more, or with some of them replaced."""
    return link_site(catalog(smallest() | dict(extra)))


def route_to(site: Site, page: str, lang: Lang = EN) -> Route:
    """Return the route of a page."""
    return next(route for route in site.routes if (route.page, route.lang) == (page, lang))


def desk_at(site: Site, page: str, lang: Lang = EN) -> Desk:
    """Return a desk set up for a page, with interface strings that are their own keys."""
    return Desk(reads_of(site, route_to(site, page, lang)), Phrases(lang, (EN, ZH), ECHO))


def shared(**fields: Any) -> Shared:
    """Return what every page reads."""
    return Shared(config(**fields), ECHO, Assets())


def documents(site: Site, shared: Shared) -> Iterator[Document]:
    """Yield every document of the search, in order."""
    return (document_of(one, site, shared) for one in subjects(site))


def papers_of(site: Site, shared: Shared) -> dict[str, Paper]:
    """Return the source of every PDF that the configuration asks for, by path."""
    templates = compile_papers(read_templates(ROOT / "templates").texts, put)
    parts = [part for part in parts_of(site, shared.config) if part.kind == PAPER]
    made = [render_paper(cut_of(site, part), part.routes, shared, templates) for part in parts]
    assert [one.path for one in made] == [part.name for part in parts]
    return {one.path: one for one in made}
