"""Orders that depend on something: "if ... otherwise ...", "unless", "for each ...", "until ...", "three times"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from grounding.screen import Query
from planner.conditions import Compares, Condition, FileIsThere, IsEnabled, IsShown, IsTicked, Listed
from planner.flow.names import names_in
from planner.language.clauses import begins_order, split_orders
from planner.language.conditions import opposite, read_condition
from planner.language.context import Context
from planner.language.frames.objects import read_count
from planner.language.going_through import Drafts, Going, named_in, read_going
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Phrase
from planner.language.verbs import read_clauses, without_lead_in
from planner.plan import ForEach, If, Node, NotUnderstood, Repeat
from planner.values import Literal

MOST_TIMES = 50
_WAITING = frozenset({"wait", "scroll", "hold", "unfold", "assert"})
"""Orders that have an "until" of their own."""

Read = Callable[[Phrase, Context], tuple[Drafts, Context] | NotUnderstood]
"""Reads orders."""
Build = Callable[[Drafts], tuple[Node, ...]]
"""Makes steps of them."""


@dataclass(frozen=True, kw_only=True)
class ControlReader:
    """read, build: for the orders inside, which may depend on something in their turn."""

    read: Read
    build: Build

    def answer(self, phrase: Phrase, context: Context) -> tuple[Drafts, Context] | NotUnderstood | None:
        """None: nothing in these words depends on anything."""
        lexicon = context.lexicon
        bare = without_lead_in(phrase, lexicon)
        for kind in (WordClass.IF, WordClass.UNLESS, WordClass.UNTIL, WordClass.WHILE):
            if length := bare.begins(lexicon.words(kind)):
                return self._conditional(kind, bare.part(length), bare, context)
        if length := bare.begins(lexicon.words(WordClass.EACH)):
            return self._each(bare.part(length), bare, context)
        counted = self._counted(bare, context)
        if counted is not None:
            return counted
        head = bare.begins(lexicon.words(WordClass.REPEATING))
        repeated = bare.part(head + 1) if head and bare.words[head : head + 1] in ((":",), (",",)) else phrase
        return self._in_the_middle(repeated, context)

    # --- in front -------------------------------------------------------------------------------------------------

    def _conditional(
        self, kind: WordClass, rest: Phrase, whole: Phrase, context: Context
    ) -> tuple[Drafts, Context] | NotUnderstood:
        for at, after in _cuts(rest, context.lexicon):
            condition = read_condition(rest.part(0, at), context)
            if condition is not None:
                return self._governed(kind, condition, rest.part(0, at), rest.part(after), context)
            if rest.words[at] == ",":
                break  # what stands before a comma is the whole condition
        return context.trouble(whole.text, "condition")

    def _governed(
        self, kind: WordClass, condition: Condition, said: Phrase, orders: Phrase, context: Context
    ) -> tuple[Drafts, Context] | NotUnderstood:
        if kind in (WordClass.UNTIL, WordClass.WHILE):
            orders = _without_repeating(orders, context.lexicon)
        context, orders = _meant_by_it(condition, context, orders)
        then_part, other_part = _at_otherwise(orders, context.lexicon)
        then = self.read(then_part, context)
        if isinstance(then, NotUnderstood):
            return then
        if not then[0]:
            return context.trouble(orders.text, "any")
        purpose = f"Is it so: {said.trimmed().text}?"
        match kind:
            case WordClass.UNTIL | WordClass.WHILE:
                until = condition if kind is WordClass.UNTIL else opposite(condition)
                loop = Repeat(purpose=purpose, until=until, body=self.build(then[0]), times=MOST_TIMES)
                if isinstance(until, IsShown) and until.present and kind is WordClass.UNTIL:
                    return (loop,), replace(then[1], place=until.place)  # "until Done appears, then click it"
                return (loop,), then[1]
            case WordClass.UNLESS:
                condition = opposite(condition)
        otherwise: tuple[Node, ...] = ()
        if other_part is not None:
            other = self.read(other_part, context)
            if isinstance(other, NotUnderstood):
                return other
            otherwise = self.build(other[0])
        branch = If(purpose=purpose, condition=condition, then=self.build(then[0]), otherwise=otherwise)
        return (branch,), then[1]

    def _each(self, rest: Phrase, whole: Phrase, context: Context) -> tuple[Drafts, Context] | NotUnderstood:
        for at, after in _cuts(rest, context.lexicon):
            going = read_going(rest.part(0, at), context)
            if going is not None:
                return self._looped(going, rest.part(0, at), rest.part(after), context)
        return context.trouble(whole.text, "each")

    def _looped(
        self, going: Going, said: Phrase, orders: Phrase, context: Context
    ) -> tuple[Drafts, Context] | NotUnderstood:
        inside = replace(context, results=(*context.results, going.name), place=going.place or context.place)
        inside = replace(inside, folder=going.shown_in) if going.shown_in else inside
        body = self.read(going.named_in(orders), inside)
        if isinstance(body, NotUnderstood):
            return body
        if not body[0]:
            return context.trouble(orders.text, "any")
        drafts = going.fitted(body[0])
        purpose = f"What there is: {said.trimmed().text}"
        loop = ForEach(purpose=purpose, name=going.name, items=going.items, body=self.build(drafts))
        return (loop,), replace(body[1], results=context.results, place=context.place)

    def _counted(self, bare: Phrase, context: Context) -> tuple[Drafts, Context] | NotUnderstood | None:
        """ "three times: ...", "repeat this 3 times: ...", "do the following twice: ..."."""
        lexicon = context.lexicon
        head = bare.begins(lexicon.words(WordClass.REPEATING))
        rest = bare.part(head)
        times, length = _times(rest, lexicon)
        after = rest.part(length)
        if not times or not len(after) or not (head or after.words[0] in (":", ",")):
            return None
        if not begins_order(after, lexicon):
            return None
        body = self.read(after.trimmed(), context)
        if isinstance(body, NotUnderstood):
            return body
        loop = Repeat(purpose=f"{times} times", until=None, body=self.build(body[0]), times=times)
        return (loop,), body[1]

    # --- behind and between ---------------------------------------------------------------------------------------

    def _in_the_middle(self, phrase: Phrase, context: Context) -> tuple[Drafts, Context] | NotUnderstood | None:
        lexicon = context.lexicon
        for at in range(1, len(phrase) - 1):
            kind, length = _kind_at(phrase, at, lexicon)
            if kind is None:
                continue
            front, rest = phrase.part(0, at), phrase.part(at + length)
            if kind is WordClass.UNTIL and (awaited := self._awaited(front, rest, context)) is not None:
                return awaited
            if _waits(front, lexicon):
                continue
            if phrase.words[at - 1] in (",", "and", "but", ";", ":", "then") and any(_cuts(rest, lexicon)):
                return self._after_others(front, phrase.part(at), context)
            behind = self._behind(kind, front, rest, context)
            if behind is not None:
                return behind
            if kind in (WordClass.IF, WordClass.UNLESS) and not _is_text(front, lexicon):
                return context.trouble(phrase.text, "condition")
        return None

    def _awaited(self, front: Phrase, rest: Phrase, context: Context) -> tuple[Drafts, Context] | NotUnderstood | None:
        """ "wait until the price is below 50": nothing is done meanwhile."""
        orders = split_orders(front.trimmed(), context.lexicon)
        last = without_lead_in(orders[-1], context.lexicon) if orders else front
        clause = next(read_clauses(last, context.lexicon), None)
        if clause is None or "wait" not in clause.frames or len(clause.body.trimmed()):
            return None
        before: tuple[Drafts, Context] | NotUnderstood = ((), context)
        if len(orders) > 1:
            before = self.read(front.part(0, _index_of(front, orders[-1])), context)
        if isinstance(before, NotUnderstood):
            return before
        for at, after in (*_cuts(rest, context.lexicon), (len(rest), len(rest))):
            said = rest.part(0, at - 1) if rest.words[at - 1] in ("and", ",") else rest.part(0, at)
            condition = read_condition(said, before[1])
            if condition is not None and not isinstance(condition, Compares | IsTicked | IsEnabled):
                return None  # what is shown is waited for by an order of its own
            if condition is not None and _is_one_value(condition):
                loop = Repeat(purpose=f"Is it so: {said.trimmed().text}?", until=condition, body=(), times=1)
                following = self.read(rest.part(after), before[1]) if after < len(rest) else ((), before[1])
                if isinstance(following, NotUnderstood):
                    return following
                return (*before[0], loop, *following[0]), following[1]
        return None

    def _after_others(self, front: Phrase, rest: Phrase, context: Context) -> tuple[Drafts, Context] | NotUnderstood:
        """ "click Save, and if an error appears, click OK"."""
        first = self.read(front, context)
        if isinstance(first, NotUnderstood):
            return first
        second = self.answer(rest, first[1])
        if second is None or isinstance(second, NotUnderstood):
            return second or context.trouble(rest.text, "condition")
        return (*first[0], *second[0]), second[1]

    def _behind(
        self, kind: WordClass, front: Phrase, rest: Phrase, context: Context
    ) -> tuple[Drafts, Context] | NotUnderstood | None:
        """ "click Next until Done appears": what stands behind holds for the last order before it."""
        orders = split_orders(front.trimmed(), context.lexicon)
        if not orders:
            return None
        governed = _governed_orders(front, orders, kind, rest, context)
        last = _without_repeating(governed, context.lexicon)
        before: tuple[Drafts, Context] = ((), context)
        if governed.tokens[0] != orders[0].tokens[0]:
            first = self.read(front.part(0, _index_of(front, governed)), context)
            if isinstance(first, NotUnderstood):
                return first
            before = first
        if kind is WordClass.EACH:
            going = read_going(rest, before[1])
            found = self._looped(going, rest, last, before[1]) if going is not None else None
            if going is not None and isinstance(going.items, Listed) and isinstance(found, tuple):
                found = found if going.name in names_in(found[0]) else None  # the same again each time is not meant
        else:
            found = self._until_and_on(kind, rest, last, before[1])
        if found is None or isinstance(found, NotUnderstood):
            return found
        return (*before[0], *found[0]), found[1]

    def _until_and_on(
        self, kind: WordClass, rest: Phrase, last: Phrase, context: Context
    ) -> tuple[Drafts, Context] | NotUnderstood | None:
        """ "(click Next) until the total is over 5, then click Done": what follows is done once it is so."""
        pauses = [cut for cut in _cuts(rest, context.lexicon) if rest.words[cut[0]] in (",", "then")]
        for at, after in (*pauses, (len(rest), len(rest))):
            said = rest.part(0, at - 1 if rest.words[at - 1] == "and" else at)
            condition = read_condition(said, context)
            if condition is None:
                continue
            found = self._governed(kind, condition, said, last, context)
            if isinstance(found, NotUnderstood) or after == len(rest):
                return found
            following = self.read(rest.part(after), found[1])
            return following if isinstance(following, NotUnderstood) else ((*found[0], *following[0]), following[1])
        return None


def _governed_orders(
    front: Phrase, orders: tuple[Phrase, ...], kind: WordClass, rest: Phrase, context: Context
) -> Phrase:
    """What a condition behind it holds for: the last order; of "tick A and click B if the total is over 5", where the
    one and the other depend on a value, both."""
    if kind in (WordClass.IF, WordClass.UNLESS) and isinstance(read_condition(rest, context), Compares):
        for at in range(len(orders) - 1):
            start, end = _index_of(front, orders[at + 1]), front.tokens.index(orders[at].tokens[-1])
            if front.words[end + 1 : start] not in (("and",), ("&",)):
                continue
            begun = _index_of(front, orders[at])
            if all(front.words[_index_of(front, one) - 1] in ("and", "&", ",") for one in orders[at + 1 :]):
                return front.part(begun)
    return orders[-1]


def _cuts(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where orders may begin after a condition: at a mark or "then" first, then anywhere; the end of what stands
    before, and the start of what follows."""
    anywhere: list[tuple[int, int]] = []
    for at in range(1, len(phrase)):
        if phrase.words[at] in (",", ":", "then", "\n"):
            after = at
            while after < len(phrase) and phrase.words[after] in (",", ":", "then", "\n"):
                after += 1
            if after < len(phrase) and begins_order(phrase.part(after), lexicon):
                yield at, after
        elif begins_order(phrase.part(at), lexicon) and not phrase.is_capitalised(at):
            anywhere.append((at, at))
    yield from anywhere


