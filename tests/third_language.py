"""The site that ``init`` makes, in a third language too: French stands wherever English and Chinese do."""

import re
from pathlib import Path
from typing import Final

from jianbao.cli import main
from tests.conftest import ROOT

FRENCH: Final[dict[str, str]] = {
    "Larkspur Bay in Brief": "La Baie en bref",
    "What the town of Larkspur Bay, which does not exist, is said to have done": "Une ville qui n'existe pas",
    "The water does the work: {ferry-boats} go out with the flood and come home with the ebb, by way of "
    "{ferry-landings}.": "La marée travaille : {ferry-boats} partent au flot, par {ferry-landings}.",
}
_TEXT: Final = re.compile(r'(?<!\w)en: ("(?:[^"\\]|\\.)*")(,? ?)')
_LIST: Final = re.compile(r"(?<!\w)en: (\[[^\]]*\])(, )")


def write_trilingual_site(folder: Path) -> Path:
    """Begin a site, and add French to its configuration, its units, its strings and every text."""
    assert main(["init", str(folder)]) == 0
    config = folder / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("languages: [en, zh]", "languages: [en, zh, fr]"), "utf-8")
    strings = (ROOT / "site_src/ui/en.yaml").read_text("utf-8")
    (folder / "site_src/ui").mkdir()
    (folder / "site_src/ui/fr.yaml").write_text(
        strings.replace('language.name: "English"', 'language.name: "Français"'), "utf-8"
    )
    for file in [config, *sorted((folder / "site_src").glob("*/*.yaml")), folder / "site_src/units.yaml"]:
        if "/ui/" not in file.as_posix():
            file.write_text(_with_french(file.read_text("utf-8")), "utf-8")
    return folder


def _with_french(text: str) -> str:
    lines = []
    for line in text.splitlines():
        found = re.match(r"^( *(?:- )?)(en: .*)$", line)
        if found and "{one" in line:
            lines += [line, f'{" " * len(found[1])}fr: {{one: "{{0}} unité", other: "{{0}} unités"}}']
        elif found:
            lines += [line, f"{' ' * len(found[1])}fr: {_french(found[2].removeprefix('en: ').strip())}"]
        else:
            texts = _TEXT.sub(lambda match: f"{match[0]}fr: {_french(match[1])}, ", line)
            lines.append(_LIST.sub(lambda match: f"{match[0]}fr: [], ", texts))
    return "\n".join(lines) + "\n"


def _french(quoted: str) -> str:
    return f'"{FRENCH[quoted[1:-1]]}"' if quoted[1:-1] in FRENCH else quoted
