"""Pages to compare: the same content at every sampled address."""

from pathlib import Path
from typing import Final

from bench.compare import sampled_pages
from bench.content import Corpus

SHOWN: Final = """\
<header></header>
<main>
<h1>Looms</h1>
<p>A yard.</p>
<table><tr><th>2025</th><td>12 looms</td></tr></table>
<ul><li><a href="../companies/mill.html">Mill</a></li></ul>
</main>
"""


def write_pages(corpus: Corpus, site: Path, content: str) -> None:
    """Write the content to every address that is sampled."""
    for page in sampled_pages(corpus):
        (site / page).parent.mkdir(parents=True, exist_ok=True)
        (site / page).write_text(content, encoding="utf-8")
