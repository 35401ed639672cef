"""
Measure what an editor waits for: from saving a record until the open page has been told and fetched the new words.
"""

import asyncio
import json
import re
import shutil
import statistics
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tornado.websocket import WebSocketClientConnection, websocket_connect

from bench.content import Corpus, make_corpus
from bench.tasks import Tell, edited, machine
from bench.write_jianbao import rewrite_jianbao, write_jianbao

ROOT: Final = Path(__file__).resolve().parent.parent
EDITS: Final = 20
PATIENCE_SECONDS: Final = 120
READY: Final = re.compile(rb"(http://\S+)  (\d+) pages")


@dataclass(frozen=True)
class Waits:
    """How long each edit of one size took, in milliseconds, from saving to the new words in hand."""

    entities: int
    pages: int
    edits: tuple[float, ...]


def measure_serving(entities: Sequence[int], folder: Path, edits: int, tell: Tell) -> list[Waits]:
    """Serve a project of each size and edit it; the folder is removed."""
    found = []
    for size in entities:
        corpus = make_corpus(size)
        tell(f"{size} entities, {edits} edits: serve")
        try:
            write_jianbao(corpus, folder)
            found.append(asyncio.run(_measure(corpus, folder, edits)))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return found


def waits_table(waits: Sequence[Waits]) -> str:
    """Write the medians, and the slowest edit of each size."""
    rows = [
        f"{one.entities:,} entities, {one.pages:,} pages: median {statistics.median(one.edits):.0f} ms, "
        f"slowest {max(one.edits):.0f} ms, {len(one.edits)} edits"
        for one in waits
    ]
    return "\n".join(("From saving a record to the new page in hand", *rows, machine())) + "\n"


async def _measure(corpus: Corpus, folder: Path, edits: int) -> Waits:
    command = (sys.executable, str(ROOT / "build.py"), "--root", str(folder), "serve", "--port", "0")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        address, pages = await _ready(process)
        socket = await _listening(address)
        waits = [await _edit(corpus, folder, address, socket, turn) for turn in range(edits)]
        socket.close()
    finally:
        process.terminate()
        await process.communicate()
    return Waits(corpus.entities, pages, tuple(waits))


async def _ready(process: asyncio.subprocess.Process) -> tuple[str, int]:
    """Wait for the first build; later rows are read on, so that the server never waits for a reader."""
    stream = process.stdout
    while stream is not None and (row := await asyncio.wait_for(stream.readline(), PATIENCE_SECONDS)):
        if found := READY.search(row):
            return found[1].decode(), int(found[2])
    raise OSError("the server did not start")


async def _listening(address: str) -> WebSocketClientConnection:
    socket = await websocket_connect(address.replace("http:", "ws:") + "livereload")
    await socket.write_message(json.dumps({"command": "hello"}))
    await socket.read_message()
    return socket


async def _edit(corpus: Corpus, folder: Path, address: str, socket: WebSocketClientConnection, turn: int) -> float:
    """Save another sentence, and return the milliseconds until its page has it."""
    entry = edited(corpus, turn)
    page = f"{address}en/companies/{entry.slug}.html"
    before = await asyncio.to_thread(_fetched, page)
    start = time.perf_counter()
    rewrite_jianbao(corpus, entry, folder)
    await asyncio.wait_for(socket.read_message(), PATIENCE_SECONDS)
    after = await asyncio.to_thread(_fetched, page)
    waited = 1000 * (time.perf_counter() - start)
    if before == after:
        raise ValueError(f"{page} does not show the edit")
    return waited


def _fetched(page: str) -> bytes:
    with urllib.request.urlopen(page, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 -- the address of our own server
        body: bytes = answer.read()
    return re.sub(rb'data-turn="\d+"', b"", body)
