"""
Feed the readers of hostile text with what a coverage-guided fuzzer (atheris) thinks of.

``python3 scripts/fuzz.py --minutes 30`` shares the time among all targets of ``tests/fuzz/targets.py``; names of
targets may follow. What breaks a promise is kept in ``tests/fuzz/cases/<target>``, where the tests try it again:
give the file a name that says what it showed. The corpus that grows is kept in ``.cache/fuzz``.
"""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
CASES: Final = ROOT / "tests" / "fuzz" / "cases"
LONGEST_BYTES: Final = 4096
SLOWEST_SECONDS: Final = 10
MEMORY_MB: Final = 2048

sys.path[:0] = [str(ROOT)]


def main() -> int:
    """Fuzz every target in a process of its own and print what was tried."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30, help="for all targets together (default: 30)")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("targets", nargs="*")
    arguments, rest = parser.parse_known_args()
    if arguments.inside:
        fuzz(arguments.inside, [*arguments.targets, *rest])
    from tests.fuzz.targets import TARGETS

    names = arguments.targets or list(TARGETS)
    seconds = int(arguments.minutes * 60 / len(names))
    failed = 0
    for name in names:
        start = time.monotonic()
        done = subprocess.run(command(name, seconds), capture_output=True, text=True, check=False)
        spent = time.monotonic() - start
        tried = [int(count) for count in re.findall(r"^#(\d+)", done.stderr, re.MULTILINE)]
        sys.stdout.write(f"{name}: {max(tried, default=0):,} inputs in {spent:.0f} s, exit code {done.returncode}\n")
        sys.stdout.flush()
        if done.returncode:
            failed += 1
            sys.stdout.write(done.stderr[-2000:])
    return 1 if failed else 0


def command(name: str, seconds: int) -> list[str]:
    """Return the call that fuzzes one target for some seconds."""
    corpus, cases = ROOT / ".cache" / "fuzz" / name, CASES / name
    for folder in (corpus, cases):
        folder.mkdir(parents=True, exist_ok=True)
    sow(corpus)
    words = ROOT / ".cache" / "fuzz" / "words"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in dictionary()))
    return [
        *(sys.executable, __file__, "--inside", name, str(corpus)),
        *(f"-max_total_time={seconds}", f"-max_len={LONGEST_BYTES}", f"-timeout={SLOWEST_SECONDS}"),
        *(f"-rss_limit_mb={MEMORY_MB}", f"-dict={words}", f"-artifact_prefix={cases}/", "-print_final_stats=1"),
    ]


def sow(corpus: Path) -> None:
    """Begin with what the project itself has: records, and the paragraphs of its documents."""
    for number, file in enumerate(sorted((ROOT / "site_src").rglob("*.yaml"))[::9]):
        seed = corpus / f"seed-{number}"
        if not seed.exists():
            seed.write_bytes(file.read_bytes()[:LONGEST_BYTES])


def dictionary() -> tuple[str, ...]:
    """Return the pieces that the property tests put together."""
    from tests.fuzz.test_hostile_text import REPEATED, WORDS

    return (*WORDS, *REPEATED)


def escaped(word: str) -> str:
    """Write a word as a fuzzing dictionary asks for: every byte by its number."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def fuzz(name: str, rest: list[str]) -> None:
    """Fuzz one target in this process; does not return."""
    import atheris

    with atheris.instrument_imports(include=["jianbao"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *rest], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
