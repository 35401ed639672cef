"""Disk to values: YAML, templates, seed texts."""
