"""What is linked near a page without the rest of the site."""

from jianbao.link.near import link_near
from jianbao.link.site import link_site
from jianbao.model.basics import RefStr
from jianbao.model.records import Product
from jianbao.render.reads import cut_to_route
from tests.builders import catalog, derived, figure, metric, paragraph, route_to, smallest, text


def test_a_figure_that_the_page_does_not_show_may_be_computed_from_what_was_not_read() -> None:
    records = smallest() | {
        "metric/far": metric(figure("far")),
        "metric/both": metric(figure("here"), derived("there", "a * 2", {"a": "far"})),
        "product/cart": Product(text("Cart"), summary=(paragraph("Of {here}.", "paper/s1"),)),
    }
    site = link_site(catalog(records))
    route = route_to(site, "products/cart.html")
    assert RefStr("metric/far") not in route.cards
    near = link_near(catalog({ref: one for ref, one in records.items() if ref != "metric/far"}), (route,), site.tiles)
    assert cut_to_route(near, route) == cut_to_route(site, route)
