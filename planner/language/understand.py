"""From a person's words to a plan, with no model. All of it is understood before any of it is carried out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from planner.language.aims import without_aim
from planner.language.asides import without_asides
from planner.language.background import without_background
from planner.language.brief_lists.ways import brief_ways
from planner.language.closed_orders import is_spelled_out
from planner.language.context import Context, no_application
from planner.language.corrections import corrected
from planner.language.describe import describe_action
from planner.language.doubtful import is_doubtful
from planner.language.foreign import LONGEST, ForeignWords
from planner.language.gist.ways import gist_ways, several_ways
from planner.language.hints import without_hints
from planner.language.kinds_named import fronted, of_kind
from planner.language.lexicon import Lexicon, WordClass
from planner.language.reading import read_all
from planner.language.steps import contradiction, enters, made_nodes
from planner.language.telling.applications import application_ways
from planner.language.telling.changes import change_ways
from planner.language.telling.demands import Verdict, demands_apart
from planner.language.telling.newcomers import newcomer_ways
from planner.language.telling.numbers import number_ways
from planner.language.telling.situations import situation_ways
from planner.language.telling.this_one import this_one_ways
from planner.language.telling.ways import is_told
from planner.language.tidying import smoothed, spelt, with_desktop_as_folder, with_stops, without_courtesy
from planner.language.tokens import MOST_CHARACTERS, Phrase, UnclosedQuote, tokenize
from planner.language.whereabouts import with_whereabouts
from planner.plan import Instruction, NotUnderstood, Plan

LONGEST_PART = 200
MOST_TOKENS = 2500
LONGEST_GIST = 600
"""Of a text with more characters than this, no gist is made."""
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xAD, 0x200B, 0x2060, 0xFEFF))
"""Signs without a shape, and control characters: nobody types them into an instruction on purpose."""


def understand(
    text: str,
    lexicon: Lexicon,
    is_application: Callable[[str], bool] = no_application,
    foreign: Iterable[ForeignWords] = (),
) -> Plan | NotUnderstood:
    """The plan, or exactly the part that cannot be read with the nearest sentence that can.

    is_application: whether a name is that of an installed application; for plans that are carried out on a desktop.
    foreign: other languages that may be spoken; which one it is, the words tell.
    """
    plain = text.translate(_UNSEEN)
    if plain != text:
        found = understand(plain, lexicon, is_application, foreign)
        return replace(found, instruction=Instruction(text=text)) if isinstance(found, Plan) else found
    if len(text) <= MOST_CHARACTERS:
        for language in foreign:
            plan = _in_other_words(text, language, lexicon, is_application)
            if plan is not None:
                return plan
            phrase = tokenize(text, lexicon)
            if not isinstance(phrase, UnclosedQuote) and language.is_surely_spoken_in(phrase.words, lexicon):
                return _short(Context(lexicon=lexicon).trouble(text, "any"))
        trouble: NotUnderstood | None = None
        held = _with_demands(text, lexicon, is_application)
        if held is not None:
            return held
        for way in _ways(text, lexicon, is_application):
            read = _in_english(way.text, lexicon, is_application, gist=way.gist)
            made = (of_kind(read, way.kind) if way.kind else read) if isinstance(read, Plan) else None
            if made is not None and (not way.freely or is_spelled_out(made.nodes)):
                made = made if way.kind else _by_clauses(way.text, made, lexicon, is_application) or made
                return replace(made, instruction=Instruction(text=text))
            trouble = trouble or (read if way.text == text and isinstance(read, NotUnderstood) else None)
        if trouble is not None:
            return trouble
    return _in_english(text, lexicon, is_application)


def _with_demands(text: str, lexicon: Lexicon, is_application: Callable[[str], bool]) -> Plan | NotUnderstood | None:
    """The plan that keeps what is demanded beside it, or the demand that it breaks. None: nothing is demanded of it."""
    rest, demands = demands_apart(text, lexicon)
    plan = understand(rest, lexicon, is_application) if demands else None
    if not isinstance(plan, Plan):
        return None
    verdicts = {demand.said: demand.verdict(plan.nodes) for demand in demands}
    broken = next((said for said, verdict in verdicts.items() if verdict is Verdict.BROKEN), None)
    if broken is not None:
        return _short(Context(lexicon=lexicon).trouble(broken, "contradiction"))
    if Verdict.OPEN in verdicts.values():
        return None
    return replace(plan, instruction=Instruction(text=text))


@dataclass(frozen=True, kw_only=True)
class _Way:
    """freely: what is left out denies or wishes something, so that the orders have to be spelled out. gist: what no
    grammar reads is read by its gist. kind: of what kind the things are, where that was said before the orders."""

    text: str
    kind: str = ""
    freely: bool = False
    gist: bool = False


def _ways(text: str, lexicon: Lexicon, is_application: Callable[[str], bool]) -> Iterator[_Way]:
    """The orders without what is said beside them, the whole text, the orders with what they point back to there; then
    the same by their gist."""
    stopped = with_stops(spelt(text, lexicon, is_application), lexicon)
    right = with_whereabouts(with_desktop_as_folder(stopped, lexicon), lexicon)
    on_desktop = Context(lexicon=lexicon, is_application=is_application).on_desktop
    right = without_hints(right, lexicon) if on_desktop else right
    curt = smoothed(without_courtesy(corrected(right, lexicon), lexicon), lexicon)
    phrase = tokenize(curt, lexicon)
    front = fronted(phrase, lexicon) if isinstance(phrase, Phrase) else None
    if front is not None:
        yield _Way(text=front[1].text, kind=front[0])
    for told_first in (change_ways, newcomer_ways, this_one_ways, situation_ways, number_ways):
        yield from (_Way(text=way) for way in told_first(curt, lexicon))
    yield from (_Way(text=way) for way in application_ways(curt, lexicon, is_application))
    aimed = without_aim(curt, lexicon)
    yield from [_Way(text=aimed)] if aimed != curt else []
    alone = _alone(curt, lexicon, named=False)
    yield from alone
    yield from (_Way(text=way) for way in dict.fromkeys((curt, right)))
    pointing = [way for way in _alone(curt, lexicon, named=True) if way not in alone]
    yield from pointing
    aim = without_asides(curt, lexicon, freely=True, aims=True)
    aiming = [_Way(text=aim, freely=True)] if aim != curt and all(aim != way.text for way in alone) else []
    yield from aiming
    told = without_background(curt, lexicon)
    telling = (
        [_Way(text=told, freely=True)] if all(told != way.text for way in (_Way(text=curt), *alone, *aiming)) else []
    )
    yield from telling
    if len(text) <= LONGEST_GIST:
        yield from (replace(way, gist=True) for way in (_Way(text=curt), *alone, *pointing, *aiming, *telling))


def _alone(curt: str, lexicon: Lexicon, *, named: bool) -> list[_Way]:
    """named: what they point back to is said in them."""
    found: list[_Way] = []
    for freely in (False, True):
        text = without_asides(curt, lexicon, freely=freely, named=named)
        if text != curt and all(text != way.text for way in found):
            found.append(_Way(text=text, freely=freely))
    return found


def _by_clauses(text: str, plan: Plan, lexicon: Lexicon, is_application: Callable[[str], bool]) -> Plan | None:
    """What looks as if clauses were taken for names, read clause by clause."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or len(text) > LONGEST_GIST or not is_doubtful(plan.nodes, phrase, lexicon):
        return None
    context = Context(lexicon=lexicon, is_application=is_application)
    for way in (*brief_ways(phrase, context), *gist_ways(phrase, context), *several_ways(phrase, context)):
        found = _in_english(way.text, lexicon, is_application)
        if isinstance(found, Plan) and not is_doubtful(found.nodes, way, lexicon):
            return found
    return None


