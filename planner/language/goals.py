"""Orders that name a goal and not its steps: read into what is to be done, to which thing, with which facts.

Decision: asked only for what no frame can read, so that an order that says its steps keeps its plain meaning. What is
left over makes the whole not understood; a goal is never guessed from half a sentence.
"""

from dataclasses import dataclass, replace

from planner.actions import Action, Click, Pursue
from planner.goals.goal import Given, Goal
from planner.goals.skill import PRESS
from planner.goals.timetable import BETWEEN, LASTING, minutes
from planner.language.context import Context
from planner.language.goal_things import FILLERS, JOINS, PRONOUNS, THAT, known_by_now, read_thing
from planner.language.lexicon import Lexicon, WordClass
from planner.language.listed import is_of_a_list, kind_in, lists_things
from planner.language.looks import Picking
from planner.language.loose_facts import apart, in_brackets, is_counted_day
from planner.language.swallowed import has_swallowed
from planner.language.tokens import Kind, Phrase
from planner.language.values import read_secret
from planner.language.verbs import without_lead_in

_MARKING = frozenset(
    {"of", "from", "by", "about", "called", "named", "titled", "entitled", "with", "for", "whose", "to"}
)
"""Before what tells a thing apart from others of its kind."""
_CUES = _MARKING | frozenset(
    {BETWEEN, LASTING, "on", "at", "as", "under", "in", "into", "until", "till", "saying", "that", "reading", "dated"}
)
_SAYING = frozenset({"saying", "reading", "with", "that"})
_AMOUNTING = frozenset({"over", "worth", "totalling", "totaling"})
"""Cues where a number follows."""
_DATED = frozenset({"due"})
_DATING = frozenset({"on", "by", "at", "until", "from"})
_TEXT_DEEDS = frozenset({"reply", "send", "comment", "post", "forward"})
_ALIASES = {
    "named": "called", "titled": "called", "entitled": "called", "till": "until", "saying": "message",
    "reading": "message", "that": "message", "dated": "on", "worth": "over", "totalling": "over", "totaling": "over",
}  # fmt: skip
_FURTHER_LABELS = frozenset({"username", "password", "text", "message", "email", "name", "subject", "title"})
_NEEDED = {
    "log_in": frozenset({"password"}),
    "send": frozenset({"subject", "message", "text", "with"}),
    "sign_up": frozenset({"name", "email", "username", "as", "with"}),
}
"""What must be said with a deed for it to be one: without it nobody could do it either."""
_TAKE_NO_FACTS = frozenset({"open", "delete", "archive", "like", "star"})
"""After the name of what they are done to, small words belong to the name ("Printer jams on long jobs")."""
_LABELLING = frozenset({"with", "for", "at", "to"})
LONGEST_LABEL = 3
_CARTS = frozenset({"shopping", "cart", "basket", "bag", "trolley"})
_DEFINITE = (("the",), ("it",), ("this",), ("that",), ("my",), ("them",))
_DONE_TO_ALL = frozenset({"like", "star", "share", "archive", "delete", "find"})
_NAMING = frozenset({"called", "named", "titled", "entitled"})
_NO_THING = frozenset({"but", "no", "not", "without", "except", "unless", "never", "nor", "nothing", "sure"})


@dataclass(frozen=True, kw_only=True)
class _Segment:
    cue: str
    phrase: Phrase

    @property
    def value(self) -> str:
        """Of what is quoted the content alone, else all of it; a day that is counted from today as a date."""
        bare = self.phrase.trimmed()
        if is_counted_day(bare):
            return bare.tokens[0].content
        quoted = [token.content for token in self.phrase.tokens if token.kind is Kind.QUOTED]
        said = self.phrase.text.rstrip(" .,;!?")
        return quoted[0] if quoted else in_brackets(said)


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
        if goal is not None and not has_swallowed((pursued := Pursue(goal=goal),), bare, lexicon):
            return pursued
    return None


