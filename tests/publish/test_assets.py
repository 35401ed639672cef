"""Assets are named after their content, and style sheets become one."""

from hypothesis import given
from hypothesis import strategies as st

from jianbao.publish.assets import asset_artifacts, bundle_css, hashed_name


def bodies(files: dict[str, bytes]) -> dict[str, bytes]:
    """Give the published bytes by the path of the asset."""
    assets = asset_artifacts(files)
    published = {artifact.path: artifact.body for artifact in assets.artifacts}
    return {path: published[name] for path, name in assets.names.items()}


def test_the_layers_come_first_and_the_others_by_path() -> None:
    """The order of the layers is fixed by the sheet that is read first."""
    files = {"css/table.css": b"t{}", "css/layers.css": b"@layer a, b;\n\n", "css/brief.css": b"b{}\n"}
    assert bundle_css(files) == b"@layer a, b;\n\nb{}\n\nt{}\n"


def test_another_content_gives_another_name() -> None:
    """So a browser never shows an old file under a new page."""
    assert hashed_name("site.css", b"a{}") != hashed_name("site.css", b"b{}")


@given(st.binary(max_size=20))
def test_a_hashed_name_keeps_folder_and_suffix(body: bytes) -> None:
    """A host tells the type of a file by its suffix."""
    name = hashed_name("fonts/serif.woff2", body)
    assert name.startswith("fonts/serif.")
    assert name.endswith(".woff2")


def test_all_sheets_are_published_as_one() -> None:
    """One request, and one name for the templates to know."""
    assert asset_artifacts({"css/a.css": b"a{}", "css/b.css": b"b{}"}).names.keys() == {"site.css"}


def test_every_other_file_is_published_under_assets() -> None:
    """With its folder, so that two images of one name do not meet."""
    names = asset_artifacts({"js/theme.js": b"1", "img/map.svg": b"<svg/>"}).names
    assert names["js/theme.js"] == f"assets/{hashed_name('js/theme.js', b'1')}"
    assert names["img/map.svg"] == f"assets/{hashed_name('img/map.svg', b'<svg/>')}"


def test_an_address_in_a_sheet_leads_to_the_hashed_file() -> None:
    """It is written as seen from ``css/`` and read as seen from the joined sheet."""
    font = hashed_name("fonts/serif.woff2", b"F")
    found = bodies({"css/type.css": b'@font-face{src:url("../fonts/serif.woff2#a")}', "fonts/serif.woff2": b"F"})
    assert found["site.css"] == f'@font-face{{src:url("{font}#a")}}\n'.encode()


def test_a_new_font_gives_the_sheet_a_new_name() -> None:
    """A cached sheet would ask for a font that is gone."""
    sheet = {"css/type.css": b"a{src:url(../fonts/f.woff2)}"}
    old = asset_artifacts({**sheet, "fonts/f.woff2": b"1"}).names["site.css"]
    assert asset_artifacts({**sheet, "fonts/f.woff2": b"2"}).names["site.css"] != old


def test_a_foreign_address_in_a_sheet_stays() -> None:
    """Data addresses and fragments are no files."""
    sheet = b"a{b:url(data:image/svg+xml;base64,PA==);c:url(#clip)}\n"
    assert bodies({"css/a.css": sheet})["site.css"] == sheet


def test_no_sheets_make_no_sheet() -> None:
    """Nothing is published that nobody wrote."""
    assert asset_artifacts({}).artifacts == ()


@given(st.permutations(["css/a.css", "css/layers.css", "js/a.js", "img/a.svg"]))
def test_the_order_of_the_files_does_not_matter(order: list[str]) -> None:
    """Folders are listed in any order."""
    files = {path: path.encode() for path in order}
    assert asset_artifacts(files) == asset_artifacts(dict(sorted(files.items())))
