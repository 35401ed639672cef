"""What a text of YAML comes to before anything is known of its meaning: mappings, lists and strings."""

from typing import Final, TypeAlias

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str"

DEEPEST: Final = 20
"""How many lists and mappings may be open at once."""
