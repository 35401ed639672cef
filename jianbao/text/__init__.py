"""Pure functions on text and quantities."""
