"""The rules that are written out are those of CLDR, as Babel has them."""

from decimal import Decimal

from babel import Locale
from hypothesis import example, given
from hypothesis import strategies as st

from jianbao.model.basics import Lang
from jianbao.text.dates import format_date
from jianbao.text.plurals import ordinal_category, plural_category, rules_of_babel

langs = st.sampled_from((Lang("en"), Lang("zh")))
printed = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.one_of(st.integers(-30, 30), st.integers(-(10**12), 10**12)),
    st.integers(0, 4),
)


@given(printed, langs)
@example(Decimal(-1), Lang("en"))
@example(Decimal("1.0"), Lang("en"))
def test_the_plural_of_a_printed_number_is_the_one_of_babel(amount: Decimal, lang: Lang) -> None:
    decimal = f"{amount:f}"
    assert plural_category(decimal, lang) == rules_of_babel(lang)[0](Decimal(decimal))


@given(st.one_of(st.integers(-130, 130), st.integers(-(10**12), 10**12)), langs)
def test_the_ordinal_of_a_whole_number_is_the_one_of_babel(number: int, lang: Lang) -> None:
    assert ordinal_category(str(number), lang) == rules_of_babel(lang)[1](Decimal(number))


def test_another_language_asks_babel() -> None:
    assert plural_category("5", Lang("pl")) == "many"


def test_english_months_have_the_names_of_babel() -> None:
    names = Locale.parse("en").months["format"]["wide"]
    written = [format_date(f"2026-{month:02}", Lang("en")) for month in range(1, 13)]
    assert written == [f"{names[month]} 2026" for month in range(1, 13)]
