"""The server as a browser meets it: what it serves, what follows a change, whom it refuses."""

import asyncio
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from jianbao.pipeline import build
from jianbao.serve.content_types import UNKNOWN, type_of
from jianbao.serve.handlers import PROTOCOL
from tests.serve.running import PATIENCE_SECONDS, Running

MILL: Final = "site_src/products/mill.yaml"
PAGE: Final = "/en/products/mill.html"
WORDS: Final = ("It turned out", "The mill turned out")
BROKEN: Final = ("{carts} in", "9 carts in")


def handshake(running: Running, **headers: str) -> HTTPRequest:
    """Return the request that opens the socket of livereload."""
    return HTTPRequest(f"ws://127.0.0.1:{running.port}/livereload", headers=headers)


async def heard_after(running: Running, change: Any) -> Mapping[str, object]:
    """Open the socket, greet, make a change, and return what the server says then."""
    socket = await websocket_connect(handshake(running, Origin=f"http://127.0.0.1:{running.port}"))
    await socket.write_message(json.dumps({"command": "hello", "protocols": [PROTOCOL]}))
    hello = await socket.read_message()
    assert json.loads(hello or "")["protocols"] == [PROTOCOL]
    await asyncio.to_thread(change)
    said = await asyncio.wait_for(socket.read_message(), PATIENCE_SECONDS)
    socket.close()
    found: dict[str, object] = json.loads(said or "")
    return found


def as_built(page: str) -> str:
    """Take off what the server adds to the head of a page, and the policy that lets it work."""
    page = re.sub(r'<link rel="stylesheet" href="/\.live/.*?(?=</head>)', "", page)
    return re.sub(r'(?<=Policy" content=")[^"]*', "", page)


def test_a_page_is_served_as_it_was_built_but_for_what_makes_it_live(resting: Running) -> None:
    built = (resting.root / ".cache/serve/site/en/products/mill.html").read_text("utf-8")
    assert as_built(resting.ask(PAGE).text) == as_built(built)


def test_the_built_files_know_nothing_of_the_server(resting: Running) -> None:
    files = (resting.root / ".cache/serve/site").rglob("*.html")
    assert not any(word in file.read_text("utf-8") for file in files for word in ("livereload", "/.live/"))


def test_the_policy_of_a_served_page_lets_it_reach_its_server_and_nobody_else(resting: Running) -> None:
    page = resting.ask("/").text
    policy = re.search(r'Policy" content="([^"]*)', page)
    assert policy is not None
    assert f"connect-src 'self' ws://127.0.0.1:{resting.port};" in policy[1] + ";"
    assert "default-src 'none'" in policy[1]


def test_a_saved_record_changes_its_page(running: Running) -> None:
    assert WORDS[1] not in running.ask(PAGE).text
    running.save(MILL, *WORDS)
    assert WORDS[1] in running.ask(PAGE).text


def test_the_page_of_the_saved_record_is_named(running: Running) -> None:
    _, pages = running.save(MILL, *WORDS)
    assert pages == [f"http://127.0.0.1:{running.port}{PAGE}"]


def test_an_open_page_is_told_to_load_itself_again(running: Running) -> None:
    said = asyncio.run(heard_after(running, lambda: running.save(MILL, *WORDS)))
    assert said["command"] == "reload"


def test_a_page_learns_that_it_is_older_than_what_is_served(running: Running) -> None:
    before = running.ask("/.live/turn").text
    assert f'data-turn="{before}"' in running.ask(PAGE).text
    running.save(MILL, *WORDS)
    assert running.ask("/.live/turn").text != before


def test_a_change_that_no_page_shows_reloads_nothing(running: Running) -> None:
    before = running.ask("/.live/turn").text
    running.save(MILL, "name:", "# a remark\nname:")
    assert running.ask("/.live/turn").text == before


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("templates/parts/_title.html", "<h1>", "<h1>Here: ", "<h1>Here: "),
        ("config.yaml", '"Tales"', '"More tales"', "More tales"),
        ("site_src/ui/en.yaml", 'foot.promise: "', 'foot.promise: "Indeed: ', "Indeed: "),
    ],
)
def test_templates_settings_and_strings_are_followed_too(
    running: Running, file: str, old: str, new: str, shown: str
) -> None:
    running.save(file, old, new)
    assert shown in running.ask(PAGE).text


def test_a_private_text_is_followed_too(running: Running) -> None:
    turn, _ = running.save("texts/tale.txt", "has a yard", "has two yards")
    assert {one.problem.code for one in turn.problems} >= {"evidence/index-stale"}


def test_a_new_record_gets_a_page_and_a_deleted_one_loses_it(running: Running) -> None:
    page = running.root / "site_src/pages/about.yaml"
    page.parent.mkdir()
    page.write_text(
        'name: {en: "About", zh: "关于"}\nsections:\n  - heading: {en: "We", zh: "我们"}\n'
        '    body: [{en: "We write.", zh: "我们写。"}]\n',
        "utf-8",
    )
    running.ear.next()
    assert running.ask("/en/pages/about.html").status == 200
    page.unlink()
    running.ear.next()
    assert running.ask("/en/pages/about.html").status == 404


