"""Cards as pictures: their size, their bytes, and no empty box."""

import struct

import pytest

from jianbao.publish.pdf import PaperError, set_card

PAGE = (
    '#set document(title: "T", date: datetime(year: 2026, month: 1, day: 2))\n'
    '#set text(font: "Noto Serif SC")\n#set page(width: 1200pt, height: 630pt)\n'
)


def test_a_point_is_a_pixel() -> None:
    body, warnings = set_card(f"{PAGE}磨坊 A mill".encode())
    assert (body[:8], warnings) == (b"\x89PNG\r\n\x1a\n", [])
    assert struct.unpack(">II", body[16:24]) == (1200, 630)


def test_the_same_source_gives_the_same_bytes() -> None:
    assert set_card(f"{PAGE}磨坊".encode()) == set_card(f"{PAGE}磨坊".encode())


def test_a_character_that_no_font_has_is_no_empty_box() -> None:
    with pytest.raises(PaperError, match="font"):
        set_card(f"{PAGE}\U0001f680".encode())


def test_a_source_of_several_pages_is_no_card() -> None:
    with pytest.raises(TypeError):
        set_card(f"{PAGE}a #pagebreak() b".encode())
