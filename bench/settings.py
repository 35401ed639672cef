"""What every generated site is called and where it would stand."""

from typing import Final

from bench.phrases import Pair

BASE_URL: Final = "https://looms.example"
BUILD_DATE: Final = "2026-01-02"
TITLE: Final = Pair("Loom Returns", "织机年报")
DESCRIPTION: Final = Pair("Invented returns of invented workshops", "虚构作坊的虚构报表")
LANGUAGES: Final = {"en": "en", "zh": "zh-Hans"}
"""The folder of each language, and its tag in HTML."""

NAMES: Final = {"en": "English", "zh": "中文"}