def test_a_draft_is_served_and_marked_and_no_build_knows_it(running: Running) -> None:
    page = running.root / "site_src/topics/milling.yaml"
    page.parent.mkdir()
    page.write_text('name: {en: "Milling", zh: "磨面"}\ndraft: true\n', "utf-8")
    running.ear.next()
    assert "Milling (draft)" in running.ask("/en/topics/").text
    assert "磨面（草稿）" in running.ask("/zh/topics/").text
    assert running.ask("/en/topics/milling.html").status == 200
    assert build(running.root).drafts == 1
    assert not (running.root / "output/site/en/topics/milling.html").exists()


def test_what_is_left_to_write_in_a_draft_is_said_above_the_page_and_the_rest_is_served(running: Running) -> None:
    draft = running.root / "site_src/topics/milling.yaml"
    draft.parent.mkdir()
    draft.write_text('name: {en: "TODO", zh: "TODO"}\ndraft: true\n', "utf-8")
    running.ear.next()
    running.save(MILL, *WORDS)
    english, chinese = running.ask(PAGE).text, running.ask(PAGE.replace("/en/", "/zh/")).text
    assert WORDS[1] in english
    assert "2 TODOs are left in drafts" in english
    assert "草稿中还有2处TODO待填写" in chinese
    draft.write_text('name: {en: "Milling", zh: "磨面"}\ndraft: true\n', "utf-8")
    running.ear.next()
    assert "TODO" not in running.ask(PAGE).text


def test_a_server_that_starts_again_renders_only_what_has_changed(root: Path) -> None:
    rendered = []
    for _ in range(2):
        running = Running(root)
        rendered.append(running.ear.next()[0].report.rendered)
        running.stop()
    assert rendered[0] > 0
    assert rendered[1] == 0


# -- problems


def test_a_broken_record_is_explained_above_the_last_good_page(running: Running) -> None:
    running.save(MILL, *BROKEN)
    page = running.ask(PAGE).text
    assert "closure/unbound" in page
    assert f"{MILL}:4:" in page
    assert WORDS[0] in page


def test_the_place_of_a_problem_is_marked_in_its_line(running: Running) -> None:
    running.save(MILL, *BROKEN)
    assert "<mark>9</mark> carts in" in running.ask(PAGE).text


def test_problems_are_announced_in_the_language_of_the_page(running: Running) -> None:
    running.save(MILL, *BROKEN)
    assert "页面仍是上一次成功构建的结果" in running.ask(PAGE.replace("/en/", "/zh/")).text
    assert "You see the last good build." in running.ask(PAGE).text


def test_words_of_a_file_are_escaped_in_the_problem(running: Running) -> None:
    running.save(MILL, "form: facility", 'form: "<script>alert(1)</script>"')
    page = running.ask(PAGE).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_problem_reloads_the_page_that_is_open(running: Running) -> None:
    said = asyncio.run(heard_after(running, lambda: running.save(MILL, *BROKEN)))
    assert said["command"] == "reload"


def test_a_mended_record_takes_its_problem_away(running: Running) -> None:
    before = running.ask(PAGE).text
    running.save(MILL, *BROKEN)
    running.save(MILL, *reversed(BROKEN))
    assert "live-problems" not in running.ask(PAGE).text
    assert as_built(running.ask(PAGE).text) == as_built(before)


def test_a_template_that_fails_is_a_problem_like_any_other(running: Running) -> None:
    running.save("templates/parts/_title.html", "page.head.title", "page.nothing")
    page = running.ask(PAGE).text
    assert "template/failed" in page
    assert "templates/parts/_title.html:" in page
    assert WORDS[0] in page


def test_a_configuration_that_cannot_be_used_is_a_problem_like_any_other(running: Running) -> None:
    running.save("config.yaml", "languages: [en, zh]", "languages: []")
    assert "config.yaml:" in running.ask(PAGE).text
    running.save("config.yaml", "languages: []", "languages: [en, zh]")
    assert "live-problems" not in running.ask(PAGE).text


def test_a_project_that_was_broken_from_the_start_shows_its_problems_alone(root: Path) -> None:
    path = root / MILL
    sound = path.read_text("utf-8")
    path.write_text(sound.replace(*BROKEN), "utf-8")
    running = Running(root)
    try:
        running.ear.next()
        running.ear.address.get(timeout=PATIENCE_SECONDS)
        page = running.ask(PAGE)
        assert (page.status, "closure/unbound" in page.text) == (503, True)
        path.write_text(sound, "utf-8")
        running.ear.next()
        assert running.ask(PAGE).status == 200
    finally:
        running.stop()


# -- what is served, and what is not


