"""
Make a built page a live one: it loads itself again, shows what is wrong, and leads to what was edited.

In: the bytes of a built page. Out: the same with additions, and with a policy that lets them work. The built files
themselves hold nothing of this.
"""

import re
from typing import Final

from msgspec import Struct

from jianbao.problems import PlacedProblem
from jianbao.serve.lead import Lead
from jianbao.serve.own import OWN
from jianbao.serve.problem_page import problem_page, problem_section, unfinished_section

CLIENT: Final = "/livereload.js"
"""The script of livereload finds its server by this name."""

SOCKET: Final = "/livereload"

SCRIPT: Final = """\
(() => {
  const { turn } = document.currentScript.dataset;
  document.addEventListener("LiveReloadConnect", async () => {
    const answer = await fetch("/.live/turn", { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== turn) location.reload();
  });
})();
"""
"""Reload a page that is older than the connection: a build may have ended between the two."""

STYLE: Final = """\
.live-problems { margin: 0; padding: .5rem 1rem; background: #fff4f2; color: #3b0d06;
  border-block-end: 3px solid #b3261e; font: 1rem/1.5 system-ui, sans-serif; max-block-size: 60vh; overflow: auto; }
.live-problems summary { cursor: pointer; padding-block: .25rem; }
.live-problems ol { padding-inline-start: 1.5rem; }
.live-problems li { margin-block: .75rem; }
.live-problems p { margin-block: .25rem; }
.live-problems pre { overflow-x: auto; margin-block: .25rem; padding: .5rem; background: #fff; color: #1c1b1a; }
.live-problems mark { background: #ffd8a8; color: inherit; text-decoration: underline wavy #b3261e; }
.live-place { font-weight: 700; overflow-wrap: anywhere; }
.live-unfinished { background: #f1f5fb; color: #14233a; border-color: #2f5d9b; }
@media (prefers-color-scheme: dark) {
  .live-problems { background: #2b1210; color: #ffe9e5; border-color: #ff8a80; }
  .live-problems.live-unfinished { background: #14233a; color: #e8effb; border-color: #8fb4ea; }
  .live-problems pre { background: #161312; color: #f1eeea; }
  .live-problems mark { background: #6b3a00; }
}
@media print { .live-problems { display: none; } }
"""

_POLICY: Final = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_HEAD_END: Final = b"</head>"
_BODY: Final = re.compile(rb"<body[^>]*>")


class Live(Struct, frozen=True):
    """What a page is told: the turn, the problems, its language, the host it is asked from, and where it leads."""

    number: int
    problems: tuple[PlacedProblem, ...]
    unfinished: tuple[PlacedProblem, ...]
    lang: str
    host: str
    lead: Lead

    @property
    def head(self) -> str:
        """Return what stands at the end of the head of every page."""
        return (
            f'<link rel="stylesheet" href="{OWN}style.css">'
            f'<script defer src="{OWN}script.js" data-turn="{self.number}"></script>'
            f'{self.lead.head}<script defer src="{CLIENT}"></script>'
        )


def live_page(body: bytes, live: Live, base: str = "") -> bytes:
    """Make a built page a live one; ``base`` is where its relative addresses begin, if not where it is asked for."""
    head = (f'<base href="{base}">' if base else "").encode()
    page = _POLICY.sub(lambda found: found[1] + _policy(found[2], live.host, base).encode() + found[3], body, count=1)
    if base:  # before the first address in the head
        page = page.replace(b"<head>", b"<head>" + head, 1)
    page = page.replace(_HEAD_END, live.head.encode() + _HEAD_END, 1)
    added = live.lead.bar + problem_section(live.problems, live.lang) + unfinished_section(live.unfinished, live.lang)
    return _BODY.sub(lambda found: found[0] + added.encode(), page, count=1)


def only_problems(live: Live) -> bytes:
    """Write the page that stands for every other while there is no good build."""
    return problem_page(live.problems, live.lang, live.head).encode()


def _policy(built: bytes, host: str, base: str) -> str:
    rules = dict(one.strip().partition(" ")[::2] for one in built.decode().split(";") if one.strip())
    # Not every browser counts a socket of the same host as 'self'.
    rules |= {"script-src": "'self'", "style-src": "'self'", "connect-src": f"'self' ws://{host}"}
    rules |= {"base-uri": "'self'"} if base else {}
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())
