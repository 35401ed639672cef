"""
Every page before the Nu HTML checker, which W3C runs: no error in any file.
"""

import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.mark.timeout(300)
def test_the_nu_html_checker_finds_no_error(site: Path, node_modules: Path) -> None:
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if not jar.is_file() or java is None:
        pytest.skip("needs Java and npm's vnu-jar, which .ci/run installs")
    checked = subprocess.run(
        (java, "-Xss8m", "-jar", str(jar), "--errors-only", "--skip-non-html", str(site)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stderr == ""
    assert checked.returncode == 0
