"""
Relative addresses: the same bytes work on any host, under any sub-path and from disk.
"""

from jianbao.model.basics import Lang


def up(page: str) -> str:
    """
    Return the way from a page to its language folder.

    >>> up("regions/kunshan.html")
    '../'
    """
    return "../" * page.count("/")


def within(page: str, target: str) -> str:
    """Return the address of another page of the same language."""
    return up(page) + target


def absolute(base_url: str, lang: Lang, page: str) -> str:
    """Return the absolute address, or nothing where the site does not know where it will stand."""
    return f"{base_url}/{lang}/{page}" if base_url else ""
