"""
Which function builds the view of each template.
"""

from collections.abc import Mapping
from typing import Final

from jianbao.render.changes_page import changes_page
from jianbao.render.collection_pages import brief_page, figures_page, glossary_page, home_page, listing_page, lost_page
from jianbao.render.data_page import data_page
from jianbao.render.overview_pages import compare_page, coverage_page, quotes_page, targets_page, timeline_page
from jianbao.render.pages import OF_RECORDS, Builder
from jianbao.render.search_page import search_page

BUILDERS: Final[Mapping[str, Builder]] = {
    **OF_RECORDS,
    "brief": brief_page,
    "listing": listing_page,
    "figures": figures_page,
    "glossary": glossary_page,
    "home": home_page,
    "targets": targets_page,
    "timeline": timeline_page,
    "quotes": quotes_page,
    "coverage": coverage_page,
    "compare": compare_page,
    "changes": changes_page,
    "not_found": lost_page,
    "search": search_page,
    "data": data_page,
}
"""The builder of each template's view."""
