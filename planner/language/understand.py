"""From a person's words to a plan, with no model. All of it is understood before any of it is carried out."""

from collections.abc import Callable
from dataclasses import replace

from grounding.screen import Role
from planner.actions import (
    Action,
    AnswerDialog,
    Assert,
    Click,
    Compute,
    Filling,
    Literal,
    OpenApp,
    PressKeys,
    Read,
    Reference,
    SaveAs,
    SelectOption,
    SetDate,
    SetLevel,
    TypeText,
)
from planner.language.clauses import is_setting, preposed, split_orders, split_sentences
from planner.language.context import Context, no_application
from planner.language.control import ControlReader
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.language.frames.entries import begins_entry, part_entry, read_entries
from planner.language.frames.lines import next_line
from planner.language.frames.objects import Actions, Answer, app_name, bring, plain_name, without_determiner
from planner.language.frames.pointing import menu_path, presses
from planner.language.frames.revealing import aimed
from planner.language.frames.table import FRAMES
from planner.language.going_through import Draft, Drafts
from planner.language.keys import read_keys
from planner.language.lexicon import Lexicon, WordClass
from planner.language.places import read_query
from planner.language.scopes import scope_after, scope_before, without_needless_starts
from planner.language.tokens import MOST_CHARACTERS, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import Clause, read_clauses, without_lead_in
from planner.plan import ForEach, If, Instruction, Node, NotUnderstood, Plan, Repeat, Step

LONGEST_PART = 200
_UNLIKELY = frozenset(
    {"", "shortcut", "dialog", "form", "arithmetic", "keys", "append", "hold", "upload", "visit", "switch", "assert"}
)
"""Frames of verbs with many meanings: the example is taken from another frame, if the verb has one."""


def understand(
    text: str, lexicon: Lexicon, is_application: Callable[[str], bool] = no_application
) -> Plan | NotUnderstood:
    """The plan, or exactly the part that cannot be read with the nearest sentence that can.

    is_application: whether a name is that of an installed application; for plans that are carried out on a desktop.
    """
    context = Context(lexicon=lexicon, is_application=is_application)
    if len(text) > MOST_CHARACTERS or not any(sign.isalnum() for sign in text):
        return _short(context.trouble(text, "nothing"))
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return _short(context.trouble(phrase.part, "quote"))
    read = _read_all(phrase, context)
    if isinstance(read, NotUnderstood):
        return _short(read)
    nodes = _nodes(read[0])
    if not nodes:
        return _short(context.trouble(text, "nothing"))
    return Plan(instruction=Instruction(text=text), nodes=nodes)


def _without_repeats(actions: Actions) -> Actions:
    """Choosing opens its list itself: a click on it just before would only close it again. A result is read once."""
    kept: list[Action] = []
    for number, action in enumerate(actions):
        if kept and _makes_needless(action, kept[-1], actions[number:]):
            kept.pop()
        kept.append(action)
    return tuple(kept)


def _makes_needless(action: Action, before: Action, later: Actions) -> bool:
    match action, before:
        case SelectOption(), Click():
            return before == Click(place=action.place)
        case Read(place=None), Read(place=None):
            return not any(_uses(one, before.name) for one in later)
        case _:
            return False


def _uses(action: Action, name: str) -> bool:
    match action:
        case TypeText(value=value) | SelectOption(option=value) | SaveAs(path=value):
            return value == Reference(name=name)
        case SetDate(value=value) | SetLevel(value=value):
            return value == Reference(name=name)
        case AnswerDialog(value=value) | Assert(value=value):
            return value == Reference(name=name)
        case Compute(expression=expression):
            return name in expression
        case _:
            return False


def _short(trouble: NotUnderstood) -> NotUnderstood:
    if len(trouble.part) <= LONGEST_PART:
        return trouble
    return replace(trouble, part=f"{trouble.part[:LONGEST_PART]}…")


def _read_all(phrase: Phrase, context: Context) -> tuple[Drafts, Context] | NotUnderstood:
    drafts: list[Draft] = []
    reader = ControlReader(read=_read_all, build=_nodes)
    for written in _written_sentences(phrase, context.lexicon):
        read = reader.answer(written, context)
        if isinstance(read, NotUnderstood):
            return read
        for sentence in (written,) if read is not None else split_sentences(written, context.lexicon):
            read = read or _read_sentence(sentence, context)
            if isinstance(read, NotUnderstood):
                return read
            done, context = read
            drafts += done
            read = None
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


def _nodes(drafts: Drafts) -> tuple[Node, ...]:
    """Steps with what should be seen after each; runs of plain orders are looked at as a whole."""
    nodes: list[Node] = []
    run: list[Action] = []
    for draft in (*drafts, None):
        if draft is not None and not isinstance(draft, If | ForEach | Repeat):
            run.append(draft)
            continue
        nodes += _steps(aimed(without_needless_starts(_without_repeats(tuple(run)))))
        run.clear()
        if draft is not None:
            nodes.append(draft)
    return tuple(nodes)


