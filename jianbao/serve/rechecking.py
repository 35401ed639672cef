"""Check the sources again whenever they change."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Never

from jianbao.pipeline import sources_of_site
from jianbao.serve.watching import Lookout
from jianbao.sources import Findings, load_cache, review

Show = Callable[[Findings, float], None]
"""Told what a check came to, and how many seconds it took."""


def recheck(root: Path, show: Show) -> Never:
    """Check a project, and again after every change; whoever interrupts it ends it."""
    cache = load_cache(root)
    lookout = Lookout(sources_of_site(root, None))
    while True:
        start = time.perf_counter()
        findings = review(root, cache)
        show(findings, time.perf_counter() - start)
        cache = findings.cache
        lookout.turn_to(sources_of_site(root, findings.catalog.config if findings.catalog else None))
        while not lookout.changes():
            time.sleep(lookout.pause_seconds)
