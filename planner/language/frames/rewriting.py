"""Text that is typed otherwise than it was said: in capitals, in small letters, backwards."""

from collections.abc import Callable
from dataclasses import replace

from planner.actions import Action, Literal, TypeText
from planner.language.frames.objects import Actions
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Phrase

Rewrite = Callable[[str], str]

_REWRITES: tuple[tuple[WordClass, Rewrite], ...] = (
    (WordClass.LOWER_CASE, str.lower),
    (WordClass.UPPER_CASE, str.upper),
    (WordClass.BACKWARDS, lambda text: text[::-1]),
)


def without_rewriting(body: Phrase, lexicon: Lexicon) -> tuple[Phrase, Rewrite | None]:
    """ "'Ana' in capital letters into Name": the order without the manner, and the manner."""
    for kind, rewrite in _REWRITES:
        found = body.find(lexicon.words(kind), 1)
        if found is not None:
            at, length = found
            kept = (*body.tokens[:at], *body.tokens[at + length :])
            return replace(body, tokens=kept), rewrite
    return body, None


def rewritten(actions: Actions, rewrite: Rewrite) -> Actions:
    return tuple(_rewritten(action, rewrite) for action in actions)


def _rewritten(action: Action, rewrite: Rewrite) -> Action:
    if isinstance(action, TypeText) and isinstance(action.value, Literal):
        return replace(action, value=Literal(text=rewrite(action.value.text)))
    return action