def _steps(actions: Actions) -> tuple[Step, ...]:
    return tuple(
        Step(purpose=describe_action(action), action=action, expect=expected(action, *actions[number + 1 : number + 2]))
        for number, action in enumerate(actions)
    )


def _read_sentence(sentence: Phrase, context: Context) -> tuple[Actions, Context] | NotUnderstood:
    """Each order in turn. One that cannot be read is tried as the end of the one before it ("Save and Print")."""
    scoped = scope_before(sentence, context)
    if scoped is not None:
        rest = _read_sentence(scoped.rest, scoped.context)
        return rest if isinstance(rest, NotUnderstood) else ((*scoped.before, *rest[0]), rest[1])
    orders = split_orders(sentence, context.lexicon)
    done: list[tuple[Phrase, Actions]] = []
    contexts = [context]
    for order in orders:
        answer = _read_order(order, contexts[-1])
        if isinstance(answer, NotUnderstood) and done and not _is_order_itself(order, context.lexicon):
            joined = _joined(sentence, done[-1][0], order)
            again = _read_order(joined, contexts[-2])
            if isinstance(again, NotUnderstood):
                return answer
            done.pop()
            contexts.pop()
            order, answer = joined, again
        if isinstance(answer, NotUnderstood):
            return answer
        done.append((order, answer))
        contexts.append(_after(order, answer, contexts[-1]))
    return tuple(action for _, some in done for action in some), contexts[-1]


def _is_order_itself(order: Phrase, lexicon: Lexicon) -> bool:
    """ "accept it" and "create a folder ..." are no ends of a name."""
    bare = order.trimmed()
    if len(bare) > 1 and bare.ends(lexicon.words(WordClass.PRONOUN)) > 0:
        return True
    clauses = read_clauses(without_lead_in(bare, lexicon), lexicon, mend=False)
    determined = any(clause.body.trimmed().begins(lexicon.words(WordClass.DETERMINER)) for clause in clauses)
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


def _read_order(order: Phrase, context: Context) -> Actions | NotUnderstood:
    lexicon = context.lexicon
    bare = without_lead_in(order, lexicon)
    if context.in_form and begins_entry(bare, lexicon):
        entries = read_entries(bare, context)
        return context.trouble(order.trimmed().text, "form") if entries is None else entries
    if lexicon.words(WordClass.LEAD_IN).whole(bare.words) and not context.lexicon.verbs.at(bare.words):
        return ()
    for kind, pattern in ((WordClass.CONDITION, "condition"), (WordClass.GOAL, "goal")):
        if bare.begins(lexicon.words(kind)):
            return context.trouble(bare.text, pattern)
    if context.menu_is_open and bare.is_capitalised(0) and len(bare) < 4 and _has_no_object(bare, lexicon):
        item = read_query(bare, lexicon)
        if item is not None:
            return (Click(place=replace(item, role=item.role or Role.MENU_ITEM)),)
    cut = _by_means(_without_trailing(order, bare, lexicon), lexicon)
    if ">" in cut.words and next(read_clauses(cut, lexicon, mend=False), None) is None:
        return menu_path(cut.trimmed(), context) or context.trouble(bare.text, "click")
    scoped = scope_after(cut, context)
    if scoped is not None:
        rest = _read_order(scoped.rest, scoped.context)
        return rest if isinstance(rest, NotUnderstood) else (*scoped.before, *rest)
    answer = _by_frames(cut, context)
    if isinstance(answer, tuple):
        return answer
    other = _otherwise(cut, context)
    if other is not None:
        return other
    return answer or _only_a_place(bare, context) or context.trouble(bare.text, "any")


def _using(phrase: Phrase, context: Context) -> Answer:
    """ "use the calculator to work out 17*23"."""
    at = phrase.index("to")
    if phrase.words[:1] not in (("use",), ("take",), ("with",)) or at is None or at < 2:
        return None
    app = app_name(without_determiner(phrase.part(1, at), context.lexicon), context)
    if app is None:
        link = replace(phrase.tokens[0], word="in")
        order = phrase.part(at + 1)
        return _by_frames(replace(phrase, tokens=(*order.tokens, link, *phrase.tokens[1:at])), context)
    before = () if context.front.lower() == app.lower() else (OpenApp(name=app),)
    rest = _by_frames(without_lead_in(phrase.part(at + 1), context.lexicon), context.after(before))
    return (*before, *rest) if isinstance(rest, tuple) else rest


def _setting(phrase: Phrase, context: Context) -> Answer:
    """ "On the order page:", "In the text editor:": where the next orders are carried out."""
    bare = phrase.trimmed()
    if not is_setting(bare, context.lexicon):
        app = app_name(without_determiner(bare.part(1), context.lexicon), context) if len(bare) > 1 else None
        return bring(app, context) if app is not None and bare.words[0] in ("in", "on", "with") else None
    return ()