def test_the_published_site_is_not_touched(root: Path) -> None:
    build(root)
    output = root / "output"
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in output.rglob("*") if file.is_file()}
    running = Running(root)
    try:
        running.ear.next()
        running.save(MILL, *WORDS)
    finally:
        running.stop()
    assert {
        file: (file.read_bytes(), file.stat().st_mtime_ns) for file in output.rglob("*") if file.is_file()
    } == before


def test_nothing_is_made_that_only_a_published_site_needs(resting: Running) -> None:
    made = {file.suffix for file in (resting.root / ".cache/serve").rglob("*") if file.is_file()}
    assert not made & {".pdf", ".zip", ".png", ".gz", ".br"}
    assert ".pdf" not in resting.ask("/en/briefs/tale.html").text


@pytest.mark.parametrize(
    "path",
    [
        "/../../../config.yaml",
        "/..%2f..%2f..%2fconfig.yaml",
        "/%2e%2e/%2e%2e/%2e%2e/config.yaml",
        "/en/..%5c..%5cconfig.yaml",
        "/%252e%252e/config.yaml",
        "//config.yaml",
        "/%00",
        "/en/%ff",
        "/.jianbao-lock",
        "/.live/../config.yaml",
        "/.live/nothing",
        "/en/../en/index.html",
        "/manifest.json/",
    ],
)
def test_nothing_outside_of_the_site_is_served(resting: Running, path: str) -> None:
    answer = resting.ask(path)
    assert answer.status == 404
    assert "seed_folders" not in answer.text


def test_a_file_that_no_build_has_published_is_not_served(running: Running) -> None:
    (running.root / ".cache/serve/site/stray.txt").write_text("stray", "utf-8")
    assert running.ask("/stray.txt").status == 404


def test_a_folder_leads_to_its_page_and_is_never_listed(resting: Running) -> None:
    assert resting.ask("/en/products").headers["Location"] == "/en/products/"
    assert resting.ask("/en/products/").status == 200
    assert resting.ask("/assets/").status == 404


@pytest.mark.parametrize(("path", "lang"), [("/en/nowhere/at-all.html", "en"), ("/zh/x", "zh-Hans"), ("/x", "en")])
def test_a_lost_address_gets_the_page_of_its_language(resting: Running, path: str, lang: str) -> None:
    answer = resting.ask(path)
    assert answer.status == 404
    assert f'<html lang="{lang}">' in answer.text
    assert f'<base href="/{lang[:2]}/404.html">' in answer.text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/products/mill.html", "text/html; charset=utf-8"),
        ("/en/products/mill.md", "text/markdown; charset=utf-8"),
        ("/data/figures.csv", "text/csv; charset=utf-8"),
        ("/data/figures.json", "application/json"),
        ("/livereload.js", "application/javascript"),
        ("/.live/script.js", "text/javascript; charset=utf-8"),
        ("/.live/style.css", "text/css; charset=utf-8"),
    ],
)
def test_every_file_has_its_type(resting: Running, path: str, expected: str) -> None:
    answer = resting.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, expected)


def test_no_file_of_the_site_is_of_a_type_that_is_not_known(resting: Running) -> None:
    site = resting.root / ".cache/serve/site"
    paths = [one.relative_to(site).as_posix() for one in site.rglob("*") if one.is_file()]
    assert [path for path in paths if type_of(path) == UNKNOWN] == []


def test_the_head_of_a_page_can_be_asked_for_alone(resting: Running) -> None:
    answer = resting.ask(PAGE, "HEAD")
    assert (answer.status, answer.text) == (200, "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_done_but_to_look(resting: Running, method: str) -> None:
    assert resting.ask(PAGE, method).status == 405


# -- who may ask


@pytest.mark.parametrize("path", ["/", PAGE, "/livereload.js", "/.live/turn", "/livereload", "/nowhere"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1.evil.example:{port}"])
def test_another_name_is_refused(resting: Running, path: str, host: str) -> None:
    """A site could let its own name lead to this machine, and then read what is served here."""
    answer = resting.ask(path, Host=host.format(port=resting.port))
    assert answer.status == 403
    assert "mill" not in answer.text


def test_the_name_of_this_machine_is_answered(resting: Running) -> None:
    assert resting.ask(PAGE, Host=f"localhost:{resting.port}").status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1"])
def test_pages_of_other_sites_are_refused(resting: Running, origin: str) -> None:
    assert resting.ask(PAGE, Origin=origin.format(port=resting.port)).status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_pages_of_other_sites_may_not_listen(resting: Running, origin: str) -> None:
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(_opened(resting, origin))


async def _opened(running: Running, origin: str) -> None:
    await websocket_connect(handshake(running, Origin=origin))


def test_the_server_is_reached_from_this_machine_only(resting: Running) -> None:
    assert resting.server.door.getsockname()[0] == "127.0.0.1"


def test_other_sites_may_not_load_what_is_served(resting: Running) -> None:
    assert resting.ask("/livereload.js").headers["Cross-Origin-Resource-Policy"] == "same-origin"
