"""Goals that are said of several things, each of which is a goal of its own."""

from collections.abc import Iterator

from planner.language.clauses import begins_order, split_orders, split_sentences
from planner.language.context import Context
from planner.language.frames.objects import list_items, without_determiner
from planner.language.joining.items import LONGEST_ITEM, STOPS, is_named, stops, without_joins
from planner.language.tokens import Kind, Phrase, uncapitalised
from planner.language.verbs import without_lead_in

_DONE_TO_ALL = frozenset({"like", "star", "share", "archive", "delete"})
_MAKING = frozenset({"create", "make", "add", "set", "schedule", "start"})


def assigned(phrase: Phrase, context: Context) -> Iterator[str]:
    """ "create an issue X and assign it to Ana": what is made is made with that."""
    lexicon = context.lexicon
    bare = uncapitalised(without_lead_in(phrase.trimmed(), lexicon))
    deed = lexicon.deeds.at(bare.words)
    if (
        deed is None
        or not {"create", "open"} & set(deed.value)
        or bare.words[deed.length : deed.length + 1] == ("the",)
    ):
        return
    for at in range(2, len(bare) - 4):
        if bare.words[at] not in ("and", ",", "then") or not begins_order(bare.part(0, at), lexicon):
            continue
        rest = bare.part(at + 1)
        rest = rest.part(1) if rest.words[0] in ("and", "then") else rest
        if rest.words[0] in ("assign", "reassign", "give") and rest.words[1:3] in (("it", "to"), ("this", "to")):
            made = without_joins(bare.part(0, at))
            yield f"{made.text} {'and' if 'with' in made.words else 'with'} assignee {rest.part(3).text}"
            return


def several_new(bare: Phrase, verb: int, context: Context) -> str | None:
    """ "create the folders A, B and C in Documents", "make two albums called Sea and Snow": one after the other."""
    deed = context.lexicon.deeds.at(bare.words)
    if deed is None or "create" not in deed.value or bare.words[0] not in _MAKING:
        return None
    at = verb
    while at < len(bare) and (bare.words[at] in ("the", "new") or bare.words[at] in context.lexicon.numbers):
        at += 1
    start = at
    while (
        at < len(bare) and bare.tokens[at].kind is Kind.WORD and not is_named(bare, at) and bare.words[at] not in STOPS
    ):
        at += 1
    kind = bare.part(start, at)
    kind = kind.part(0, -1) if kind.words[-1:] in (("called",), ("named",)) else kind
    if not 0 < len(kind) < LONGEST_ITEM or not kind.words[-1].endswith("s") or kind.words[-1].endswith("ss"):
        return None
    listed = bare.part(at)
    end = next((n for n in range(1, len(listed)) if stops(listed, n)), len(listed))
    items = list_items(listed.part(0, end), context.lexicon)
    if len(items) < 2 or not all(is_named(item, 0) and len(item) <= LONGEST_ITEM for item in items):
        return None
    one = f"{kind.part(0, -1).text} {kind.words[-1].removesuffix('s')}".strip()
    verb_said, tail = bare.part(0, verb).text, listed.part(end).text
    return ". ".join(f"{verb_said} a {one} called {item.text} {tail}".strip() for item in items)


def people_apart(phrase: Phrase, context: Context) -> Iterator[str]:
    """ "invite Ana, Ben and Cleo to the party", "delete the mails from Ana and Ben": a goal is of one thing."""
    lexicon = context.lexicon
    bare = uncapitalised(without_lead_in(phrase.trimmed(), lexicon))
    deed = lexicon.deeds.at(bare.words)
    if deed is None or len(split_orders(bare, lexicon)) > 1 or len(split_sentences(bare, lexicon)) > 1:
        return
    start = next((at for at in range(deed.length, len(bare)) if bare.is_capitalised(at)), None)
    if start is None:
        return
    listed = bare.part(start)
    end = next((n for n in range(1, len(listed)) if stops(listed, n)), len(listed))
    items = list_items(listed.part(0, end), lexicon)
    before = bare.part(0, start)
    if len(items) < 2 or not all(is_named(item, 0) and len(item) <= 2 for item in items):
        return
    if start == deed.length and not set(deed.value) & {"send", "create", "find"}:
        head = before.text
    elif set(deed.value) & _DONE_TO_ALL and before.words[-1] in ("from", "of", "by") and before.words[-2].endswith("s"):
        head = f"{before.part(0, deed.length).text} all {without_determiner(before.part(deed.length), lexicon).text}"
    else:
        return
    yield ". ".join(f"{head} {item.text} {listed.part(end).text}".strip() for item in items)
