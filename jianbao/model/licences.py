"""
The licences under which a source may stand, and what they allow us.

Identifiers are those of the SPDX licence list; ``all-rights-reserved`` is ours, for what the list has no name for.
"""

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

Licence = Literal[
    "all-rights-reserved",
    "CC0-1.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0",
    "OGL-UK-3.0",
]


class Terms(Struct, frozen=True):
    """What a licence is called, where it stands, and whether anybody may publish single sentences word for word."""

    name: str = ""
    href: str = ""
    allows_sentences: bool = False


TERMS: Final[Mapping[Licence, Terms]] = {
    "all-rights-reserved": Terms(),
    "CC0-1.0": Terms("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", allows_sentences=True),
    "CC-BY-3.0": Terms("CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/", allows_sentences=True),
    "CC-BY-4.0": Terms("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", allows_sentences=True),
    "CC-BY-SA-3.0": Terms("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/", allows_sentences=True),
    "CC-BY-SA-4.0": Terms("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/", allows_sentences=True),
    # Not for commercial use: the program cannot know whose site this is.
    "CC-BY-NC-4.0": Terms("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC-BY-NC-SA-4.0": Terms("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    # Only unchanged: sentences cut from their article are a part of it, between words of ours.
    "CC-BY-ND-4.0": Terms("CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    "CC-BY-NC-ND-4.0": Terms("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    "OGL-UK-3.0": Terms(
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        allows_sentences=True,
    ),
}
"""One row a licence. A name is the same in every language; without one, nothing is said of the licence."""
