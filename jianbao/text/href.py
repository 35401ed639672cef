"""
Judge where a link in prose may lead: relative addresses, http, https and mailto, and nothing that only looks like them.

In: a destination after entities and backslashes are resolved. Out: yes or no. Does not ask whether the page exists.
"""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from jianbao.text.late import late_pattern

_SCHEME: Final = late_pattern(r"([^/?#:]*):")
_WEB: Final = late_pattern(r"https?://[^/?#@:]+(:[0-9]{1,5})?([/?#].*)?", re.IGNORECASE)
_MAIL: Final = late_pattern(r"mailto:[^@?\s]+@[^@?\s]+(\?[^#\s]*)?", re.IGNORECASE)
_DECODINGS: Final = 3
"""How often percent signs may be nested; ``%2525`` is the deepest that is read."""


def is_safe_href(href: str) -> bool:
    """
    Tell whether a link may lead there.

    >>> [is_safe_href(href) for href in ("../topics/", "https://example.org/a", "//example.org", "java%73cript:x")]
    [True, True, False, False]
    """
    plain = _decoded(href)
    if not href or plain is None or any(map(_is_hidden, plain)) or "\\" in re.split(r"[?#]", plain, maxsplit=1)[0]:
        return False
    # Browsers drop spaces at both ends, and tabs and line breaks anywhere (URL standard, 4.4).
    bare = "".join(plain.split())
    if bare.startswith("//"):
        return False
    if not _SCHEME.match(bare):
        return True
    return _WEB.fullmatch(href) is not None or _MAIL.fullmatch(href) is not None


def _decoded(href: str) -> str | None:
    """Resolve percent signs until none is left; ``None`` where they are nested too deeply to be honest."""
    for _ in range(_DECODINGS):
        plain = unquote(href)
        if plain == href:
            return plain
        href = plain
    return None


def _is_hidden(char: str) -> bool:
    """Tell whether a character is a control, a format character or a lone surrogate."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}
