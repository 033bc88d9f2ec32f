"""Orders that name a goal and not its steps: read into what is to be done, to which thing, with which facts.

Decision: asked only for what no frame can read, so that an order that says its steps keeps its plain meaning. What is
left over makes the whole not understood; a goal is never guessed from half a sentence.
"""

import re
from dataclasses import replace

from planner.actions import Action, Click, Pursue
from planner.goals.goal import Given, Goal, Thing
from planner.goals.skill import PRESS
from planner.language.context import Context
from planner.language.goal_facts import (
    MARKING,
    NAMING,
    TAKE_LABELS,
    TAKE_NO_FACTS,
    Segment,
    counted_of,
    in_a_state,
    lasting_of,
    segments_of,
    with_labels,
)
from planner.language.goal_things import FILLERS, PRONOUNS, known_by_now, read_thing
from planner.language.lexicon import Lexicon, WordClass
from planner.language.listed import is_of_a_list, kind_in, lists_things
from planner.language.looks import Picking
from planner.language.swallowed import has_swallowed
from planner.language.telling.described import described
from planner.language.telling.introduced import introduced
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.values import read_secret
from planner.language.verbs import without_lead_in
from planner.likeness import MAIL_ADDRESS

_ALIASES = {
    "named": "called", "titled": "called", "entitled": "called", "till": "until", "saying": "message",
    "reading": "message", "that": "message", "dated": "on", "worth": "over", "totalling": "over", "totaling": "over",
}  # fmt: skip
_NEEDED = {
    "log_in": frozenset({"password"}),
    "send": frozenset({"subject", "message", "text", "with"}),
    "sign_up": frozenset({"name", "email", "username", "as", "with"}),
}
"""What must be said with a deed for it to be one: without it nobody could do it either."""
_TAKE_KINDS = frozenset({"create", "enrol"})
"""Where "as a new customer" says what is made; elsewhere "as an editor" is a choice that is called "Editor"."""
_CARTS = frozenset({"shopping", "cart", "basket", "bag", "trolley"})
_DEFINITE = (("the",), ("it",), ("this",), ("that",), ("my",), ("them",))
_DONE_TO_ALL = frozenset(
    {"like", "star", "share", "archive", "delete", "find"}
    | {"approve", "reject", "confirm", "complete", "close", "reopen", "restore"}
)
_CLOSED = (WordClass.WINDOW_NOUN, WordClass.SITE_NOUN, WordClass.DIALOG)
_GOES_ON = re.compile(r"[:;,.] (?:and |but )?(?:it|he|she|they|there|its|his|her|their|we|i)\b", re.IGNORECASE)
"""A sentence of its own behind a name, which is no part of it."""
_TELLS = re.compile(r" (?:is|are|was|were|has|have|had|will|should|must|can) [a-z]")
_LINKED = tuple((word,) for word in ("for", "in", "into", "on", "to", "with", "at", "by", "from", "and", "or", "as"))
_NO_THING = frozenset({"but", "no", "not", "without", "except", "unless", "never", "nor", "nothing", "sure"})


def read_goal(order: Phrase, context: Context) -> Pursue | None:
    """None: no goal can be read from it."""
    lexicon = context.lexicon
    bare = without_lead_in(order, lexicon).trimmed()
    pair = _found_and_done(bare, context)
    if pair is not None:
        return pair
    verb = lexicon.deeds.at(bare.words)
    if verb is None:
        return None
    for deed in verb.value:
        if _is_another_verb(" ".join(bare.words[: verb.length]), bare.part(verb.length)):
            continue
        goal = _goal(deed, bare, bare.part(verb.length).trimmed(), context)
        if goal is None:
            continue
        read = replace(goal, facts=tuple(fact for fact in goal.facts if fact.cue))  # a state was told in full
        if not has_swallowed((Pursue(goal=read),), bare, lexicon):
            return Pursue(goal=goal)
    return None


