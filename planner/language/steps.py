"""Orders made into steps: what needs no step of its own dropped, and to each what should be seen after it."""

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    AnswerDialog,
    Assert,
    Clear,
    Click,
    Compute,
    OpenAddress,
    OpenApp,
    PressKeys,
    Pursue,
    Read,
    SaveAs,
    Scroll,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    TypeText,
    WaitFor,
)
from planner.document_orders import HandIn
from planner.goals.goal import Given, Goal
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.language.finishing import KEPT_OPEN, finished_once, handed_in, kept_changes
from planner.language.frames.objects import Actions
from planner.language.frames.revealing import aimed
from planner.language.goals import pressed_on_things
from planner.language.going_through import Draft, Drafts
from planner.language.lexicon import Lexicon, WordClass
from planner.language.scopes import with_kinds_for_names, with_known_documents, without_needless_starts
from planner.language.tabs import tabs_first
from planner.plan import ForEach, If, Node, Repeat, Step
from planner.things import GiveAnswer
from planner.values import Literal, Reference


def made_nodes(drafts: Drafts, lexicon: Lexicon) -> tuple[Node, ...]:
    """Steps with what should be seen after each; runs of plain orders are looked at as a whole."""
    nodes: list[Node] = []
    run: list[Action] = []
    for draft in (*drafts, None):
        if draft is not None and not isinstance(draft, If | ForEach | Repeat):
            run.append(draft)
            continue
        nodes += _steps(_tidied(tuple(run), lexicon))
        run.clear()
        if draft is not None:
            nodes.append(draft)
    return tuple(nodes)


def _tidied(actions: Actions, lexicon: Lexicon) -> Actions:
    actions = in_one_form(with_its_text(finished_once(actions)))
    actions = kept_changes(left_open(actions, lexicon), lexicon)
    actions = with_kinds_for_names(actions, lexicon)
    actions = without_needless_starts(pressed_on_things(_without_repeats(actions, lexicon)))
    return handed_in(tabs_first(aimed(with_known_documents(_without_needless_scrolls(actions)))))


def _without_needless_scrolls(actions: Actions) -> Actions:
    """ "scroll through the list and select Spain": what is chosen is scrolled to, from wherever the list stands."""
    following = (*actions[1:], None)
    return tuple(
        one
        for one, after in zip(actions, following, strict=False)
        if not (isinstance(one, Scroll) and isinstance(after, SelectOption) and one.place == after.place)
    )


def contradiction(drafts: Drafts) -> Action | None:
    """What takes back the order right before it: "tick X and leave X unticked", "type A into X but leave X empty"."""
    for before, after in pairwise(drafts):
        match before, after:
            case SetChecked(place=first, checked=is_on), SetChecked(place=second, checked=is_off):
                opposed = first == second and is_on is not is_off
            case TypeText(place=first), Clear(place=second):
                opposed = first is not None and first == second
            case TypeText(place=Query() as first, value=Literal() as typed), TypeText(place=Query() as second):
                opposed = first == second and isinstance(after.value, Literal) and typed != after.value
            case TypeText(place=Query() as first, value=Literal() as typed), Assert(
                place=second, value=Literal() as said
            ):
                opposed = first == second and said.text.casefold() not in typed.text.casefold()
            case _:
                opposed = False
        if opposed and not isinstance(after, If | ForEach | Repeat):
            return after
    return None


def enters(draft: Draft) -> bool:
    """Whether something is put into a form, or may be: "fill in the form and click Send" enters nothing."""
    return not isinstance(
        draft, Click | PressKeys | Read | WaitFor | OpenApp | OpenAddress | SwitchTo | HandIn | Assert
    )


def left_open(actions: Actions, lexicon: Lexicon) -> Actions:
    """ "create a product named X, tick Y and save": the goal leaves its form open for what follows."""
    done: list[Action] = list(actions)
    for at, action in enumerate(actions):
        if not isinstance(action, Pursue) or action.goal.deed not in KEPT_OPEN:
            continue
        names = lexicon.skills.by_deed[action.goal.deed].ends
        handed_in = next((n for n, one in enumerate(actions) if n > at and _hands_in(one, names)), None)
        if handed_in is not None and not any(isinstance(one, Pursue) for one in actions[at + 1 : handed_in]):
            done[at] = replace(action, goal=replace(action.goal, left_open=True))
            if isinstance(actions[handed_in], PressKeys):
                done[handed_in] = HandIn(button=Query(text="Save", role=Role.BUTTON))
    return tuple(done)


def with_its_text(actions: Actions) -> Actions:
    """ "create a page called Ideas, write '...' in it": what is written belongs to what is made."""
    done: list[Action] = []
    for action in actions:
        before = done[-1] if done else None
        match before, action:
            case Pursue(goal=Goal(deed="create") as goal), TypeText(value=Literal(text=text), place=None):
                done[-1] = Pursue(goal=replace(goal, facts=(*goal.facts, Given(cue="text", value=text))))
            case _:
                done.append(action)
    return tuple(done)


def in_one_form(actions: Actions) -> Actions:
    """ "set the city of Ana to Oslo and make her active": what is changed of one thing is changed in one go."""
    done: list[Action] = []
    for action in actions:
        before = done[-1] if done else None
        match before, action:
            case Pursue(goal=Goal(deed="edit", left_open=False) as first), Pursue(goal=Goal(deed="edit") as second) if (
                first.thing.marks and first.thing.marks == second.thing.marks and (first.facts or first.options)
            ):
                both = replace(
                    first,
                    said=f"{first.said} and {second.said}",
                    facts=(*first.facts, *second.facts),
                    options=(*first.options, *second.options),
                )
                done[-1] = Pursue(goal=both)
            case _:
                done.append(action)
    return tuple(done)


def _hands_in(action: Action, names: Collection[str]) -> bool:
    match action:
        case PressKeys(keys=("ctrl", "s")) | HandIn():
            return True
        case Click(place=place):
            return place.text.lower() in names
        case _:
            return False


def _steps(actions: Actions) -> tuple[Step, ...]:
    return tuple(
        Step(purpose=describe_action(action), action=action, expect=expected(action, *actions[number + 1 : number + 2]))
        for number, action in enumerate(actions)
    )


def _without_repeats(actions: Actions, lexicon: Lexicon) -> Actions:
    """Choosing opens its list itself: a click on it just before would only close it again. A result is read once."""
    kept: list[Action] = []
    for number, action in enumerate(actions):
        if kept and isinstance(kept[-1], AnswerDialog) and _only_accepts(action, lexicon):
            continue
        if kept and _makes_needless(action, kept[-1], actions[number:]):
            kept.pop()
        kept.append(action)
    return tuple(kept)


def _only_accepts(action: Action, lexicon: Lexicon) -> bool:
    """ "answer the prompt with 'Ana' and press OK": that is how it is answered."""
    match action:
        case Click(place=place):
            return lexicon.words(WordClass.ACCEPTING).whole(tuple(place.text.lower().split())) is not None
        case PressKeys(keys=("enter",)) | AnswerDialog(accept=True, value=None):
            return True
        case _:
            return False


def _makes_needless(action: Action, before: Action, later: Actions) -> bool:
    match action, before:
        case SelectOption(), Click():
            return before == Click(place=action.place)
        case Pursue(goal=goal), Pursue(goal=sought):
            return sought.deed == "find" and goal.thing == sought.thing
        case _, GiveAnswer(result=name):
            return _uses(action, name)  # the words say where it is given
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
