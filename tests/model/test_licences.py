"""Licences of sources: every one has its terms, and those that allow quoting in full are open ones."""

from typing import get_args

import pytest

from jianbao.model.licences import TERMS, Licence


def test_every_licence_has_its_terms() -> None:
    assert set(TERMS) == set(get_args(Licence))


@pytest.mark.parametrize("licence", TERMS)
def test_nothing_is_quoted_in_full_without_a_name_and_an_address_of_its_licence(licence: Licence) -> None:
    terms = TERMS[licence]
    assert bool(terms.name) == bool(terms.href)
    assert terms.name or not terms.allows_sentences


@pytest.mark.parametrize("licence", [one for one in TERMS if "-NC" in one or "-ND" in one or "reserved" in one])
def test_a_licence_with_a_reservation_does_not_allow_it(licence: Licence) -> None:
    assert not TERMS[licence].allows_sentences
