"""
Write the bill of materials: every package that the lock files pin, as CycloneDX JSON.

``python3 scripts/sbom.py [FILE]`` writes to FILE, else to standard output. Name, version, digests and scope come from
the lock files and ``pyproject.toml``, licences and dependencies from the packages themselves, which therefore have to
be installed as locked. The same locks give the same bytes: there is no time in it, and its serial number is a digest.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # was the folder of this file

from jianbao import __version__, bootstrap  # noqa: E402 -- found by the path above

bootstrap.ensure("test")

from cyclonedx.contrib.license.factories import LicenseFactory  # noqa: E402 -- the set-up above may have brought it
from cyclonedx.model import HashAlgorithm, HashType  # noqa: E402 -- the same
from cyclonedx.model.bom import Bom, BomMetaData  # noqa: E402 -- the same
from cyclonedx.model.component import Component, ComponentScope, ComponentType  # noqa: E402 -- the same
from cyclonedx.output.json import JsonV1Dot6  # noqa: E402 -- the same
from packageurl import PackageURL  # noqa: E402 -- the same

RUN: Final = "requirements.lock"
TEST: Final = "requirements-test.lock"

SPDX: Final[Mapping[str, str]] = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
"""What packages call their licences, and what the SPDX list calls them."""

READ: Final[Mapping[str, str]] = {
    "colorama": "BSD-3-Clause",
    "isodate": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "livereload": "BSD-3-Clause",
}
"""Licences of packages whose metadata do not name one exactly, read in their licence files."""

_PIN: Final = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[^\s;\\]+)")
_HASH: Final = re.compile(r"--hash=sha256:(?P<digest>[0-9a-f]{64})")
_REQUIRED: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


class Pin(NamedTuple):
    """A package as a lock file pins it: each digest is that of one file of the release."""

    name: str
    version: str
    digests: tuple[str, ...]


def read_lock(name: str) -> dict[str, Pin]:
    """Return the pins of a lock file by name."""
    pins: dict[str, Pin] = {}
    current = ""
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if found := _PIN.match(line):
            current = found["name"]
            pins[current] = Pin(current, found["version"], ())
        if found := _HASH.search(line):
            pin = pins[current]
            pins[current] = pin._replace(digests=(*pin.digests, found["digest"]))
    return pins


def installed(pin: Pin) -> Distribution | None:
    """Return the installed package; nothing where this system has no use for it."""
    try:
        found = distribution(pin.name)
    except PackageNotFoundError:
        return None
    if found.version != pin.version:
        sys.exit(f"{pin.name} {found.version} is installed, but {pin.version} is locked: install {TEST} first.")
    return found


def licence_of(pin: Pin, package: Distribution | None) -> str:
    """Return the licence: as an SPDX expression where the package or the table above allows it."""
    if pin.name in READ:
        return READ[pin.name]
    if package is None:
        return ""
    metadata = package.metadata
    classifiers = [one.rpartition(" :: ")[2] for one in metadata.get_all("Classifier") or () if "License ::" in one]
    stated = [one for field in ("License-Expression", "License") for one in metadata.get_all(field) or ()]
    known = [SPDX.get(one, one) for one in (*stated, *classifiers) if one != "UNKNOWN" and "\n" not in one]
    return next(iter(known), "")


def required(package: Distribution | None) -> Iterator[str]:
    """Yield the packages that one needs without any extra."""
    for line in (package.requires if package else None) or ():
        if "extra ==" not in line and (found := _REQUIRED.match(line)):
            yield normal(found[0])


def normal(name: str) -> str:
    """Write the name of a package as lock files do (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def make_bom() -> Bom:
    """Gather all that the project is made of, runs with, and is tested with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    run = read_lock(RUN)
    pins = {**read_lock(TEST), **run}
    optional = {_name(one) for extra, many in extras.items() if extra != "test" for one in many}
    root = _component(Pin(project["name"], __version__, ()), project["license"], ComponentType.APPLICATION, None)
    packages = {name: installed(pin) for name, pin in pins.items()}
    parts = {
        name: _component(pin, licence_of(pin, packages[name]), ComponentType.LIBRARY, _scope(name, run, optional))
        for name, pin in pins.items()
    }
    bom = Bom(components=parts.values(), metadata=BomMetaData(component=root))
    bom.register_dependency(root, [parts[_name(one)] for one in project["dependencies"]])
    for name, package in packages.items():
        bom.register_dependency(parts[name], [parts[one] for one in sorted(set(required(package))) if one in parts])
    return bom


def _name(requirement: str) -> str:
    found = _REQUIRED.match(requirement)
    return normal(found[0]) if found else requirement


def _scope(name: str, run: Mapping[str, Pin], optional: set[str]) -> ComponentScope:
    if name in run:
        return ComponentScope.REQUIRED
    return ComponentScope.OPTIONAL if name in optional else ComponentScope.EXCLUDED


def _component(pin: Pin, licence: str, kind: ComponentType, scope: ComponentScope | None) -> Component:
    return Component(
        name=pin.name,
        version=pin.version,
        type=kind,
        scope=scope,
        bom_ref=f"{pin.name}@{pin.version}",
        purl=PackageURL("pypi", None, pin.name, pin.version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.digests],
        licenses=[LicenseFactory().make_from_string(licence)] if licence else (),
    )


def written(bom: Bom) -> str:
    """Write a bill without the moment at which it was made."""
    document = json.loads(JsonV1Dot6(bom).output_as_string())
    document["metadata"].pop("timestamp", None)
    document.pop("serialNumber", None)
    body = json.dumps(document, ensure_ascii=False, sort_keys=True)
    document["serialNumber"] = uuid5(NAMESPACE_URL, body).urn
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


if __name__ == "__main__":
    text = written(make_bom())
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