def _meant_by_it(condition: Condition, context: Context, orders: Phrase) -> tuple[Context, Phrase]:
    """ "if the box is ticked, untick it", "if notes.txt exists, open it"."""
    match condition:
        case IsShown(place=place, present=True) | IsTicked(place=place) | IsEnabled(place=place):
            return replace(context, place=place), orders
        case Compares(subject=Query() as place):
            return replace(context, place=place), orders
        case FileIsThere(path=path):
            return context, named_in(orders, ("it", "the file", "this file", "that file"), path)
        case _:
            return context, orders


def _kind_at(phrase: Phrase, at: int, lexicon: Lexicon) -> tuple[WordClass | None, int]:
    if lexicon.words(WordClass.OTHERWISE).at(phrase.words, at) is not None or _is_within_values(phrase, at, lexicon):
        return None, 0
    for kind in (WordClass.IF, WordClass.UNLESS, WordClass.UNTIL, WordClass.WHILE, WordClass.EACH):
        found = lexicon.words(kind).at(phrase.words, at)
        participle = phrase.words[at + 1 : at + 2] and phrase.words[at + 1].endswith("ing")
        if found is not None and not phrase.is_capitalised(at) and not (kind is WordClass.WHILE and participle):
            return kind, found.length
    return None, 0


def _is_one_value(condition: Compares | IsTicked | IsEnabled) -> bool:
    """ "50 and then buy" is no number."""
    match condition:
        case Compares(value=Literal(text=text)):
            return not {"and", "then"} & set(text.lower().split())
        case _:
            return True