def _is_another_verb(verb: str, body: Phrase) -> bool:
    """ "order the rows by price" buys nothing, and "make the font larger" and 'enter "Ana" ...' create nothing."""
    sorts = verb == "order" and "by" in body.words
    field = verb == "search" and body.words[:1] in (("field",), ("box",), ("bar",))
    types = verb == "enter" and body.has_quote() and body.tokens[0].kind is Kind.QUOTED
    return sorts or field or types or (verb in ("make", "enter") and body.words[:1] in _DEFINITE)


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
    lasting, body = _lasting(body) if deed == "create" else ((), body)
    amount, body = _amount(body, lexicon)
    head, segments = _segments(body, deed, lexicon)
    if any(not len(segment.phrase) for segment in segments) or _NO_THING & set(head.words):
        return None
    if deed == "add_to_cart" and any(segment.cue in _NAMING for segment in segments):
        return None  # what is given a name is made, not taken from a shelf
    every = head.begins(lexicon.looks.picking[Picking.EVERY]) if deed in _DONE_TO_ALL and segments else 0
    thing, options, name = read_thing(head.part(every), on_thing=on_thing, context=context)
    cart = [one for one in segments if one.cue in ("to", "in", "into") and _bare_words(one.phrase) <= _CARTS]
    if thing is None or bool(cart) is not (deed == "add_to_cart"):
        return None
    segments = _with_labels(tuple(one for one in segments if one not in cart), lexicon)
    around = [one for one in segments if lists_things(one.cue, one.phrase)]
    if on_thing and thing.marks and not thing.noun and around:
        thing = replace(thing, noun=kind_in(around[0].phrase))
        segments = tuple(one for one in segments if one not in around)
    if on_thing and (thing.marks or thing.noun) and any(is_of_a_list(one.cue, one.phrase) for one in segments):
        thing = thing if thing.marks else replace(thing, marks=(thing.noun,))
        segments = tuple(one for one in segments if not is_of_a_list(one.cue, one.phrase))
    cue = "to" if deed == "send" else "called"
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
        elif on_thing and segment.cue in _marking_of(deed) and not _is_fact(deed, segment):
            thing = replace(thing, marks=(*thing.marks, replace(segment, phrase=rest).value))
        else:
            cue = "called" if deed == "rename" and segment.cue == "to" else segment.cue
            facts.append(Given(cue=_ALIASES.get(cue, cue), value=segment.value))
    facts = [_resolved(fact, context) for fact in facts]
    if any(fact.value.lower() in PRONOUNS for fact in facts):
        return None
    facts.extend(lasting)
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


def _with_labels(segments: tuple[_Segment, ...], lexicon: Lexicon) -> tuple[_Segment, ...]:
    """ "with a fee of 25": what is of 25 is the fee."""
    kept: list[_Segment] = []
    for segment in segments:
        before = kept[-1] if kept else None
        if segment.cue == "of" and before is not None and before.cue in _LABELLING:
            noun = before.phrase.without_start(lexicon.words(WordClass.DETERMINER))
            if len(noun) < len(before.phrase) and 0 < len(noun) <= LONGEST_LABEL and not noun.is_capitalised(0):
                kept[-1] = replace(segment, cue=" ".join(noun.words))
                continue
        kept.append(segment)
    return tuple(kept)


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
    return bool(goal.facts or goal.thing.is_told_apart) or goal.deed in ("unsubscribe", "subscribe")


def _marking_of(deed: str) -> frozenset[str]:
    if deed == "rename":
        return frozenset()
    return _MARKING - {"to", "with"} if deed in ("forward", "reply", "comment", "share", "edit") else _MARKING


def _is_fact(deed: str, segment: _Segment) -> bool:
    return deed == "cancel" and segment.cue == "for"


def _lasting(body: Phrase) -> tuple[tuple[Given, ...], Phrase]:
    """ "a 90 mins event ...": how long it is to be, and the rest."""
    start = 1 if body.words[:1] in (("a",), ("an",)) else 0
    for length in (1, 2, 3):
        said = body.part(start, start + length)
        if start + length < len(body) and minutes(said.text) and len(said) == length:
            return (Given(cue=LASTING, value=said.text),), body.part(start + length)
    return (), body


def _amount(body: Phrase, lexicon: Lexicon) -> tuple[int, Phrase]:
    """ "two of the cheapest mugs", "3 tickets"."""
    word = body.words[0] if len(body) > 1 else ""
    number = int(word) if word.isdecimal() and len(word) < 4 else lexicon.numbers.get(word, 0)
    if number < 2:
        return 1, body
    rest = body.part(2) if body.words[1] == "of" else body.part(1)
    return number, rest.trimmed()


