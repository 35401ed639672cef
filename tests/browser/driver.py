"""
Chromium over the pipe of its DevTools protocol: what a page complains of, how it looks, what a script in it says.

``--remote-debugging-pipe`` speaks JSON, each message ended by a zero byte, read from and written to the file
descriptors 3 and 4. No package is needed for that.
"""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
]
PATIENCE_SECONDS: Final = 30
COMPLAINTS: Final = frozenset(
    {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Network.loadingFailed"}
)

# A shell redirects only descriptors of one digit, and the pipes may have any.
LAUNCHER: Final = """
import os, sys
for theirs, wanted in ((os.dup(int(sys.argv[1])), 3), (os.dup(int(sys.argv[2])), 4)):
    os.dup2(theirs, wanted)
    os.set_inheritable(wanted, True)
os.execvp(sys.argv[3], sys.argv[3:])
"""

# What sticks out of the window, not counting what scrolls inside a box of its own.
OVERFLOW: Final = """
(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > width + 0.5)
    .map(one => `${one.tagName.toLowerCase()}.${one.className}`).slice(0, 5);
})()
"""


class Browser:
    """A running Chromium with one tab."""

    def __init__(self, program: str, profile: Path, *flags: str) -> None:
        theirs, self._to = os.pipe()
        self._from, ours = os.pipe()
        self._process = subprocess.Popen(
            (
                sys.executable,
                "-c",
                LAUNCHER,
                str(theirs),
                str(ours),
                program,
                *FLAGS,
                *flags,
                f"--user-data-dir={profile}",
            ),
            pass_fds=(theirs, ours),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(ours)
        self._buffer = b""
        self._count = 0
        self._tab = ""
        self._events: list[dict[str, Any]] = []

    def start(self) -> None:
        """Open the tab and ask to be told of everything that happens in it."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._tab = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> Mapping[str, Any]:
        """Send a command and wait for its answer."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._tab:
            message["sessionId"] = self._tab
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._count:
            self._events.append(answer)
        assert "error" not in answer, answer
        result: Mapping[str, Any] = answer["result"]
        return result

    def open(self, address: str) -> list[str]:
        """Load a page and return what the browser had to complain of."""
        self._events.clear()
        answer = self.ask("Page.navigate", url=address)
        complaints = [answer["errorText"]] if "errorText" in answer else []
        self._wait_for_load()
        self.run("document.fonts.ready.then(() => 0)")
        return complaints + [text for event in self._events if (text := _complaint(event))]

    @contextmanager
    def reloading(self) -> Iterator[None]:
        """Wait, when the block has ended, for a page that has loaded itself again since it began."""
        self._events.clear()
        yield
        self._wait_for_load()

    @contextmanager
    def arriving(self, path: str) -> Iterator[None]:
        """Wait, when the block has ended, until the tab has gone to a page by itself and loaded it."""
        self._events.clear()
        yield
        while not any(_goes_to(event, path) for event in self._events):
            self._events.append(self._next())
        self._events.clear()
        self._wait_for_load()

    def _wait_for_load(self) -> None:
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._events.append(self._next())

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def look(self, width: int, scheme: str) -> None:
        """Make the window this wide, and prefer a light or dark page."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def close(self) -> None:
        """End the browser."""
        os.close(self._to)
        os.close(self._from)
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE_SECONDS
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], max(0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            piece = os.read(self._from, 1 << 16)
            assert piece, "the browser has gone"
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


def _goes_to(event: Mapping[str, Any], path: str) -> bool:
    return event["method"] == "Page.frameNavigated" and str(event["params"]["frame"]["url"]).endswith(path)


def _complaint(event: Mapping[str, Any]) -> str:
    """Return what an event complains of, or nothing."""
    method, params = event.get("method"), event.get("params", {})
    if method == "Network.responseReceived":
        response = params["response"]
        return f"{response['status']} {response['url']}" if response["status"] >= 400 else ""
    return f"{method}: {json.dumps(params)[:300]}" if method in COMPLAINTS else ""
