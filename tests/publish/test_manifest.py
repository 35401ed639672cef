"""The manifest lists what a build owns."""

from hypothesis import given
from hypothesis import strategies as st

from jianbao.model.artifact import Artifact
from jianbao.publish.manifest import About, Entry, decode_manifest, encode_manifest, entry_of

PATHS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
ENTRIES = st.lists(st.builds(Entry, PATHS, st.text("0123456789abcdef", min_size=64), st.integers(0, 2**40)))


@given(ENTRIES)
def test_what_is_written_is_read(entries: list[Entry]) -> None:
    """Decoding undoes encoding."""
    manifest = decode_manifest(encode_manifest(entries))
    assert manifest is not None
    assert manifest.entries == {entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)}


@given(st.lists(st.builds(Entry, PATHS, st.just("0" * 64), st.just(1)), unique_by=lambda entry: entry.path))
def test_order_does_not_change_the_bytes(entries: list[Entry]) -> None:
    """Workers may finish in any order."""
    assert encode_manifest(entries) == encode_manifest(reversed(entries))


def test_an_entry_tells_digest_and_size() -> None:
    """The digest of no bytes is well known."""
    entry = entry_of(Artifact("en/empty.html", b""))
    assert entry == Entry("en/empty.html", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0)


def test_each_file_has_a_line() -> None:
    """A change of one page is a change of one line."""
    assert encode_manifest([Entry("b", "2", 2), Entry("a", "1", 1)]) == (
        b'{"made_by":"jianbao","format":2,"about":{"title":{},"edition":"","engine":""},"files":[\n'
        b'{"path":"a","sha256":"1","size":1},\n'
        b'{"path":"b","sha256":"2","size":2}\n'
        b"]}\n"
    )


def test_the_manifest_of_another_program_is_not_ours() -> None:
    """Web applications have a manifest.json too."""
    assert decode_manifest(b'{"name": "Calculator", "start_url": "/"}') is None


def test_a_torn_manifest_is_not_ours() -> None:
    """Half a list would let files look like strangers one by one; none is owned instead."""
    assert decode_manifest(encode_manifest([Entry("a", "1", 1)])[:-10]) is None


def test_a_manifest_says_which_site_it_lists() -> None:
    about = About({"en": "Tales", "zh": "故事"}, "2026-01", "1.0")
    found = decode_manifest(encode_manifest([], about))
    assert found is not None
    assert found.about == about


def test_a_manifest_of_the_first_format_is_ours_too() -> None:
    """It said nothing of the site; a build has to know its files again all the same."""
    found = decode_manifest(b'{"made_by":"jianbao","format":1,"files":[\n{"path":"a","sha256":"1","size":1}\n]}\n')
    assert found is not None
    assert found.entries == {"a": Entry("a", "1", 1)}