def _is_another_verb(verb: str, body: Phrase) -> bool:
    """ "order the rows by price" buys nothing, and "make the font larger" and 'enter "Ana" ...' create nothing."""
    sorts = verb == "order" and "by" in body.words
    field = verb == "search" and body.words[:1] in (("field",), ("box",), ("bar",))
    types = verb == "enter" and body.has_quote() and body.tokens[0].kind is Kind.QUOTED
    sets = verb == "raise" and body.words[:1] in _DEFINITE and "to" in body.words
    return sorts or field or types or sets or (verb in ("make", "enter") and body.words[:1] in _DEFINITE)


def leading_aside(order: Phrase, context: Context) -> tuple[Pursue, Phrase] | None:
    """ "set the language to French in the settings": the way to the settings, and what is done there."""
    found = context.lexicon.aside.before(order.trimmed().words, len(order.trimmed()))
    bare = order.trimmed()
    if found is None or found.length >= len(bare):
        return None
    said = bare.part(len(bare) - found.length)
    return Pursue(goal=Goal(said=said.text, deed=found.value[0])), bare.part(0, len(bare) - found.length)


def _found_and_done(bare: Phrase, context: Context) -> Pursue | None:
    """ "find the post of Ana and like it": one goal, the second deed done to the thing of the first."""
    for at in range(2, len(bare) - 1):
        if bare.words[at] != "and":
            continue
        first, second = bare.part(0, at), without_lead_in(bare.part(at + 1), context.lexicon)
        found = read_goal(first, context)
        if found is None or found.goal.deed not in ("find", "open"):
            continue
        done = read_goal(second, replace(context, last=found))
        if done is not None:
            return Pursue(goal=replace(done.goal, said=bare.text))
    return None