LONGEST_VALUES = 12
"""Words of the longest of these phrases, and some more."""


def _is_within_values(phrase: Phrase, at: int, lexicon: Lexicon) -> bool:
    """ "the value that corresponds with each label" is one value a field, and no order that is repeated."""
    table = lexicon.words(WordClass.MATCHING_VALUES)
    return any(
        (found := table.at(phrase.words, start)) and start + found.length > at
        for start in range(max(0, at - LONGEST_VALUES), at)
    )


def _is_text(front: Phrase, lexicon: Lexicon) -> bool:
    """Whether what follows may be words to type or to look for: "type I wonder if he comes in Note"."""
    order = without_lead_in(front.trimmed(), lexicon)
    frames = {frame for clause in read_clauses(order, lexicon) for frame in clause.frames}
    return not frames or bool(frames & {"type", "append", "fill", "search", "form", "set"})


def _waits(front: Phrase, lexicon: Lexicon) -> bool:
    """ "wait until ...", "check if ...", "scroll down until ..." """
    orders = split_orders(front.trimmed(), lexicon)
    last = without_lead_in(orders[-1], lexicon) if orders else front
    frames = {frame for clause in read_clauses(last, lexicon) for frame in clause.frames}
    tails = (front.words[-length:] for length in (1, 2, 3))
    if any(lexicon.verbs.whole((*tail, "if")) is not None for tail in tails):
        return True
    longer = lexicon.verbs.at((*last.words, "until")) or lexicon.verbs.at((*last.words, "if"))
    return bool(frames & _WAITING) or (longer is not None and longer.length > len(last))