def _in_other_words(
    text: str, foreign: ForeignWords, lexicon: Lexicon, is_application: Callable[[str], bool]
) -> Plan | NotUnderstood | None:
    """None: it is not spoken, or not all of it can be put in English."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or not foreign.is_spoken_in(phrase.words, lexicon):
        return None
    if len(phrase) > LONGEST:
        return _short(Context(lexicon=lexicon).trouble(text, "long"))
    plain = foreign.in_plain_english(text, lexicon)
    plan = _in_english(plain, lexicon, is_application) if plain is not None else None
    return replace(plan, instruction=Instruction(text=text)) if isinstance(plan, Plan) else None


def _in_english(
    text: str, lexicon: Lexicon, is_application: Callable[[str], bool], *, gist: bool = False
) -> Plan | NotUnderstood:
    context = Context(lexicon=lexicon, is_application=is_application, gist=gist)
    if len(text) > MOST_CHARACTERS or not any(sign.isalnum() for sign in text):
        return _short(context.trouble(text, "nothing"))
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote):
        return _short(context.trouble(phrase.part, "quote"))
    if len(phrase) > MOST_TOKENS:
        return _short(context.trouble(text, "long"))
    mended = phrase.find(lexicon.words(WordClass.CORRECTION), 1)
    if mended is not None:
        return _short(context.trouble(phrase.part(mended[0]).trimmed().text, "correction"))
    read = read_all(phrase, context)
    if isinstance(read, NotUnderstood):
        if is_told(read.part, phrase, lexicon):
            return _short(replace(read, nearest=context.pattern("told")))
        denied = phrase.find(lexicon.words(WordClass.NOT_TO_BE_DONE)) is not None
        return _short(replace(read, nearest=context.pattern("negation")) if denied else read)
    if read[1].in_form and not any(enters(draft) for draft in read[0]):
        return _short(context.trouble(text, "form"))
    opposed = contradiction(read[0])
    if opposed is not None and phrase.index("then") is None:
        return _short(context.trouble(describe_action(opposed), "contradiction"))
    nodes = made_nodes(read[0], lexicon)
    if not nodes:
        return _short(context.trouble(text, "nothing"))
    return Plan(instruction=Instruction(text=text), nodes=nodes)


def _short(trouble: NotUnderstood) -> NotUnderstood:
    if len(trouble.part) <= LONGEST_PART:
        return trouble
    return replace(trouble, part=f"{trouble.part[:LONGEST_PART]}…")