def _goal(deed: str, order: Phrase, body: Phrase, context: Context) -> Goal | None:
    lexicon = context.lexicon
    on_thing = lexicon.skills.by_deed[deed].on_thing
    lasting, body = lasting_of(body) if deed == "create" else ((), body)
    body, told_of_it = _apart_from_told(body, lexicon) if deed in TAKE_LABELS else (body, ())
    amount, body = _amount(body, lexicon)
    state, body = in_a_state(body, lexicon) if deed in _DONE_TO_ALL else ("", body)
    head, segments = segments_of(body, deed, lexicon)
    if (
        any(not len(segment.phrase) or segment.has_more for segment in segments)
        or _NO_THING & set(head.words)
        or head.words[:1] in _LINKED
    ):
        return None
    if deed == "add_to_cart" and any(segment.cue in NAMING for segment in segments):
        return None  # what is given a name is made, not taken from a shelf
    every = head.begins(lexicon.looks.picking[Picking.EVERY]) if deed in _DONE_TO_ALL else 0
    told_apart = head.words[:1] == ("the",) and any(one.cue in _marking_of(deed) for one in segments)
    known = replace(context, last=None) if told_apart else context  # "the account of Bo" is not the one before it
    thing, options, name = read_thing(head.part(every), on_thing=on_thing, context=known)
    if not on_thing and name and _TELLS.search(name) and not head.has_quote():
        return None  # "order A-1 has been sent" orders nothing
    if thing is not None and (state or (every and options and not thing.marks)):
        thing, options = replace(thing, marks=(*thing.marks, *([state] if state else options))), ()
    cart = [one for one in segments if one.cue in ("to", "in", "into") and _bare_words(one.phrase) <= _CARTS]
    if thing is None or bool(cart) is not (deed == "add_to_cart"):
        return None
    noun = thing.noun.split()[-1:]
    if deed == "close" and (noun in ([], ["one"]) or any(lexicon.words(kind).whole(tuple(noun)) for kind in _CLOSED)):
        return None  # a window, and nothing that an application keeps
    segments = with_labels(tuple(one for one in segments if one not in cart), lexicon)
    around = [one for one in segments if lists_things(one.cue, one.phrase)]
    if on_thing and thing.marks and not thing.noun and around:
        thing = replace(thing, noun=kind_in(around[0].phrase))
        segments = tuple(one for one in segments if one not in around)
    if on_thing and (thing.marks or thing.noun) and any(is_of_a_list(one.cue, one.phrase) for one in segments):
        thing = thing if thing.marks else replace(thing, marks=(thing.noun,))
        segments = tuple(one for one in segments if not is_of_a_list(one.cue, one.phrase))
    cue = "to" if deed == "send" else "email" if MAIL_ADDRESS.fullmatch(name) else "called"
    facts: list[Given] = [Given(cue=cue, value=name)] if name and not on_thing else []
    for segment in segments:
        found = segment.phrase.find(lexicon.words(WordClass.DETERMINER))
        rest = segment.phrase.part(found[1]) if found is not None and found[0] == 0 else segment.phrase
        best = lexicon.best.at(rest.words)
        secret = read_secret(segment.phrase, context)
        if best is not None and segment.cue in ("with", "for", "of"):
            thing = replace(thing, best=replace(best.value, of=rest.part(best.length).text.rstrip(" .")))
        elif secret is not None:
            facts.append(Given(cue="password", value="", secret=secret))
        elif deed == "book" and (counted := counted_of(segment, lexicon)) is not None:
            facts.append(counted)
        elif on_thing and segment.cue in _marking_of(deed) and not _is_fact(deed, segment):
            thing = replace(thing, marks=(*thing.marks, replace(segment, phrase=rest).value))
        else:
            cue = "called" if deed == "rename" and segment.cue == "to" else segment.cue
            plain = replace(segment, phrase=rest) if cue == "as" and deed not in _TAKE_KINDS else segment
            facts.append(Given(cue=_ALIASES.get(cue, cue), value=plain.value))
    if any(fact.cue in NAMING and _GOES_ON.search(fact.value) for fact in facts):
        return None
    if deed in TAKE_NO_FACTS and any(fact.cue in ("in", "into") for fact in facts):
        return None  # where it is would be passed over
    facts = [_resolved(fact, context) for fact in facts]
    if any(fact.value.lower() in PRONOUNS for fact in facts):
        return None
    facts.extend((*lasting, *told_of_it))
    if deed == "create" and not thing.noun:
        thing, facts = _as_one_of(thing, facts)
    several = amount > 1 and deed in _DONE_TO_ALL
    if amount > 1 and not several:
        facts.append(Given(cue="amount", value=str(amount)))
    if any(_are_several(mark, lexicon) for mark in thing.marks):
        return None  # each of them is a goal of its own
    if (every or several) and not thing.marks:
        return None  # without any mark, whatever is there would be meant
    goal = Goal(
        said=order.text,
        deed=deed,
        thing=thing,
        facts=tuple(facts),
        options=options,
        every=every > 0 or several,
        most=amount if several else 0,
    )
    return goal if _says_enough(goal, on_thing=on_thing) else None


def _as_one_of(thing: Thing, facts: list[Given]) -> tuple[Thing, list[Given]]:
    """ "add Kei Sato as a new customer": what he is, and the other facts."""
    kind = next((fact for fact in facts if fact.cue == "as" and fact.value.split()[:1] in (["a"], ["an"])), None)
    if kind is None:
        return thing, facts
    noun = " ".join(word for word in kind.value.split()[1:] if word not in ("new", "another"))
    return replace(thing, noun=noun), [fact for fact in facts if fact is not kind]


def _apart_from_told(body: Phrase, lexicon: Lexicon) -> tuple[Phrase, tuple[Given, ...]]:
    """What is made, and what is told of it behind its name."""
    told, facts = described(body, lexicon) or (body, ())
    return _introduced(told, lexicon), facts


