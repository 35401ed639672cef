"""Pages whose every text is an attack, in a real browser: no program runs, nothing is loaded, no page leaves."""

import shutil
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import pytest
from msgspec import structs

from jianbao import pipeline
from jianbao.read.encoding import find_refused
from jianbao.sources import Findings
from tests.browser.driver import Browser
from tests.conftest import ROOT
from tests.injection.payloads import PAYLOADS
from tests.injection.planting import plant_each

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TURNS: Final = 4
"""Sites that are built; in each, every text has another payload."""

TRAP: Final = """
  window.trapped = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval'])
    window[name] = (...words) => { trapped.push(`${name} ${words}`); };
  addEventListener('securitypolicyviolation', event => trapped.push(`refused ${event.blockedURI}`), true);
"""
FOREIGN: Final = "performance.getEntriesByType('resource').map(one => one.name).filter(one => !one.startsWith('file:'))"
POKE: Final = """
(() => {
  for (const one of document.querySelectorAll('main *, header *, footer *'))
    for (const name of ['mouseover', 'focus', 'pointerenter', 'toggle', 'beforeinput'])
      one.dispatchEvent(new Event(name, {bubbles: true}));
  return trapped;
})()
"""


@pytest.fixture(name="browser", scope="module")
def _browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser whose every page has the trap."""
    running = Browser(chromium, tmp_path_factory.mktemp("profile"))
    try:
        running.start()
        running.ask("Page.addScriptToEvaluateOnNewDocument", source=TRAP)
        yield running
    finally:
        running.close()


@pytest.mark.parametrize("turn", range(TURNS))
def test_no_attack_in_any_text_runs_loads_or_leads_away(browser: Browser, tmp_path: Path, turn: int) -> None:
    for folder in ("templates", "site_src/assets", "site_src/ui"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    readable = [one for one in PAYLOADS if find_refused(one, "x.yaml") is None]
    catalog = plant_each(islice(cycle(readable), turn * len(readable) // TURNS, None))
    # With an address of its own, the page for lost readers would load its style from there.
    catalog = structs.replace(catalog, config=structs.replace(catalog.config, base_url=""))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "check_only", lambda *_: Findings(catalog=catalog))
        report = pipeline.build(tmp_path, pipeline.Options(pdf=False))
    assert report.problems == ()
    for page in sorted((tmp_path / report.folder).rglob("*.html")):
        address = page.as_uri()
        assert browser.open(address) == [], page
        assert browser.run(POKE) == [], page
        assert browser.run(FOREIGN) == [], page
        assert browser.run("location.href") == address
