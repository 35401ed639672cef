"""What is kept between builds comes back whole or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao import store

KEPT = {"a": (1, 2), "b": ()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "deep" / "kept"
    store.save(path, KEPT)
    return path


def load(path: Path) -> dict[str, tuple[int, ...]] | None:
    return store.load(path, dict[str, tuple[int, ...]])


def test_what_was_saved_comes_back(file: Path) -> None:
    assert load(file) == KEPT


def test_nothing_is_left_beside_the_file(file: Path) -> None:
    assert [one.name for one in file.parent.iterdir()] == ["kept"]


def test_a_missing_file_gives_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "kept") is None


def test_a_folder_in_its_place_gives_nothing(tmp_path: Path) -> None:
    assert load(tmp_path) is None


def test_every_shortened_file_gives_nothing(file: Path) -> None:
    body = file.read_bytes()
    for length in range(len(body)):
        file.write_bytes(body[:length])
        assert load(file) is None


def test_every_flipped_bit_gives_nothing(file: Path) -> None:
    body = file.read_bytes()
    for place in range(len(body)):
        file.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        assert load(file) is None


def test_a_file_of_another_version_gives_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "engine_digest", lambda: bytes(32))
    assert load(file) is None


def test_a_value_of_another_shape_gives_nothing(file: Path) -> None:
    assert store.load(file, list[int]) is None


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_digests_tell_every_list_of_parts_from_every_other(one: list[bytes], other: list[bytes]) -> None:
    assert (store.digest(*one) == store.digest(*other)) == (one == other)
