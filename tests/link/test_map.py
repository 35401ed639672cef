"""The tile map: which division has a record, and how many figures speak of it or of a place within it."""

from jianbao.model.basics import RefStr
from jianbao.model.records import Region
from tests.builders import figure, metric, site_of, text


def test_a_division_counts_its_figures_and_those_of_the_places_within_it() -> None:
    site = site_of(
        ("region/hill", Region(name=text("Hill"), level="province", code="XX-1")),
        ("region/ford", Region(name=text("Ford"), level="city", parent=RefStr("region/hill"))),
        ("metric/count", metric(figure("a"), about="region/hill")),
        ("metric/other", metric(figure("b"), figure("c"), about="region/ford")),
    )
    assert [(cell.code, cell.region, cell.figures) for cell in site.tiles] == [
        ("XX-1", "region/hill", 3),
        ("XX-2", None, 0),
    ]


def test_a_figure_about_a_place_and_its_division_counts_once() -> None:
    both = metric(figure("a"))
    site = site_of(
        ("region/hill", Region(name=text("Hill"), level="province", code="XX-1")),
        ("region/ford", Region(name=text("Ford"), level="city", parent=RefStr("region/hill"))),
        ("metric/count", both),
        ("metric/other", metric(figure("b"), about="region/ford")),
    )
    assert site.tiles[0].figures == 2
