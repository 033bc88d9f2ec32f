"""A text read order by order: as it stands, or put in a plainer way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from planner.language.clauses import split_orders, split_sentences
from planner.language.context import Context
from planner.language.control import ControlReader
from planner.language.frames.cells import in_cells
from planner.language.frames.objects import Actions
from planner.language.gist.ways import gist_ways, several_ways
from planner.language.goals import read_goal
from planner.language.going_through import Draft, Drafts
from planner.language.lexicon import Lexicon, WordClass
from planner.language.one_order import read_order
from planner.language.phrases import PhraseTable
from planner.language.scopes import scope_before
from planner.language.steps import made_nodes
from planner.language.swallowed import is_of_someone
from planner.language.telling.described import described_ways
from planner.language.telling.persons import named_ways
from planner.language.telling.ways import told_ways
from planner.language.tokens import Phrase
from planner.language.turning import plainer, plainer_first, plainer_goals, plainer_moods
from planner.language.verbs import read_clauses, without_lead_in
from planner.plan import NotUnderstood

MOST_WISHES = 2
MOST_TURNS = 2
"""So often is what was put in a plainer way put in a plainer way again."""
MOST_CUTS = 6
MOST_PIECES = 20
"""So many pieces of a sentence that is cut anew are tried."""
_CUTS = frozenset({",", "and", "&", "+", ";", "-", ">", "/", ":"})
_BACK = frozenset({"it", "them", "him", "her", "its", "their"})
_JOINS = PhraseTable(
    (word, True) for word in (",", "and", "&", "+", ";", "-", ">", "/", ":", "then", "next", "afterwards", "finally")
)
Orders = tuple[Drafts, Context]
"""What was read, and what it has brought about."""
Reader = Callable[[Phrase, Context], Orders | NotUnderstood]


def read_all(phrase: Phrase, context: Context) -> Orders | NotUnderstood:
    """What only tells goes into the orders first; so it is taken for no part of one."""
    if not context.turned:
        ways = chain(told_ways(phrase, context), described_ways(phrase, context))
        told = _first_read(ways, replace(context, turned=1))
        if told is not None:
            return told[0], replace(told[1], turned=0, goals=context.goals)
    answer = _read(phrase, context, _read_sentences)
    if isinstance(answer, NotUnderstood) and not context.turned:
        named = _first_read(named_ways(phrase, context.lexicon), replace(context, turned=1))
        answer = answer if named is None else (named[0], replace(named[1], turned=0, goals=context.goals))
    return answer


def _read(phrase: Phrase, context: Context, read: Reader) -> Orders | NotUnderstood:
    """As it stands, or in a plainer way, or as a goal whose steps are found on the way."""
    plain = replace(context, goals=False)
    aiming = replace(context, turned=context.turned + 1)
    if context.turned < MOST_TURNS:
        turned = replace(plain, turned=context.turned + 1)
        answer = (
            _first_read(plainer_first(phrase, context), turned)
            or (_first_read(plainer_goals(phrase, context), aiming) if context.goals else None)
            or _first_wished(phrase, context)
            or read(phrase, plain)
        )
        if isinstance(answer, NotUnderstood):
            answer = _first_read(plainer(phrase, context), turned) or answer
    else:
        answer = read(phrase, plain)
    if isinstance(answer, NotUnderstood) and context.goals:
        answer = read(phrase, context)
        if isinstance(answer, NotUnderstood) and context.turned < MOST_TURNS:
            answer = _first_read(plainer(phrase, context), aiming) or answer
    if isinstance(answer, NotUnderstood) and context.gist:
        ways = (way for read_gist in (gist_ways, several_ways) for way in read_gist(phrase, context))
        answer = _first_read(ways, replace(aiming, gist=False)) or answer
    if isinstance(answer, NotUnderstood):
        return answer
    return answer[0], replace(
        answer[1], turned=context.turned, gist=context.gist, wished=context.wished, goals=context.goals
    )


def _first_wished(phrase: Phrase, context: Context) -> Orders | None:
    """A wish or a passive, as an order or as a goal."""
    if context.wished >= MOST_WISHES:
        return None
    within = replace(context, wished=context.wished + 1)
    plain = _first_read(plainer_moods(phrase, context), replace(within, goals=False))
    return plain or (_first_read(plainer_moods(phrase, context), within) if context.goals else None)


def _first_read(ways: Iterator[Phrase], context: Context) -> Orders | None:
    reads = (read_all(way, context) for way in ways)
    return next((read for read in reads if not isinstance(read, NotUnderstood)), None)


def _read_sentences(phrase: Phrase, context: Context) -> Orders | NotUnderstood:
    drafts: list[Draft] = []
    reader = ControlReader(read=read_all, build=partial(made_nodes, lexicon=context.lexicon))
    written = _written_sentences(phrase, context.lexicon)
    for one in written:
        read = (
            _read_written(one, context, reader)
            if len(written) == 1
            else _read(one, context, partial(_read_written, reader=reader))
        )
        if isinstance(read, NotUnderstood):
            return read
        done, context = read
        drafts += done
    return tuple(drafts), context


def _read_written(written: Phrase, context: Context, reader: ControlReader) -> Orders | NotUnderstood:
    """A sentence as it was written: what depends on something as a whole, all else between one "then" and the next."""
    depending = reader.answer(written, context)
    if depending is not None:
        return depending
    drafts: list[Draft] = []
    sentences = split_sentences(written, context.lexicon)
    for sentence in sentences:
        read = _read_orders(sentence, context) if len(sentences) == 1 else _read(sentence, context, _read_orders)
        if isinstance(read, NotUnderstood):
            return read
        done, context = read
        drafts += done
    return tuple(drafts), context


def _written_sentences(phrase: Phrase, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """Whole sentences, "then" and all; "Otherwise, ..." belongs to the one before it."""
    parts: list[Phrase] = []
    otherwise = lexicon.words(WordClass.OTHERWISE)
    for part in split_sentences(phrase, lexicon):
        at = phrase.tokens.index(part.tokens[0])
        joined = at > 0 and (phrase.words[at - 1] == "then" or part.begins(otherwise) > 0)
        if parts and joined:
            start = phrase.tokens.index(parts.pop().tokens[0])
            part = phrase.part(start, at + len(part))
        parts.append(part)
    return tuple(parts)


def _read_orders(sentence: Phrase, context: Context) -> Orders | NotUnderstood:
    """As orders that begin as such; else cut anew, with orders in few words among them."""
    read = _read_begun(sentence, context)
    if isinstance(read, NotUnderstood) and context.goals and not context.turned and not context.brief:
        cut = _read_cut(sentence.trimmed(), replace(context, brief=True), [MOST_PIECES])
        return read if cut is None else (cut[0], replace(cut[1], brief=False))
    return read


def _read_cut(rest: Phrase, context: Context, left: list[int]) -> Orders | None:
    """The longest pieces between marks that can each be read. left: so many may still be tried."""
    ends = [at for at, word in enumerate(rest.words) if at and word in _CUTS and at + 1 < len(rest)]
    for end in (len(rest), *reversed(ends)) if len(ends) <= MOST_CUTS else ():
        piece = rest.part(0, end).trimmed()
        if not len(piece) or left[0] <= 0 or not _is_one(piece, context):
            continue
        left[0] -= 1
        read = _read(piece, context, _read_one)
        if isinstance(read, NotUnderstood):
            continue
        following = rest.part(end).without_start(_JOINS).trimmed()
        if not len(following):
            return read
        others = _read_cut(following, read[1], left)
        if others is not None:
            return (*read[0], *others[0]), others[1]
    return None


def _is_one(piece: Phrase, context: Context) -> bool:
    """Whether no second order begins in it, and nothing in it points back to a piece before."""
    back = context.last is not None and not _BACK.isdisjoint(piece.words)
    return not back and len(split_orders(piece, context.lexicon)) == 1


def _read_begun(sentence: Phrase, context: Context) -> Orders | NotUnderstood:
    """Each order in turn. One that cannot be read is tried as the end of the one before it ("Save and Print")."""
    scoped = scope_before(sentence, context)
    if scoped is not None:
        rest = _read(scoped.rest, scoped.context, _read_begun)
        return rest if isinstance(rest, NotUnderstood) else ((*scoped.before, *rest[0], *scoped.after), rest[1])
    orders = split_orders(sentence, context.lexicon)
    if len(orders) == 1:
        return _read_one(orders[0], context)
    done: list[tuple[Phrase, Drafts]] = []
    contexts = [context]
    for order in orders:
        read = _read(order, contexts[-1], _read_one)
        if isinstance(read, NotUnderstood) and done and not _is_goal(order, contexts[-1]):
            joined = _joined(sentence, done[-1][0], order)
            reader = _refused if _is_order_itself(order, context.lexicon) else _read_one
            again = _read(joined, contexts[-2], reader)
            if isinstance(again, NotUnderstood):
                return read
            done.pop()
            contexts.pop()
            order, read = joined, again
        if isinstance(read, NotUnderstood):
            return read
        done.append((order, read[0]))
        contexts.append(read[1])
    return tuple(draft for _, some in done for draft in some), contexts[-1]


def _read_one(order: Phrase, context: Context) -> Orders | NotUnderstood:
    answer = read_order(order, context)
    if isinstance(answer, NotUnderstood):
        return answer
    answer = in_cells(answer, context)
    if is_of_someone(answer, context.lexicon):
        return context.trouble(order.trimmed().text, "reference")
    return answer, _after(order, answer, context)


def _is_goal(order: Phrase, context: Context) -> bool:
    """ "delete Lea Martin" after "and" is no end of a name."""
    return not order.trimmed().is_capitalised(0) and read_goal(order, context) is not None


def _refused(order: Phrase, context: Context) -> NotUnderstood:
    """For what may only be read in a plainer way."""
    return context.trouble(order.text, "any")


def _is_order_itself(order: Phrase, lexicon: Lexicon) -> bool:
    """ "accept it" and "create a folder ..." are no ends of a name."""
    bare = order.trimmed()
    if len(bare) > 1 and bare.ends(lexicon.words(WordClass.PRONOUN)) > 0:
        return True
    clauses = read_clauses(without_lead_in(bare, lexicon), lexicon, mend=False)
    heads = (WordClass.DETERMINER, WordClass.PRONOUN)
    determined = any(clause.body.trimmed().begins(lexicon.words(kind)) for clause in clauses for kind in heads)
    return determined and not bare.is_capitalised(0)


def _joined(sentence: Phrase, first: Phrase, second: Phrase) -> Phrase:
    """Two neighbours with what stood between them."""
    start, end = first.tokens[0].start, second.last_end
    return Phrase(source=sentence.source, tokens=tuple(t for t in sentence.tokens if start <= t.start < end))


def _after(order: Phrase, answer: Actions, context: Context) -> Context:
    form = any(
        "form" in clause.frames for clause in read_clauses(without_lead_in(order, context.lexicon), context.lexicon)
    )
    return replace(context.after(answer), in_form=context.in_form or (form and (not answer or ":" in order.words)))
