"""Bytes to disk: the only stage that writes the output."""
