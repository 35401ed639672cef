"""
A small but complete project that changes: every kind of record, and edits of every kind that can be made at random.

Every state is sound, but for the edit that is there to be refused.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tests.conftest import ROOT
from tests.small_site import FILES

T = TypeVar("T")

TALE: Final = (
    "A mill opens\n\nThe mill made 12 carts in 2025. It has a yard. In 2026 it made 15 carts. The rule helps.\n"
)
COUNTS: Final = {"12": ("2025", "tale/s1"), "15": ("2026", "tale/s3")}
WORDS: Final = (
    ("It has a yard of its own.", "磨坊另有院子。"),
    ("There is a yard behind it.", "后面有个院子。"),
    ("The [[product/mill]] has a yard.", "[[product/mill]]有院子。"),
    ("One of [[topic/milling]] and [[company/wheels]].", "[[topic/milling]]与[[company/wheels]]之一。"),
    ("It began with {carts}.", "起初造出{carts}。"),
)
NAMES: Final = (("The mill", "磨坊"), ("The old mill", "老磨坊"), ("The mill of {carts}", "造{carts}的磨坊"))
UNITS: Final = ("{0} carts", "{0} whole carts")
UI: Final = 'home.all: "All"'
UNBOUND: Final = '  - {en: "It has 9 yards.", zh: "磨坊有9个院子。", cites: [tale/s2]}\n'
REFS: Final = ("product/mill", "brief/tale", "company/wheels", "region/hill", "policy/rule", "term/cart", "page/about")
OUTPUTS: Final = ("citations", "data", "feeds", "markdown", "overviews", "parallel", "search")


class State(Struct, frozen=True, kw_only=True):
    """What can change."""

    words: Mapping[str, int] = {}
    name: int = 0
    count: str = "12"
    status: str = "actual"
    topics: tuple[str, ...] = ("milling",)
    extra: tuple[str, ...] = ()
    title: str = "Tales"
    base_url: str = ""
    outputs: tuple[str, ...] = OUTPUTS
    style: int = 0
    footer: int = 0
    page: int = 0
    string: int = 0
    unit: int = 0
    spoilt: bool = False


def _body(state: State, ref: str) -> str:
    en, zh = WORDS[state.words.get(ref, 0)]
    return f'  - {{en: "{en}", zh: "{zh}", cites: [tale/s2]}}\n'


def _topics(state: State) -> str:
    return f"topics: [{', '.join(f'topic/{one}' for one in state.topics)}]\n"


def _record(state: State, ref: str, name: tuple[str, str], more: str = "") -> str:
    return f'name: {{en: "{name[0]}", zh: "{name[1]}"}}\n{more}summary:\n{_body(state, ref)}{_topics(state)}'


def files_of(state: State) -> dict[str, str]:
    """Write a state down: every file by its path."""
    period, sentence = COUNTS[state.count]
    outputs = ", ".join(state.outputs)
    related = ["company/wheels", "policy/rule", *(f"person/{slug}" for slug in state.extra)]
    files = dict(FILES) | {
        "config.yaml": f'title: {{en: "{state.title}", zh: "故事"}}\n'
        'description: {en: "Tales with their sources", zh: "有出处的故事"}\nlanguages: [en, zh]\n'
        f'seed_folders: ["texts"]\nedition: "2026-01"\nbuild_date: "2026-01-02"\nbase_url: "{state.base_url}"\n'
        f"pdf_kinds: []\noutputs: [{outputs}]\n",
        "texts/tale.txt": TALE,
        "site_src/products/mill.yaml": _record(
            state, "product/mill", NAMES[state.name], f"form: facility\nrelated: [{', '.join(related)}]\n"
        ).replace("summary:\n", f"summary:\n{UNBOUND}" if state.spoilt else "summary:\n"),
        "site_src/metrics/carts.yaml": FILES["site_src/metrics/carts.yaml"]
        .replace('"12"', f'"{state.count}"')
        .replace("value: 12", f"value: {state.count}")
        .replace("status: actual", f"status: {state.status}")
        .replace('when: "2025"', f'when: "{period}"')
        .replace("tale/s1", sentence)
        .replace("about: [product/mill]\n", f"about: [product/mill, region/hill]\n{_topics(state)}"),
        "site_src/briefs/tale.yaml": FILES["site_src/briefs/tale.yaml"]
        .replace("turned out {carts}.", "turned out {carts} for [[company/wheels]].")
        .replace("造出{carts}。", "为[[company/wheels]]造出{carts}。")
        .replace(
            '      - {en: "It has a yard of its own.", zh: "磨坊另有院子。", cites: [tale/s2]}\n',
            "    " + _body(state, "brief/tale"),
        )
        .replace("[tale/s1]}\nkey", f"[{sentence}]}}\nkey"),
        "site_src/companies/wheels.yaml": _record(state, "company/wheels", ("Wheels", "车轮厂")),
        "site_src/regions/hill.yaml": _record(state, "region/hill", ("Hill", "山城"), "level: province\ncode: CN-BJ\n"),
        "site_src/policies/rule.yaml": _record(
            state, "policy/rule", ("The rule", "规定"), 'form: plan\nin_force: {when: "2025", cites: [tale/s1]}\n'
        ),
        "site_src/terms/cart.yaml": 'name: {en: "handcart", zh: "手推车"}\nsummary:\n' + _body(state, "term/cart"),
        "site_src/pages/about.yaml": 'name: {en: "About", zh: "关于"}\nsections:\n'
        '  - heading: {en: "How", zh: "做法"}\n    body:\n    ' + _body(state, "page/about"),
        "site_src/units.yaml": FILES["site_src/units.yaml"].replace("{0} carts", UNITS[state.unit]),
        "site_src/tiles.yaml": (ROOT / "site_src/tiles.yaml").read_text("utf-8"),
    }
    names = {"milling": ("Milling", "磨面"), "wheels": ("Wheelwrights", "轮匠"), "carts": ("Carting", "赶车")}
    for slug in {"milling", *state.topics}:
        files[f"site_src/topics/{slug}.yaml"] = _record(state, f"topic/{slug}", names[slug]).replace(_topics(state), "")
    for slug in state.extra:
        files[f"site_src/people/{slug}.yaml"] = _record(
            state,
            f"person/{slug}",
            (f"Miller {slug}", f"磨工{slug}"),
            'roles: [{title: {en: "miller", zh: "磨工"}, cites: [tale/s2]}]\n',
        )
    return files


def written(state: State) -> dict[str, str]:
    """Write a state down with the files that are those of the project itself, as far as they change."""
    own = {
        "templates/layouts/page.html": f"<!-- {state.footer} -->" if state.footer else "",
        "templates/pages/record.html": f"<!-- page {state.page} -->" if state.page else "",
        "site_src/assets/css/base.css": f"/* {state.style} */\n" if state.style else "",
    }
    files = files_of(state) | {name: (ROOT / name).read_text("utf-8") + more for name, more in own.items()}
    strings = (ROOT / "site_src/ui/en.yaml").read_text("utf-8")
    files["site_src/ui/en.yaml"] = strings.replace(UI, f'{UI[:-1]} {state.string}"') if state.string else strings
    return files


def edited(state: State, chance: Random) -> State:
    """Return a state that differs by one edit."""
    return chance.choice(EDITS)(state, chance)


def _other(chance: Random, choices: Sequence[T], present: T) -> T:
    return chance.choice([one for one in choices if one != present])


def _edit_body(state: State, chance: Random) -> State:
    ref = chance.choice(
        (*REFS, *(f"topic/{slug}" for slug in state.topics), *(f"person/{slug}" for slug in state.extra))
    )
    return replace(state, words={**state.words, ref: _other(chance, range(len(WORDS)), state.words.get(ref, 0))})


def _toggled(many: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(sorted(set(many) ^ {one}))


def _edit_base_url(state: State, chance: Random) -> State:
    return replace(state, base_url=_other(chance, ("", "https://example.org", "https://example.org/x"), state.base_url))


EDITS: Final[Sequence[Callable[[State, Random], State]]] = (
    *[_edit_body] * 6,
    lambda state, chance: replace(state, name=_other(chance, range(len(NAMES)), state.name)),
    lambda state, chance: replace(state, count=_other(chance, tuple(COUNTS), state.count)),
    lambda state, chance: replace(state, status=_other(chance, ("actual", "target", "claim"), state.status)),
    lambda state, chance: replace(state, topics=_toggled(state.topics, chance.choice(("wheels", "carts")))),
    lambda state, chance: replace(state, extra=_toggled(state.extra, chance.choice("abc"))),
    lambda state, chance: replace(state, title=_other(chance, ("Tales", "Old tales"), state.title)),
    lambda state, chance: replace(state, outputs=_toggled(state.outputs, chance.choice(OUTPUTS))),
    lambda state, chance: replace(state, style=chance.randrange(99)),
    lambda state, chance: replace(state, footer=chance.randrange(99)),
    lambda state, chance: replace(state, page=chance.randrange(99)),
    lambda state, chance: replace(state, string=chance.randrange(99)),
    lambda state, _: replace(state, unit=1 - state.unit),
    lambda state, _: replace(state, spoilt=not state.spoilt),
    _edit_base_url,
)
"""What an editor, a designer or a host may change; prose most often."""
