"""What the project is made of: the bill of materials says it all, and an audit never claims more than was asked."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts.audit import judge
from tests.conftest import ROOT

SCRIPT: Final = ROOT / "scripts" / "sbom.py"


def made(target: Path) -> bytes:
    done = subprocess.run((sys.executable, str(SCRIPT), str(target)), capture_output=True, text=True, check=False)
    if "is installed, but" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return target.read_bytes()


@pytest.fixture(scope="module", name="body")
def _body(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("sbom") / "bom.json")


@pytest.fixture(scope="module", name="parts")
def _parts(body: bytes) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads(body)["components"]}


def names_in(lock: str) -> set[str]:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if line[:1].isalnum()}


def test_the_bill_is_valid_cyclonedx(body: bytes) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(body.decode()) is None


def test_the_same_locks_give_the_same_bytes(body: bytes, tmp_path: Path) -> None:
    assert made(tmp_path / "again.json") == body


def test_every_package_of_the_locks_is_in_the_bill(parts: dict[str, dict[str, Any]]) -> None:
    assert set(parts) == names_in("requirements.lock") | names_in("requirements-test.lock")


def test_what_a_build_needs_is_told_from_what_tests_need(parts: dict[str, dict[str, Any]]) -> None:
    assert {name for name, one in parts.items() if one["scope"] == "required"} == names_in("requirements.lock")
    assert (parts["brotli"]["scope"], parts["pytest"]["scope"]) == ("optional", "excluded")


def test_every_digest_of_the_lock_is_in_the_bill(body: bytes) -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    digests = {line.partition("sha256:")[2].split()[0] for line in lock.splitlines() if "sha256:" in line}
    assert {digest for digest in digests if digest not in body.decode()} == set()


def test_every_package_that_a_build_needs_is_under_a_licence_that_spdx_knows(
    parts: dict[str, dict[str, Any]],
) -> None:
    required = {name: one["licenses"] for name, one in parts.items() if one["scope"] == "required"}
    assert {name for name, (one,) in required.items() if "id" not in one["license"]} == set()


def test_every_package_has_a_licence(parts: dict[str, dict[str, Any]]) -> None:
    assert [name for name, one in parts.items() if not one.get("licenses")] == []


def test_the_bill_says_what_depends_on_what(body: bytes) -> None:
    needs = {one["ref"].partition("@")[0]: one.get("dependsOn", []) for one in json.loads(body)["dependencies"]}
    assert {one.partition("@")[0] for one in needs["jinja2"]} == {"markupsafe"}
    assert "jinja2" in {one.partition("@")[0] for one in needs["jianbao"]}


def packages(*rows: dict[str, Any]) -> str:
    return json.dumps({"dependencies": rows})


FLAW: Final = {"id": "PYSEC-1", "fix_versions": ["2"]}
BAD: Final = {"name": "a", "version": "1", "vulns": [FLAW]}
GOOD: Final = {"name": "b", "version": "1", "vulns": []}
UNKNOWN: Final = {"name": "c", "skip_reason": "not found"}


def test_a_known_vulnerability_fails_the_audit() -> None:
    code, lines = judge("x.lock", packages(BAD, GOOD))
    assert (code, lines[1]) == (1, "x.lock: a 1: PYSEC-1, mended in 2")


def test_an_audit_says_what_it_could_not_ask_about() -> None:
    assert judge("x.lock", packages(GOOD, UNKNOWN)) == (
        0,
        ["x.lock: 1 packages asked about, 0 vulnerabilities known", "not asked about: c"],
    )


def test_an_audit_that_could_ask_nothing_says_that_nothing_is_proved() -> None:
    code, (line,) = judge("x.lock", packages(UNKNOWN))
    assert (code, line) == (
        0,
        "skipped: x.lock: the service knows none of the 1 packages, so nothing is proved",
    )


def test_a_service_that_cannot_be_reached_is_named() -> None:
    assert judge("x.lock", "", "Traceback\nConnectionError: no route") == (
        0,
        ["skipped: x.lock: the service could not be asked: ConnectionError: no route"],
    )
