"""One page of every kind, as the site of the project has it."""

from typing import Final

PAGES: Final = (
    "index.html",
    "briefs/kunshan.html",
    "briefs/kunshan.parallel.html",
    "topics/smart-factories.html",
    "topics/lighthouse-factories.html",
    "topics/future-industries.html",
    "regions/jiangsu.html",
    "companies/montage-technology.html",
    "organisations/miit.html",
    "policies/zuchongzhi-innovation-initiative.html",
    "people/wang-peng.html",
    "products/yh-1000s.html",
    "events/robot-rollout-targets-due.html",
    "metrics/basic-level-smart-factories.html",
    "sources/kunshan.html",
    "pages/methodology.html",
    "topics/index.html",
    "regions/index.html",
    "figures.html",
    "targets.html",
    "timeline.html",
    "quotes.html",
    "coverage.html",
    "compare-regions.html",
    "glossary.html",
    "search.html",
    "changes.html",
    "data.html",
    "404.html",
)
ADDRESSES: Final = ("index.html", *(f"{lang}/{page}" for lang in ("en", "zh") for page in PAGES))
