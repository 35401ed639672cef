"""
A whole project on disk, small enough to read: one invented text, one source, one figure, one brief.

Templates, style sheets and interface strings are those of the project itself.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

TALE: Final = "A mill opens\n\nThe mill made 12 carts in 2025. It has a yard.\n"

PLAN: Final = """\
file: tale.txt
zones:
  - {kind: heading, lines: "1", article: tale}
  - {kind: article, lines: "3", article: tale}
"""

FILES: Final[Mapping[str, str]] = {
    "config.yaml": """\
title: {en: "Tales", zh: "故事"}
description: {en: "Tales with their sources", zh: "有出处的故事"}
languages: [en, zh]
seed_folders: ["texts"]
edition: "2026-01"
build_date: "2026-01-02"
""",
    "texts/tale.txt": TALE,
    "seeds/tale.yaml": PLAN,
    "site_src/units.yaml": """\
cart:
  family: count
  forms:
    en: {one: "{0} cart", other: "{0} carts", printed: [cart, carts]}
    zh: {other: "{0}辆车", printed: [辆车]}
""",
    "site_src/sources/tale.yaml": """\
name: {en: "A mill begins its work", zh: "磨坊开工"}
seed: tale
not_stated: [publisher, date, byline, address]
""",
    "site_src/products/mill.yaml": """\
name: {en: "The mill", zh: "磨坊"}
form: facility
summary:
  - en: "It turned out {carts} in {2025}."
    zh: "{2025}造出{carts}。"
    cites: [tale/s1]
""",
    "site_src/metrics/carts.yaml": """\
name: {en: "Carts of the mill", zh: "磨坊造车数"}
unit: cart
about: [product/mill]
observations:
  - id: carts
    printed: "12"
    value: 12
    status: actual
    speaker: medium
    period: {when: "2025", cites: [tale/s1]}
    evidence: [tale/s1]
""",
    "site_src/briefs/tale.yaml": """\
name: {en: "A mill at work", zh: "磨坊开工记"}
date: {when: "2025", cites: [tale/s1]}
bottom_line: {en: "[[product/mill]] turned out {carts}.", zh: "[[product/mill]]造出{carts}。", cites: [tale/s1]}
key_figures: [carts]
sections:
  - heading: {en: "The yard", zh: "院子"}
    body:
      - {en: "It has a yard of its own.", zh: "磨坊另有院子。", cites: [tale/s2]}
covers: [source/tale]
""",
}

INDEX: Final = "seeds/tale.index.yaml"


def write_small_site(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the small project with these changes; ``None`` leaves a file out. Its sentences are not indexed yet."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is not None:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content.encode())
    for name in ("templates", "site_src/assets", "site_src/ui"):
        shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
    return root