def _at_otherwise(orders: Phrase, lexicon: Lexicon) -> tuple[Phrase, Phrase | None]:
    found = orders.find(lexicon.words(WordClass.OTHERWISE), 1)
    if found is None or found[0] + found[1] >= len(orders):
        return orders, None
    before = orders.part(0, found[0])
    while len(before) and before.words[-1] in (",", "and", "or", "but", ".", ";", "\n"):
        before = before.part(0, -1)
    return before, orders.part(sum(found)).trimmed()


def _times(phrase: Phrase, lexicon: Lexicon) -> tuple[int, int]:
    """How often, and how many words say so; 0 when they do not."""
    if phrase.words[:1] and phrase.words[0] in lexicon.times:
        return lexicon.times[phrase.words[0]], 1
    if len(phrase) > 1 and phrase.words[0].endswith("x") and phrase.words[0][:-1].isdecimal():
        return read_count(phrase.words[0][:-1], lexicon) or 0, 1
    if len(phrase) > 1 and phrase.words[1] in ("times", "x"):
        return read_count(phrase.words[0], lexicon) or 0, 2
    return 0, 0


def _without_repeating(order: Phrase, lexicon: Lexicon) -> Phrase:
    """ "keep clicking Next", "repeat: click Next"."""
    bare = without_lead_in(order, lexicon)
    length = bare.begins(lexicon.words(WordClass.REPEATING))
    return bare.part(length).trimmed() if 0 < length < len(bare) else order


def _index_of(front: Phrase, order: Phrase) -> int:
    start = order.tokens[0].start
    return next(at for at, token in enumerate(front.tokens) if token.start == start)
