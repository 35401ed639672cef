"""
Ask a vulnerability service about every package that the lock files pin.

``python3 scripts/audit.py`` ends with 1 where a vulnerability is known, and with 0 where none is. What could not be
asked about is named: without ``pip-audit`` (``pip install pip-audit``) or without the service nothing is proved, and
the last line says so.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
LOCKS: Final = ("requirements.lock", "requirements-test.lock")


def main() -> int:
    """Audit each lock file."""
    if importlib.util.find_spec("pip_audit") is None:
        sys.stdout.write("skipped: pip-audit is not installed; pip install pip-audit\n")
        return 0
    return max([audit(lock) for lock in LOCKS])


def audit(lock: str) -> int:
    """Ask about the packages of one lock file."""
    command = (sys.executable, "-m", "pip_audit", "-r", lock, "--require-hashes", "--disable-pip")
    options = ("--format", "json", "--progress-spinner", "off")
    done = subprocess.run((*command, *options), cwd=ROOT, capture_output=True, text=True, check=False)
    code, lines = judge(lock, done.stdout, done.stderr)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return code


def judge(lock: str, said: str, complaint: str = "") -> tuple[int, list[str]]:
    """Return the exit code and what to print, given what pip-audit wrote as JSON and to standard error."""
    try:
        packages: list[dict[str, Any]] = json.loads(said)["dependencies"]
    except (ValueError, KeyError):
        last = next(reversed(complaint.strip().splitlines()), "it said nothing")
        return 0, [f"skipped: {lock}: the service could not be asked: {last}"]
    known = [
        f"{lock}: {one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'none'}"
        for one in packages
        for flaw in one.get("vulns", ())
    ]
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    asked = len(packages) - len(unknown)
    if not asked:
        return 0, [f"skipped: {lock}: the service knows none of the {len(unknown)} packages, so nothing is proved"]
    rows = [f"{lock}: {asked} packages asked about, {len(known)} vulnerabilities known", *known]
    return (1 if known else 0), [*rows, *([f"not asked about: {', '.join(unknown)}"] if unknown else [])]


if __name__ == "__main__":
    sys.exit(main())