def _segments(body: Phrase, deed: str, lexicon: Lexicon) -> tuple[Phrase, tuple[_Segment, ...]]:
    """What stands before the first fact, and the facts."""
    starts: list[tuple[int, int, str]] = []  # where the fact begins, where its value does, its cue
    at = 1 if body.words[:1] in THAT else 0
    while at < len(body):
        found = _cue_at(body, at, lexicon)
        swallowed = bool(starts) and starts[-1][2] in ("message", "text", "with") and deed in _TEXT_DEEDS
        swallowed = swallowed or (found is not None and _is_in_name(found, at, deed, body, lexicon))
        if found is not None and not (swallowed and not _is_labelled(body, at, lexicon)):
            starts.append((at, found[1], found[0]))
            at = max(at + 1, found[1])
        else:
            at += 1
    ends = [start for start, _, _ in (*starts, (len(body), 0, ""))][1:]
    head, loose = apart(_without_joins(body.part(0, starts[0][0]) if starts else body))
    segments = [_Segment(cue=cue, phrase=phrase) for cue, phrase in loose]
    for (_, value, cue), end in zip(starts, ends, strict=True):
        said = _without_joins(body.part(value, end))
        rest, loose = (said, ()) if deed in _TEXT_DEEDS else apart(said, followed=end < len(body))
        segments += [_Segment(cue=name, phrase=phrase) for name, phrase in ((cue, rest), *loose)]
    return head, tuple(segments)


def _is_in_name(cue: tuple[str, int], at: int, deed: str, body: Phrase, lexicon: Lexicon) -> bool:
    named = deed in _TAKE_NO_FACTS and any(body.is_capitalised(number) for number in range(at))
    further = body.part(at + 1)
    return (
        named
        and cue[0] not in _MARKING
        and len(further) > 0
        and not further.begins(lexicon.words(WordClass.DETERMINER))
    )


def _is_labelled(body: Phrase, at: int, lexicon: Lexicon) -> bool:
    """ "and the subject ..." after a text that takes all the small words."""
    return body.words[at] in JOINS and _label_at(body, _past_fillers(body, at + 1), lexicon) > 0


def _cue_at(body: Phrase, at: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """The cue of a fact that begins here, and where its value begins."""
    word = body.words[at]
    if body.tokens[at].kind is not Kind.WORD and word not in JOINS:
        return None
    if word in JOINS or word in _CUES:
        after = _past_fillers(body, at + 1)
        if word in JOINS and after < len(body) and body.words[after] in _CUES | {"with"}:
            return _cue_at(body, after, lexicon)
        length = _label_at(body, after, lexicon)
        if length and after + length < len(body):
            cue = body.words[after] if body.words[after] in _DATED else " ".join(body.words[after : after + length])
            return cue, _past_fillers(body, after + length, also=_DATING if cue in _DATED else _SAYING | {"of"})
        if word in _CUES and after < len(body):
            return word, at + 1 + (body.words[at + 1 : at + 2] == (":",))
        return None
    if word in _AMOUNTING and any(sign.isdigit() for sign in " ".join(body.words[at + 1 : at + 3])):
        return word, at + 1
    length = _label_at(body, at, lexicon)
    if word in _DATED and at + length < len(body):
        linked = body.words[at + length] in _DATING
        if linked or any(sign.isdigit() for sign in body.words[at + length]):
            return word, at + length + linked
    follows = at + length
    if length and follows < len(body) and (body.words[follows] == ":" or body.tokens[follows].kind is Kind.QUOTED):
        return " ".join(body.words[at:follows]), _past_fillers(body, follows)
    return None


def _label_at(body: Phrase, at: int, lexicon: Lexicon) -> int:
    if at >= len(body) or body.is_capitalised(at):
        return 0
    found = lexicon.words(WordClass.LABEL).at(body.words, at)
    if found is not None:
        return found.length
    if body.words[at] in _DATED:
        return 1 + (body.words[at + 1 : at + 2] == ("date",))
    return 1 if body.words[at] in _FURTHER_LABELS else 0


def _past_fillers(body: Phrase, at: int, also: frozenset[str] = frozenset()) -> int:
    while at < len(body) and body.words[at] in FILLERS | also and body.tokens[at].kind is not Kind.QUOTED:
        at += 1
    return at


def _without_joins(phrase: Phrase) -> Phrase:
    end = len(phrase)
    while end and phrase.words[end - 1] in JOINS | {".", "!"} and phrase.tokens[end - 1].kind is not Kind.QUOTED:
        end -= 1
    start = 0
    while start < end and phrase.words[start] in JOINS and phrase.tokens[start].kind is not Kind.QUOTED:
        start += 1
    return phrase.part(start, end)


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
