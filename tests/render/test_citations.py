"""Citations of pages and articles: as text, and in files that reference managers read back."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import citeproc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from pylatexenc.latex2text import LatexNodes2Text

from jianbao.link.site import link_site
from jianbao.model.basics import Dated, Lang
from jianbao.model.config import Config
from jianbao.model.records import Company, Record, Source
from jianbao.render.citations import citation_box, render_citations
from jianbao.render.cite_views import CiteView
from jianbao.render.reads import Shared
from jianbao.text.citation_files import INFERRED, bibtex, csl_json, ris
from jianbao.text.citing import Work, cite, read_byline
from tests.builders import EN, ZH, catalog, desk_at, fullest, relation, shared, site_of, smallest, text

STYLE = Path(citeproc.__file__).parent / "data/styles/harvard-cite-them-right.csl"
HOSTED = "https://example.org/b"

awkward = st.text(st.sampled_from("ab \\{}&%$#_~^\"'\n\r\u2028，文"), min_size=1, max_size=20)


def work(**fields: Any) -> Work:
    """Return a page of this site, or what the fields make of it."""
    given_fields: dict[str, Any] = {"key": "a", "kind": "webpage", "lang": EN, "title": "Hill", "issued": "2026-11-22"}
    return Work(**(given_fields | fields))


def files_of(records: Mapping[str, Record], **fields: Any) -> Mapping[str, str]:
    """Return the citation files of some records."""
    return {one.path: one.body.decode() for one in render_citations(link_site(catalog(records)), shared(**fields))}


def box(page: str, lang: Lang = EN, source: Source | None = None, **fields: Any) -> CiteView:
    """Return the citation box of a page."""
    extra = (("source/paper", source),) if source else ()
    found = citation_box(desk_at(site_of(*extra), page, lang), shared(**fields))
    assert found
    return found


def texts(view: CiteView) -> list[list[str]]:
    """Return the lines of a box, work by work."""
    return [[one.words for one in cited.texts] for cited in view.works]


def flat(words: str) -> str:
    """Return words on one line, as files hold them."""
    return re.sub(r"[\s\x00-\x1f\x7f\x85]+", " ", words).strip()


def read_bibtex(body: str) -> list[dict[str, str]]:
    """Read BibTeX as its readers do, with LaTeX turned into characters."""
    library = parse_string(body, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    return [{"ID": entry.key, **{one.key: one.value.strip("{}") for one in entry.fields}} for entry in library.entries]


def test_a_page_is_cited_in_the_words_of_each_language_its_own_first() -> None:
    assert texts(box("regions/hill.html", ZH)) == [
        ["中Site. 中Hill[EB/OL]. 1版. (2026-11-22).", "Site. “Hill.” Edition 1, 22 November 2026."]
    ]


def test_an_address_is_cited_only_where_the_site_knows_its_own() -> None:
    english, chinese = texts(box("regions/hill.html", base_url=HOSTED))[0]
    assert english.endswith(" https://example.org/b/en/regions/hill.html")
    assert chinese.endswith(" https://example.org/b/zh/regions/hill.html")
    assert "http" not in str(texts(box("regions/hill.html")))


@pytest.mark.parametrize("page", ["index.html", "figures.html", "glossary.html", "regions/hill.parallel.html"])
def test_a_page_that_is_not_about_one_record_has_no_citation(page: str) -> None:
    assert citation_box(desk_at(site_of(), page), shared()) is None


def test_the_page_of_a_source_cites_the_article_too_as_far_as_it_is_stated() -> None:
    paper = Source(
        name=text("Paper", "报"),
        seed="000_a",
        byline="By A B & C D",
        publisher=relation("organisation/guild"),
        date=Dated("2025-03-14"),
    )
    assert texts(box("sources/paper.html", source=paper))[1] == [
        "A B and C D. “Paper.” Guild, 14 March 2025.",
        "A B, C D. Paper[Z]. Guild, 2025-03-14.",
    ]


def test_an_article_of_which_nothing_is_stated_is_cited_by_its_headline() -> None:
    assert texts(box("sources/paper.html"))[1] == ["“Paper.” Date not stated.", "Paper[Z]. 日期不详."]


def test_an_article_whose_english_headline_is_ours_is_cited_by_its_chinese_one() -> None:
    paper = Source(name=text("Paper"), seed="000_a", en_translation=True, byline="本报记者 林夕 欧阳石")
    assert texts(box("sources/paper.html", source=paper))[1] == [
        "林夕 and 欧阳石. “中Paper.” Date not stated.",
        "林夕, 欧阳石. 中Paper[Z]. 日期不详.",
    ]


def test_an_article_that_stands_on_the_web_is_cited_with_its_address() -> None:
    paper = Source(name=text("Paper"), seed="000_a", address="https://example.org/paper")
    assert all(line.endswith("https://example.org/paper") for line in texts(box("sources/paper.html", source=paper))[1])


def test_the_page_of_a_source_is_not_taken_for_the_article() -> None:
    assert texts(box("sources/paper.html"))[0][0].startswith("Site. “kind.source.onelist.colonPaper.”")


def test_an_inferred_date_stands_in_brackets_and_says_so() -> None:
    inferred = work(kind="document", issued="2026-06", is_inferred=True)
    assert (cite(inferred, EN), cite(inferred, ZH)) == ("“Hill.” [June 2026, inferred].", "Hill[Z]. [2026-06，推断].")


def test_an_editor_is_not_made_an_author() -> None:
    edited = work(kind="document", editors=("A B",), issued="")
    assert (cite(edited, EN), cite(edited, ZH)) == (
        "“Hill.” Edited by A B. Date not stated.",
        "A B, 编. Hill[Z]. 日期不详.",
    )


@pytest.mark.parametrize(
    ("title", "shown"), [("Why?", "“Why?”"), ("The “big” one", "“The ‘big’ one.”"), ("So.", "“So.”")]
)
def test_a_title_brings_its_own_marks(title: str, shown: str) -> None:
    assert cite(work(title=title), EN) == f"{shown} 22 November 2026."


@pytest.mark.parametrize(
    ("printed", "authors"),
    [
        ("LI Linxu", ("LI Linxu",)),
        ("By Xinhua", ("Xinhua",)),
        ("By A, B and C", ("A", "B", "C")),
        ("记者：甲、乙", ("甲", "乙")),
        ("Bybee Smith", ("Bybee Smith",)),
        ("", ()),
    ],
)
def test_a_byline_is_read_as_printed(printed: str, authors: tuple[str, ...]) -> None:
    assert read_byline(printed).authors == authors


def test_every_record_with_a_page_of_its_own_has_one_set_of_files() -> None:
    found = files_of(smallest())
    assert sorted(path for path in found if "regions" in path) == [
        "data/cite/regions/hill.bib",
        "data/cite/regions/hill.json",
        "data/cite/regions/hill.ris",
    ]
    assert not [path for path in found if "/terms/" in path]


def test_the_box_leads_to_the_files_of_its_record() -> None:
    files = box("regions/hill.html").files
    assert [(one.href, one.words) for one in files] == [
        ("../../data/cite/regions/hill.bib", "BibTeX"),
        ("../../data/cite/regions/hill.ris", "RIS"),
        ("../../data/cite/regions/hill.json", "CSL-JSON"),
    ]


def test_all_files_of_a_record_name_the_same_works() -> None:
    found = files_of(fullest(), base_url=HOSTED)
    differing = []
    for path in (path for path in found if path.endswith(".bib")):
        stem = path.removesuffix(".bib")
        keys = [[one["ID"] for one in read_bibtex(found[path])]]
        keys.append([one["id"] for one in rispy.loads(found[f"{stem}.ris"])])
        keys.append([one["id"] for one in json.loads(found[f"{stem}.json"])])
        if keys[0] != keys[1] or keys[1] != keys[2] or not keys[0]:
            differing.append(keys)
    assert differing == []


def test_no_two_works_of_the_site_have_the_same_key() -> None:
    keys = [
        one["id"] for path, body in files_of(fullest()).items() if path.endswith(".json") for one in json.loads(body)
    ]
    assert len(keys) == len(set(keys)) > 1


def test_a_page_is_of_the_date_of_the_content() -> None:
    page = read_bibtex(files_of(smallest(), build_date="2025-01-02")["data/cite/regions/hill.bib"])[0]
    assert (page["year"], page["month"], page["day"]) == ("2025", "jan", "2")


def test_facts_that_are_not_stated_have_no_field() -> None:
    bare = work(kind="document", title="Hill", issued="")
    assert list(json.loads(csl_json([bare]))[0]) == ["id", "type", "title", "language"]
    assert list(read_bibtex(bibtex([bare]))[0]) == ["ID", "title", "language"]
    assert [line[:2] for line in ris([bare]).splitlines()] == ["TY", "ID", "TI", "LA", "ER"]


def test_an_inferred_date_is_marked_in_every_format() -> None:
    inferred = work(kind="document", issued="2026-06", is_inferred=True)
    assert json.loads(csl_json([inferred]))[0]["issued"] == {"date-parts": [[2026, 6]], "circa": True}
    assert read_bibtex(bibtex([inferred]))[0]["note"] == INFERRED
    assert rispy.loads(ris([inferred]))[0]["notes"] == [INFERRED]


def test_a_period_is_both_its_ends_and_an_open_one_no_date() -> None:
    closed, opened = (json.loads(csl_json([work(issued=when)]))[0]["issued"] for when in ("2021/2025", "2019/.."))
    assert (closed, opened) == ({"date-parts": [[2021], [2025]]}, {"literal": "2019/.."})


def test_every_line_of_a_ris_file_is_a_tag_and_a_value() -> None:
    lines = ris([work(title="one\r\nER  - \ntwo\u2028three")]).split("\r\n")
    assert [line for line in lines if not re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line)] == []
    assert sum(line.startswith("ER") for line in lines) == 1


@given(awkward.filter(flat))
def test_a_title_survives_every_format(title: str) -> None:
    """Braces, backslashes and line breaks are what breaks these formats."""
    cited = [work(title=title)]
    assert rispy.loads(ris(cited))[0]["title"] == flat(title)
    assert json.loads(csl_json(cited))[0]["title"] == title
    library = parse_string(bibtex(cited))
    assert (len(library.entries), library.failed_blocks) == (1, [])


@given(awkward)
def test_braces_of_bibtex_are_balanced_whatever_is_written(title: str) -> None:
    depth = 0
    for sign in bibtex([work(title=title, authors=(title,), url=f"https://example.org/{title}")]):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("title", ["50% of R&D_x #1", "A\\B", "~x", "昆山：企业出题"])
def test_a_title_is_read_back_from_bibtex_as_it_was(title: str) -> None:
    entry = parse_string(bibtex([work(title=title)])).entries[0]
    assert LatexNodes2Text().latex_to_text(entry["title"][1:-1]) == title


def test_names_are_kept_whole() -> None:
    """No source says which part of a name is the family name."""
    people = work(kind="document", authors=("TANG Zhexiao", "Science and Technology Daily"))
    assert [one["literal"] for one in json.loads(csl_json([people]))[0]["author"]] == list(people.authors)
    assert "author = {{TANG Zhexiao} and {Science and Technology Daily}}" in bibtex([people])
    assert rispy.loads(ris([people]))[0]["authors"] == list(people.authors)


def test_csl_json_is_understood_by_a_processor() -> None:
    item = json.loads(csl_json([work(authors=("Site",), title="Kunshan", url=f"{HOSTED}/en/regions/kunshan.html")]))
    style = citeproc.CitationStylesStyle(str(STYLE), validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, CiteProcJSON(item), citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem("a")]))
    written = str(bibliography.bibliography()[0])
    assert [part for part in ("Site", "2026", "Kunshan", HOSTED) if part not in written] == []


def test_what_an_editor_writes_is_resolved_in_titles() -> None:
    found = files_of(fullest())["data/cite/metrics/count.json"]
    assert json.loads(found)[0]["title"] == "Count of seven projects"


def test_a_name_in_one_language_is_not_taken_from_another() -> None:
    found = files_of(smallest() | {"company/mill": Company(text("Mill", "磨坊"))})["data/cite/companies/mill.json"]
    assert [(one["language"], one["title"], one["author"][0]["literal"]) for one in json.loads(found)] == [
        ("en", "Mill", "Site"),
        ("zh", "磨坊", "中Site"),
    ]


def test_a_site_of_one_language_cites_in_that_language() -> None:
    english: Config = structs.replace(shared().config, languages=(EN,))
    one: Shared = structs.replace(shared(), config=english)
    found = {file.path: file.body for file in render_citations(link_site(catalog(smallest())), one)}
    assert [item["language"] for item in json.loads(found["data/cite/regions/hill.json"])] == ["en"]
