"""``serve`` and ``check --watch`` as commands: how they start, what they say, how they end."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from jianbao.cli import main
from jianbao.commands.exits import DONE, USAGE
from jianbao.serve.server import alone
from tests.conftest import ROOT
from tests.serve.running import PATIENCE_SECONDS

MILL: Final = "site_src/products/mill.yaml"


class Program:
    """The program in a process of its own, and what it says, row by row."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            (
                sys.executable,
                "-c",
                # A shell's background jobs ignore what Ctrl-C sends, and so would all that they start.
                (
                    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
                    "from jianbao.cli import main; sys.exit(main())"
                ),
                "--root",
                str(root),
                *arguments,
            ),
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._rows: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for row in self._process.stdout:
            self._rows.put(row)

    def wait_for(self, pattern: str) -> str:
        """Wait until it says a row like this."""
        while True:
            self.said.append(self._rows.get(timeout=PATIENCE_SECONDS))
            if re.search(pattern, self.said[-1]):
                return self.said[-1]

    def end(self, how: signal.Signals) -> int:
        """Send a signal, wait for the end, and return the exit code."""
        self._process.send_signal(how)
        code = self._process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)
        while not self._rows.empty():
            self.said.append(self._rows.get())
        return code

    def close(self) -> None:
        """End it for certain."""
        self._process.kill()
        self._process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()


@contextmanager
def program(root: Path, *arguments: str) -> Iterator[Program]:
    """Run the program, and let nothing of it be left."""
    found = Program(root, *arguments)
    try:
        yield found
    finally:
        found.close()


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_and_frees_its_port(root: Path, how: signal.Signals) -> None:
    port = free_port()
    with program(root, "serve", "--port", str(port)) as serving:
        serving.wait_for(rf"http://127\.0\.0\.1:{port}/ ")
        assert serving.end(how) == DONE
        assert not [row for row in serving.said if "Traceback" in row or "Error" in row]
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(("127.0.0.1", port))


def test_what_is_saved_is_named_in_the_terminal_and_so_is_what_is_broken(root: Path) -> None:
    path = root / MILL
    sound = path.read_text("utf-8")
    with program(root, "serve", "--port", str(port := free_port())) as serving:
        serving.wait_for("Ctrl-C")
        path.write_text(sound.replace("It turned out", "The mill turned out"), "utf-8")
        serving.wait_for(rf"  http://127\.0\.0\.1:{port}/en/products/mill\.html")
        path.write_text(sound.replace("{carts} in", "9 carts in"), "utf-8")
        serving.wait_for(rf"{MILL}:4:\d+ closure/unbound")
        serving.wait_for("the last good build is still served")
        path.write_text(sound, "utf-8")
        serving.wait_for("mended; ")


def test_a_port_that_is_taken_is_said_so_with_one_that_is_free(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = one.getsockname()[1]
        assert main(["--root", str(root), "serve", "--port", str(port)]) == USAGE
    told = re.fullmatch(rf"port {port} is taken, or may not be used; --port (\d+) is free\n", capsys.readouterr().err)
    assert told is not None
    assert int(told[1]) > port


def test_a_project_is_served_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with alone(root) as nobody:
        assert nobody is None
        assert main(["--root", str(root), "serve", "--port", "0"]) == USAGE
    assert f"this project is served already, by process {os.getpid()}" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "65536", "http", "８０００"])
def test_a_port_is_a_number(root: Path, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--root", str(root), "serve", "--port", port])
    assert "is not a port" in capsys.readouterr().err


def test_checking_goes_on_after_every_change_and_ends_well(root: Path) -> None:
    path = root / MILL
    sound = path.read_text("utf-8")
    with program(root, "check", "--watch") as checking:
        checking.wait_for("4 records, no problem")
        checking.wait_for("waiting for changes")
        path.write_text(sound.replace("{carts} in", "9 carts in"), "utf-8")
        checking.wait_for(rf"{MILL}:4:\d+ closure/unbound")
        checking.wait_for("problems? in 1 file")
        checking.wait_for("waiting for changes")
        path.write_text(sound, "utf-8")
        checking.wait_for("4 records, no problem")
        assert checking.end(signal.SIGINT) == DONE
        assert not [row for row in checking.said if "Traceback" in row]
    assert not (root / "output").exists()
