"""How observations of one metric agree."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.basics import Dated
from jianbao.text.series import classify
from tests.builders import figure, metric


def seen(value: str, when: str = "2025", **fields: Any) -> Any:
    """Return an observation of a year."""
    return figure(f"n{value}-{when}-{fields.get('hedge', 'exact')}", value=value, period=Dated(when), **fields)


@pytest.mark.parametrize(
    ("observations", "agreement"),
    [
        ((seen("7"),), "single"),
        ((seen("7"), seen("7")), "same"),
        ((seen("30000", "2025-08", hedge="over"), seen("35000", "2025-10", hedge="over")), "series"),
        ((seen("30000", hedge="over"), seen("35000", hedge="over")), "bounds"),
        ((seen("230", hedge="over"), seen("240")), "bounds"),
        ((seen("230", hedge="over"), seen("230")), "conflict"),
        ((seen("7"), seen("8")), "conflict"),
        ((seen("100", hedge="about"), seen("105")), "bounds"),
        ((seen("40", hedge="up-to"), seen("41")), "conflict"),
        ((seen("7"), seen("8", status="target")), "apart"),
        ((seen("7"), seen("8", unit="percent")), "apart"),
    ],
)
def test_observations_are_the_same_a_series_bounds_or_in_conflict(
    observations: tuple[Any, ...], agreement: str
) -> None:
    assert classify(metric(*observations)) == agreement


@given(st.sampled_from(["exact", "about", "over", "at-least", "nearly", "under", "up-to"]), st.integers(1, 10**9))
def test_an_observation_never_contradicts_itself(hedge: str, amount: int) -> None:
    twice = metric(seen(str(Decimal(amount)), hedge=hedge), seen(str(Decimal(amount)), hedge=hedge))
    assert classify(twice) == "same"
