"""
Describe a page in the words of schema.org, as JSON-LD.

A brief is an Article, the page of all figures a Dataset, the front page a WebSite; the site stands behind
them as an Organization. Addresses are absolute: without ``base_url`` a page says what it is, but not where.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urljoin

from jianbao.model.config import Config
from jianbao.model.records import Brief
from jianbao.render.datapackage import LICENCE
from jianbao.render.desk import Desk
from jianbao.render.phrases import Phrases
from jianbao.render.reads import Shared
from jianbao.render.views import PageView

Thing = Mapping[str, Any]

MEDIA_TYPES: Final[Mapping[str, str]] = {"csv": "text/csv", "json": "application/json"}


def structured_data(view: PageView, desk: Desk, shared: Shared) -> Thing:
    """Return the graph of a page, or nothing where there is nothing to say."""
    things = [one for one in (_described(view, desk, shared), _breadcrumbs(view)) if one]
    return {"@context": "https://schema.org", "@graph": things} if things else {}


def _described(view: PageView, desk: Desk, shared: Shared) -> Thing:
    describe = DESCRIBERS.get(desk.reads.route.template)
    return {} if describe is None else describe(view, desk, shared)


def _article(view: PageView, desk: Desk, shared: Shared) -> Thing:
    brief = next(iter(desk.reads.records.values()))
    if not isinstance(brief, Brief):
        raise TypeError(desk.reads.route.page)
    day = brief.date.when
    publisher = _organisation(desk.phrases, shared.config)
    return {
        "@type": "Article",
        "headline": view.head.title,
        **_common(view, shared.config),
        **({} if "/" in day else {"datePublished": day}),
        "author": publisher,
        "publisher": publisher,
        "about": [{"@type": "Thing", "name": desk.link_to(ref).words} for ref in brief.topics],
    }


def _dataset(view: PageView, desk: Desk, shared: Shared) -> Thing:
    config = shared.config
    names = ("figures.csv", "figures.json")
    has_files = config.base_url and "data" in config.outputs
    files = [_download(f"{config.base_url}/data/{name}", name) for name in names] if has_files else []
    return {
        "@type": "Dataset",
        "name": f"{view.frame.site_title}{desk.phrases.say('list.colon')}{view.head.title}",
        **_common(view, config),
        "version": config.edition,
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "creator": _organisation(desk.phrases, config),
        **({"distribution": files} if files else {}),
    }


def _download(address: str, name: str) -> Thing:
    return {
        "@type": "DataDownload",
        "name": name,
        "contentUrl": address,
        "encodingFormat": MEDIA_TYPES[name.rpartition(".")[2]],
    }


def _front(view: PageView, desk: Desk, shared: Shared) -> Thing:
    return {
        "@type": "WebSite",
        "name": view.head.title,
        **_common(view, shared.config),
        "publisher": _organisation(desk.phrases, shared.config),
    }


def _common(view: PageView, config: Config) -> Thing:
    """Say what every described page has; a page changes with the edition, whose date it shows."""
    address = {"url": view.frame.canonical} if view.frame.canonical else {}
    return {
        "description": view.head.description,
        "inLanguage": view.frame.lang,
        "dateModified": config.build_date,
        **address,
    }


def _organisation(phrases: Phrases, config: Config) -> Thing:
    home = {"@id": f"{config.base_url}/#organization", "url": f"{config.base_url}/"} if config.base_url else {}
    return {"@type": "Organization", **home, "name": phrases.name(config.title)}


def _breadcrumbs(view: PageView) -> Thing:
    """Return the way to the page; its steps are addresses, so a site without one has none."""
    if not view.head.crumbs or not view.frame.canonical:
        return {}
    return {"@type": "BreadcrumbList", "itemListElement": list(_steps(view))}


def _steps(view: PageView) -> Iterator[Thing]:
    here = view.frame.canonical
    way = [(urljoin(here, crumb.href), crumb.words) for crumb in view.head.crumbs]
    for position, (address, name) in enumerate([*way, (here, view.head.title)], 1):
        yield {"@type": "ListItem", "position": position, "name": name, "item": address}


DESCRIBERS: Final[Mapping[str, Callable[[PageView, Desk, Shared], Thing]]] = {
    "brief": _article,
    "figures": _dataset,
    "home": _front,
}
"""One function a template; other pages have their breadcrumbs only."""
