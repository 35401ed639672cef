"""Jianbao 简报: sourced, bilingual briefing sites."""

__version__ = "0.1.0"