def _introduced(body: Phrase, lexicon: Lexicon) -> Phrase:
    """ "a new member: Hugo Lind from Malmö", "a supplier, Tea House": as one that is called so."""
    apart = body.index(":", ",")
    plain = apart is not None and not body.has_quote() and (NAMING | {"for"}).isdisjoint(body.words)
    made = introduced(body, lexicon) if plain else None
    read = tokenize(f"a {made.in_words}", lexicon) if made is not None else body
    return body if isinstance(read, UnclosedQuote) else read


def makes_described(order: Phrase, lexicon: Lexicon) -> bool:
    """Whether it makes something of which is told what it is: "add a product called Honey that costs 6.40"."""
    bare = without_lead_in(order, lexicon).trimmed()
    verb = lexicon.deeds.at(bare.words)
    makes = verb is not None and "create" in verb.value
    return verb is not None and makes and described(bare.part(verb.length).trimmed(), lexicon) is not None


def _are_several(mark: str, lexicon: Lexicon) -> bool:
    """ "Ana and Ben", "Ana, Ben and Cleo"; not "Terms and Conditions"."""
    words = mark.replace(",", " ,").split()
    kept = lexicon.words(WordClass.KEPT_TOGETHER).whole(tuple(word.lower() for word in words)) is not None
    names = all(word[:1].isupper() or word in ("and", ",") for word in words)
    return (
        "and" in words
        and names
        and not kept
        and all(len(one.split()) < len(("a", "b", "c")) for one in mark.split(" and "))
    )


def _resolved(fact: Given, context: Context) -> Given:
    """ "add the song to it": to what the order before made or found."""
    before = context.last
    if fact.value.lower() not in PRONOUNS or not isinstance(before, Pursue):
        return fact
    named = (*known_by_now(before.goal).marks, *(one.value for one in before.goal.facts if one.cue == "called"))
    return replace(fact, value=named[0]) if named else fact


def _bare_words(phrase: Phrase) -> frozenset[str]:
    return frozenset(phrase.words) - FILLERS


def _says_enough(goal: Goal, *, on_thing: bool) -> bool:
    if on_thing:
        needs_text = goal.deed in ("reply", "comment", "rename") and not goal.facts
        return (
            (goal.thing.is_told_apart or bool(goal.thing.noun))
            and not needs_text
            and (goal.thing.is_told_apart or goal.deed not in ("find", "open"))
        )
    needed = _NEEDED.get(goal.deed)
    if needed is not None and not any(fact.cue in needed for fact in goal.facts):
        return False
    return bool(goal.facts or goal.thing.is_told_apart) or goal.deed in ("unsubscribe", "subscribe", "log_out")


def _marking_of(deed: str) -> frozenset[str]:
    if deed == "rename":
        return frozenset()
    return MARKING - {"to", "with"} if deed in ("forward", "reply", "comment", "share", "edit") else MARKING


def _is_fact(deed: str, segment: Segment) -> bool:
    return deed == "cancel" and segment.cue == "for"


def _amount(body: Phrase, lexicon: Lexicon) -> tuple[int, Phrase]:
    """ "two of the cheapest mugs", "3 tickets"."""
    word = body.words[0] if len(body) > 1 else ""
    number = int(word) if word.isdecimal() and len(word) < 4 else lexicon.numbers.get(word, 0)
    if number < 2:
        return 1, body
    rest = body.part(2) if body.words[1] == "of" else body.part(1)
    return number, rest.trimmed()


def pressed_on_things(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """ "find the email by Trixi and click the star icon": the star that is on that email."""
    made: list[Action] = []
    for action in actions:
        before = made[-1] if made else None
        match before, action:
            case Pursue(goal=Goal(deed="find") as sought), Click(place=place, count=1) if place.text:
                said = f"{sought.said} and press {place.text}"
                made[-1] = Pursue(goal=replace(sought, deed=PRESS, said=said, control=place.text))
            case _:
                made.append(action)
    return tuple(made)
