"""Opening what hides things: "expand the sections", "navigate through the tree", "look in the tabs until you see X"."""

from dataclasses import replace

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    Click,
    FillFacts,
    Hover,
    PickResult,
    Read,
    Reveal,
    SelectOption,
    SetChecked,
    TypeText,
)
from planner.language.context import Context
from planner.language.frames.objects import Actions, Answer, read_target
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.language.verbs import Clause
from planner.plan import NotUnderstood

_SEEN = (("you", "see"), ("you", "find"), ("you", "can", "see"), ("i", "see"), ("we", "see"), ("you", "reach"))
_ROLES = {
    "tree": Role.TREE_ITEM,
    "folder": Role.TREE_ITEM,
    "directory": Role.TREE_ITEM,
    "node": Role.TREE_ITEM,
    "tab": Role.TAB,
}
_SINGULAR = {"categories": "category", "directories": "directory", "hierarchies": "hierarchy", "branches": "branch"}
_ALSO_FOR_ONE = frozenset({"open", "open up", "browse", "explore", "look in", "look into", "look inside"})
"""Verbs that take one thing of a kind as well: "open the folder" is a click on it."""
_RESULTS = frozenset({"search result", "search results", "search hit", "search hits"})
_AFTER_A_SEARCH = frozenset({"result", "results", "hit", "hits", "link in the results", "entry"})
_WHOLE = frozenset({"tree", "accordion", "structure", "hierarchy", "list"})


def unfold(clause: Clause, context: Context) -> Answer:
    """No frame for a thing that has a name: "expand Details" is a click on it."""
    lexicon = context.lexicon
    body = clause.body.trimmed()
    until = body.index("until", "till")
    wanted: Query | None = None
    if until is not None and until > 0:
        sought = read_target(_without_seeing(body.part(until + 1)), context, "click")
        if isinstance(sought, NotUnderstood):
            return sought
        wanted, body = sought, body.part(0, until).trimmed()
    bare = body.without_end(lexicon.words(WordClass.POSITION)).trimmed()
    every = bare.words[:1] in (("all",), ("every",), ("each",))
    if every:
        bare = bare.part(1).without_start(lexicon.words(WordClass.DETERMINER))
        bare = bare.part(1) if bare.words[:2] == ("of", "the") else bare
    bare = bare.without_start(lexicon.words(WordClass.DETERMINER))
    if not bare.is_in(lexicon.words(WordClass.OPENED_BY_LOOKING)):
        return None
    noun = bare.words[-1]
    single = _SINGULAR.get(noun, noun.removesuffix("s"))
    if noun == single and not every and clause.verb in _ALSO_FOR_ONE:
        return None
    return (
        Reveal(
            place=wanted,
            opening=Query(text="" if single in _WHOLE else single, role=_ROLES.get(single, Role.GROUP)),
            every=every or noun != single or single in _WHOLE or wanted is not None,
        ),
    )


def aimed(actions: Actions) -> Actions:
    """ "expand the sections and click X": they are opened until X is in sight, and no further."""
    kept: list[Action] = []
    for number, given in enumerate(actions):
        action = _counted(given, _RESULTS if not _searches(actions[:number]) else _RESULTS | _AFTER_A_SEARCH)
        before = kept[-1] if kept else None
        place = _place(action)
        if isinstance(before, Reveal) and before.place is None and before.every and place is not None:
            kept[-1] = replace(before, place=place)
        kept.append(action)
    return tuple(kept)


def _searches(actions: Actions) -> bool:
    return any(isinstance(one, FillFacts | TypeText) for one in actions)


def _counted(action: Action, names: frozenset[str]) -> Action:
    """ "click the 7th search result"."""
    match action:
        case Click(place=Query(text=text, ordinal=int(number), exact=False, role=None, relations=())) if (
            text.lower() in names and action == Click(place=action.place)
        ):
            return PickResult(ordinal=number)
        case _:
            return action


def _place(action: Action) -> Query | None:
    match action:
        case Click() | Hover() | TypeText() | SelectOption() | SetChecked() | Read():
            return action.place
        case _:
            return None


def _without_seeing(phrase: Phrase) -> Phrase:
    for head in _SEEN:
        if phrase.words[: len(head)] == head and len(phrase) > len(head):
            return phrase.part(len(head))
    return phrase
