"""Charts as a browser draws them: words apart, everything inside the page, colours that are forced."""

from pathlib import Path
from typing import Final

import pytest

from tests.browser.driver import OVERFLOW, Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SERIES: Final = "topics/smart-factories.html"
DOTS: Final = "topics/lighthouse-factories.html"
DATES: Final = "topics/future-industries.html"
BARS: Final = "regions/kunshan.html"

COVERED: Final = """
[...document.querySelectorAll('.plot')].flatMap(plot => {
  const boxes = [...plot.querySelectorAll('text')].map(one => [one.textContent, one.getBoundingClientRect()]);
  return boxes.flatMap(([words, a], place) => boxes.slice(place + 1)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
    .map(([other]) => `${words} / ${other}`));
})
"""
OUTSIDE: Final = """
[...document.querySelectorAll('.chart text, .chart circle, .chart path')]
  .filter(one => one.getBoundingClientRect().right > innerWidth || one.getBoundingClientRect().left < 0)
  .map(one => one.outerHTML)
"""
AXIS: Final = """
[...document.querySelectorAll('.dates .now')].map(one => Math.round(one.getBoundingClientRect().left))
"""
SCALES: Final = """
[...document.querySelectorAll('.chart:not(.dates, .series)')].map(chart =>
  [...chart.querySelectorAll('tbody td.bar')].map(one => Math.round(one.getBoundingClientRect().width)))
"""
COLOURS: Final = """
[document.querySelector('.chart circle.dot'), document.body].map((one, place) =>
  getComputedStyle(one)[place ? 'color' : 'stroke'])
"""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [320, 700, 1280])
@pytest.mark.parametrize("page", [SERIES, DOTS, DATES])
def test_words_and_marks_of_a_chart_keep_apart_and_inside(
    browser: Browser, site: Path, page: str, width: int, lang: str
) -> None:
    browser.look(width, "light")
    browser.open((site / lang / page).as_uri())
    assert browser.run(COVERED) == []
    assert browser.run(OUTSIDE) == []
    assert browser.run(OVERFLOW) == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("page", [BARS, DOTS])
def test_all_rows_of_a_chart_have_one_scale(browser: Browser, site: Path, page: str, width: int) -> None:
    browser.look(width, "light")
    browser.open((site / "zh" / page).as_uri())
    charts = browser.run(SCALES)
    assert charts
    assert [len(set(widths)) for widths in charts] == [1] * len(charts)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_line_of_the_edition_runs_straight_through_all_rows(browser: Browser, site: Path, width: int) -> None:
    browser.look(width, "light")
    browser.open((site / "en" / DATES).as_uri())
    places = browser.run(AXIS)
    assert len(places) > 2
    assert len(set(places)) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_have_the_colour_of_text_where_colours_are_forced(
    browser: Browser, site: Path, scheme: str, theme: str
) -> None:
    """Also where a reader has chosen the other scheme on the page."""
    features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "forced-colors", "value": "active"}]
    browser.ask("Emulation.setEmulatedMedia", features=features)
    browser.open((site / "en" / DOTS).as_uri())
    browser.run(f"document.documentElement.dataset.theme = '{theme}'")
    mark, text = browser.run(COLOURS)
    assert mark == text
