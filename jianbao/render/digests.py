"""
Digest any value that the model is made of.

Apart from the keys of parts: a build with nothing to make needs no more than this.
"""

from hashlib import blake2b
from typing import Final

import msgspec

SIZE: Final = 16  # bytes: by chance, two values of a site do not meet
encode: Final = msgspec.msgpack.Encoder(order="deterministic").encode


def digest_of(value: object) -> bytes:
    """Return a digest of any value that the model is made of."""
    return blake2b(encode(value), digest_size=SIZE).digest()