def _elided(phrase: Phrase, context: Context) -> Answer:
    """ "open Notes and then Calculator": the verb before holds for the name after "then"."""
    before = phrase.source[: phrase.tokens[0].start].rstrip(" ,").lower() if len(phrase) else ""
    bare = phrase.trimmed()
    sign = isinstance(context.last, Click) and len(bare) == 1 and len(bare.text) < 3
    named = bare.is_capitalised(0) or bare.has_quote() or sign
    if (
        not before.endswith("then")
        or not named
        or len(bare) > 4
        or context.lexicon.words(WordClass.GOAL).at(bare.words)
    ):
        return None
    if isinstance(context.last, OpenApp):
        return (OpenApp(name=plain_name(bare)),)
    if isinstance(context.last, TypeText) and len(bare) == 1 and bare.has_quote():
        return (TypeText(value=Literal(text=plain_name(bare)), filling=Filling.HERE),)
    if isinstance(context.last, Click):
        place = read_query(bare, context.lexicon)
        return (replace(context.last, place=place),) if place is not None else None
    return None


def _only_a_place(bare: Phrase, context: Context) -> NotUnderstood | None:
    """ "the Save button": what to do with it was left out."""
    entry = part_entry(bare, context) if begins_entry(bare, context.lexicon) else None
    if entry is not None:
        return NotUnderstood(part=bare.text, nearest=f'type "{plain_name(entry[1])}" into "{plain_name(entry[0])}"')
    place = read_query(bare, context.lexicon)
    if place is None or not place.text or (place.role is None and not place.exact) or '"' in place.text:
        return None
    return NotUnderstood(part=bare.text, nearest=f'click "{place.text}"')


def _has_no_object(phrase: Phrase, lexicon: Lexicon) -> bool:
    """A bare word that is a verb only by chance ("Copy"), or none at all."""
    clause = next(read_clauses(phrase, lexicon, mend=False), None)
    return clause is None or not len(clause.body.trimmed())


def _by_means(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """ "close the dialog by clicking OK": the means is the order."""
    for at in range(2, len(phrase) - 2):
        if phrase.words[at] == "by" and phrase.words[at + 1].endswith("ing") and lexicon.verbs.at(phrase.words, at + 1):
            return phrase.part(at + 1)
    return phrase


def _without_trailing(order: Phrase, bare: Phrase, lexicon: Lexicon) -> Phrase:
    """Without "please" at the end; otherwise with the marks that the order ends in ("How are you?")."""
    cut = bare.without_end(lexicon.words(WordClass.TRAILING))
    if len(cut) < len(bare):
        return cut
    ending = tuple(token for token in order.tokens if token.start >= bare.last_end)
    return Phrase(source=order.source, tokens=(*bare.tokens, *ending))


def _by_frames(phrase: Phrase, context: Context) -> Answer:
    """The first frame that can read the order; otherwise the first complaint."""
    trouble: NotUnderstood | None = None
    pattern = ""
    for clause in read_clauses(phrase, context.lexicon):
        for frame in clause.frames:
            answer = FRAMES[frame](replace(clause, frames=(frame,)), context)
            if isinstance(answer, tuple):
                return answer
            trouble = trouble or answer
            pattern = frame if pattern in _UNLIKELY else pattern
    if trouble is not None:
        return trouble if trouble.part else replace(trouble, part=phrase.trimmed().text)
    return context.trouble(phrase.trimmed().text, pattern) if pattern else None


def _otherwise(phrase: Phrase, context: Context) -> Answer:
    """Orders that do not begin with their verb."""
    turned = preposed(phrase, context.lexicon)
    if turned is not None:
        answer = _by_frames(turned, context)
        if isinstance(answer, tuple):
            return answer
    for reader in (_using, _setting, _elided, _when, _more_keys, next_line):
        answer = reader(phrase, context)
        if answer is not None:
            return answer
    return None


def _when(phrase: Phrase, context: Context) -> Answer:
    """ "when the dialog opens": waiting for it."""
    if length := phrase.begins(context.lexicon.words(WordClass.WHEN)):
        words = phrase.part(length)
        for kind in (WordClass.SHOWN, WordClass.GONE, WordClass.PAGE_READY):
            if words.trimmed().ends(context.lexicon.words(kind)):
                clause = Clause(phrase=phrase, verb="wait until", frames=("wait",), body=words)
                return FRAMES["wait"](clause, context)
    return None


def _more_keys(phrase: Phrase, context: Context) -> Answer:
    """ "press Tab, then Enter"."""
    chords = read_keys(phrase.trimmed().text, context.lexicon.keys) if isinstance(context.last, PressKeys) else None
    return presses(chords, None) if chords else None
