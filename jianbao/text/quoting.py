"""Write a text as a YAML scalar in double quotes, so that no reader takes it for a number, a date or a mark."""

import json
import re
from typing import Final

# Printable to YAML 1.1 and 1.2 alike; JSON leaves these as they are.
_NOT_PRINTABLE: Final = re.compile("[\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]")


def quoted(text: str) -> str:
    r"""
    Quote a text.

    >>> print(quoted('He said “7”\n'))
    "He said “7”\n"
    """
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
