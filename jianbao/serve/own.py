"""Say where the server keeps what is its own."""

from typing import Final

OWN: Final = "/.live/"
"""No file of a site begins with a dot."""
