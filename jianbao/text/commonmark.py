"""
Parse paragraphs as inline CommonMark with the tokens of prose. The only importer of markdown-it.

In: one paragraph. Out: the marks of markdown-it, of which ``text.markdown`` writes HTML or plain text.
Importing this costs 40 ms: it is done for the first paragraph that holds Markdown.
"""

import functools
from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.common.utils import isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, autolink, link
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from jianbao.model.basics import Lang
from jianbao.text.han import is_full_width
from jianbao.text.prose import token_at

Mark: TypeAlias = Token

_RULES: Final = ("text", "newline", "escape", "backticks", "emphasis", "token", "link", "autolink", "entity")


def parse_inline(text: str, lang: Lang) -> list[Mark]:
    """Parse one paragraph into marks; a token is a mark of type ``prose_token``, and links know where they stand."""
    parser = _parser()
    return parser.inline.parse(text, parser, {"lang": lang}, [])


class _State(StateInline):
    """
    Inline state that lets emphasis touch full-width characters.

    CommonMark (0.31, 6.2) asks whether a run of ``*`` has a letter on its inside, and takes 。 or “ for punctuation
    that cannot stand there unless a space or punctuation stands outside; Chinese has neither. Here full-width
    characters and tokens count as letters inside and as a boundary outside.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803 - markdown-it's name
        """Tell whether the run of marks at ``start`` may open or close emphasis."""
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = _Side.of(self.src[max(start - 2, 0) : start][::-1], self.env["lang"])
        after = _Side.of(self.src[end : min(end + 2, self.posMax)], self.env["lang"])
        left = not after.blank and (after.letter or not before.letter or before.boundary)
        right = not before.blank and (before.letter or not after.letter or after.boundary)
        return Scanned(
            can_open=left and (canSplitWord or not right or before.punctuation),
            can_close=right and (canSplitWord or not left or after.punctuation),
            length=end - start,
        )


class _Side(NamedTuple):
    """What stands on one side of a run of marks."""

    blank: bool
    letter: bool
    boundary: bool
    punctuation: bool

    @classmethod
    def of(cls, chars: str, lang: Lang) -> "_Side":
        """Judge by the nearest character and, for the brackets of a link, the next."""
        char = chars[:1] or " "
        wide = is_full_width(char, lang) or char in "{}" or chars in {"[[", "]]"}
        blank = isWhiteSpace(ord(char))
        punctuation = isPunctChar(char)
        return cls(blank, letter=wide or not (blank or punctuation), boundary=wide, punctuation=punctuation)


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Mark]) -> list[Mark]:
        """Parse inline content as the base class does, on our own state."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    inline = _Inline()
    inline.ruler.before("link", "token", _token_rule)
    inline.ruler.at("link", functools.partial(_placed_rule, link))
    inline.ruler.at("autolink", functools.partial(_placed_rule, autolink))
    inline.ruler.enableOnly(_RULES)
    inline.ruler2.enableOnly(("balance_pairs", "emphasis", "fragments_join"))
    parser.inline = inline
    # Links are judged when they are written: a refused link keeps its words.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


def _token_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    token = token_at(state.src, state.pos)
    if token is None:
        return False
    if not silent:
        state.push("prose_token", "", 0).meta["token"] = token
    state.pos = token.end
    return True


def _placed_rule(rule: Callable[[StateInline, bool], bool], state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Run a rule of markdown-it and note on the link that it opens where it stands."""
    start, known = state.pos, len(state.tokens)
    done = rule(state, silent)
    for mark in state.tokens[known:]:
        if mark.type == "link_open":
            mark.meta |= {"start": start, "end": state.pos}
            break
    return done
