"""What a step does, in words for a person."""

from typing import assert_never

from grounding.screen import Query, Relation, Role
from planner.actions import (
    Action,
    AnswerDialog,
    Ask,
    Assert,
    Back,
    Button,
    ChooseFile,
    Clear,
    Click,
    Compute,
    Copy,
    Decide,
    Drag,
    FillFacts,
    FillFromScreen,
    Filling,
    Gather,
    GiveFile,
    Hover,
    Literal,
    OpenAddress,
    OpenApp,
    OpenFile,
    Paste,
    PickResult,
    PickSuggestion,
    PressKeys,
    Pursue,
    Read,
    Reference,
    Reveal,
    SaveAs,
    Scroll,
    Secret,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    Template,
    TypeText,
    Value,
    WaitFor,
)
from planner.document_orders import ReplaceText, Save, SetCell
from planner.goals.goal import Goal
from planner.plan import Step
from planner.text_looks import MarkText, SetColor, StyleText
from planner.things import (
    ChooseThings,
    ClickMiddle,
    Count,
    Draw,
    GiveAnswer,
    MarkNumbers,
    MoveItem,
    MoveThings,
    NameFigure,
    ReadShown,
    Side,
    SortItems,
    Stroke,
)

LONGEST_SHOWN = 80

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}
_RELATIONS = {
    Relation.NEXT_TO: "next to",
    Relation.LEFT_OF: "left of",
    Relation.RIGHT_OF: "right of",
    Relation.ABOVE: "above",
    Relation.BELOW: "below",
    Relation.IN_ROW_OF: "in the row of",
    Relation.IN_COLUMN_OF: "in the column of",
    Relation.INSIDE: "in",
}
_ROLES = {Role.ICON_BUTTON: "icon", Role.TEXT_FIELD: "field", Role.DROPDOWN: "drop-down", Role.RADIO: "radio button"}


def describe(step: Step) -> str:
    """The step's own words, or its action's when it has none."""
    return step.purpose or describe_action(step.action)


def describe_action(action: Action) -> str:
    """One sentence without a full stop; never a secret's content, only its name.

    >>> describe_action(TypeText(value=Literal(text="ana"), place=Query(text="User name")))
    'Type “ana” into “User name”'
    """
    match action:
        case Click() | Hover() | Drag() | Scroll() | PressKeys():
            return _pointing(action)
        case TypeText():
            return _typing(action)
        case Clear():
            return f"Clear {describe_place(action.place)}" if action.place else "Clear the field that has the focus"
        case SelectOption():
            return f"Choose {describe_value(action.option)} in {describe_place(action.place)}"
        case SetDate() | SetLevel():
            return f"Set {describe_place(action.place)} to {describe_value(action.value)}"
        case SetChecked():
            return f"{'Turn on' if action.checked else 'Turn off'} {describe_place(action.place)}"
        case Copy() | Paste() | Read() | Compute() | Ask():
            return _carrying(action)
        case OpenApp() | OpenFile() | OpenAddress() | SwitchTo() | Back():
            return _going(action)
        case SaveAs() | Save() | ReplaceText() | SetCell():
            return _documents(action)
        case ChooseFile():
            return f"Give the file {_quoted(action.path)} to {describe_place(action.place)}"
        case FillFacts() | FillFromScreen() | PickSuggestion():
            return _filling(action)
        case PickResult():
            return f"Click the {_ordinal(action.ordinal)} result, on whichever page it stands"
        case ChooseThings() | MoveThings() | MoveItem() | SortItems() | ClickMiddle() | Draw():
            return _with_things(action)
        case MarkNumbers() | NameFigure() | GiveAnswer() | Count() | ReadShown():
            return _telling_things(action)
        case StyleText() | MarkText() | SetColor():
            return _with_looks(action)
        case Reveal():
            return _revealing(action)
        case Pursue():
            return describe_goal(action.goal)
        case GiveFile():
            return f"Give the file {_quoted(action.path)} to the file chooser"
        case AnswerDialog():
            return _answering(action)
        case Decide():
            return "Look whether it is so"
        case Gather():
            return "Look what there is to go through"
        case WaitFor() | Assert():
            return _watching(action)
        case _:
            assert_never(action)


def describe_goal(goal: Goal) -> str:
    """
    >>> from planner.goals.goal import Given
    >>> describe_goal(Goal(said="log in as ana", deed="log_in", facts=(Given(cue="as", value="ana"),)))
    'Work towards “log in as ana” (log in: as “ana”)'
    """
    thing = goal.thing
    marks = [f"with {_quoted(mark)}" for mark in thing.marks]
    best = (
        [f"the one with the {'most' if thing.best.most else 'least'} {thing.best.of or thing.best.kind}"]
        if thing.best
        else []
    )
    ordinal = [f"the {_ordinal(thing.ordinal)} one"] if thing.ordinal else []
    facts = [
        f"{fact.cue} {'a secret' if fact.cue == 'password' else _quoted(fact.value)}".strip() for fact in goal.facts
    ]
    parts = [thing.noun, *marks, *best, *ordinal, *facts, *goal.options]
    told = ", ".join(part for part in parts if part)
    deed = goal.deed.replace("_", " ")
    return f"Work towards {_quoted(goal.said)} ({deed}: {told})" if told else f"Work towards {_quoted(goal.said)}"


def _documents(action: SaveAs | Save | ReplaceText | SetCell) -> str:
    match action:
        case SaveAs():
            how = f"Choose {_quoted(action.command)} in the menus, and save" if action.command else "Save"
            return f"{how} it as {describe_value(action.path)}"
        case Save():
            return f"Save {_quoted(action.path)}"
        case ReplaceText():
            return f"Replace {_quoted(action.old)} by {_quoted(action.new)} wherever it stands"
        case SetCell():
            where = f"cell {action.cell}" if action.cell else f"“{action.column}” of “{action.row}”"
            return f"Put {describe_value(action.value)} into {where}"
        case _:
            assert_never(action)


def _filling(action: FillFacts | FillFromScreen | PickSuggestion) -> str:
    match action:
        case FillFacts():
            return f"Search for {_quoted(action.text)}, each fact in the field that it belongs to"
        case FillFromScreen():
            return "Fill in the form with the values that stand beside the same labels"
        case PickSuggestion():
            how = [f"begins with {_quoted(action.start)}"] if action.start else []
            how += [f"ends with {_quoted(action.end)}"] if action.end else []
            where = f" in {describe_place(action.place)}" if action.place is not None else ""
            return f"Choose what {' and '.join(how)}{where}"
        case _:
            assert_never(action)


def _with_things(action: ChooseThings | MoveThings | MoveItem | SortItems | ClickMiddle | Draw) -> str:
    match action:
        case ChooseThings(things=things, checked=checked):
            return f"{'Choose' if checked else 'Clear'} {things.said}"
        case MoveThings(things=things, to=to):
            return f"Drag {things.said} {_WAYS[to] if isinstance(to, Side) else f'into {to.said}'}"
        case MoveItem(item=item, position=position):
            return f"Drag {describe_place(item)} to the {_ordinal(position)} place of its list"
        case SortItems(falling=falling):
            return f"Put the list in order, the {'largest' if falling else 'smallest'} first"
        case ClickMiddle(things=things):
            return f"Click the middle of {things.said}"
        case Draw(stroke=Stroke.CIRCLE, around=around):
            return f"Draw a circle around {around.said}"
        case Draw(stroke=stroke, around=around):
            return f"Draw a {stroke.value} through {around.said}"
        case _:
            assert_never(action)


_WAYS = {Side.LEFT: "to the left", Side.RIGHT: "to the right", Side.UP: "up", Side.DOWN: "down"}


def _with_looks(action: StyleText | MarkText | SetColor) -> str:
    match action:
        case StyleText(text=text, style=style, color=color):
            what = _quoted(text) if text else "all of the text"
            return f"Make {what} {color or style}"
        case MarkText(text=text, paragraph=paragraph):
            whole = "the text" if paragraph is None else f"the {_ordinal(paragraph)} paragraph"
            return f"Mark {_quoted(text) if text else whole}"
        case SetColor(color=color):
            return f"Choose the colour {color}"
        case _:
            assert_never(action)


def _telling_things(action: MarkNumbers | NameFigure | GiveAnswer | Count | ReadShown) -> str:
    match action:
        case MarkNumbers(traits=traits):
            return f"Mark each number as {' or '.join(word for _, word in traits)}"
        case NameFigure():
            return "Click the choice that says what is drawn"
        case GiveAnswer(result=result):
            return f"Click the answer that says {_quoted(result)}, if there is one"
        case Count(things=things, name=name):
            return f"Count {things.said}{_as(name)}"
        case ReadShown(name=name):
            return f"Read the text that is shown{_as(name)}"
        case _:
            assert_never(action)


def _revealing(action: Reveal) -> str:
    """
    >>> _revealing(Reveal(place=Query(text="Terms"), opening=Query(text="section"), every=True))
    'Open the sections until “Terms” is in sight'
    """
    what = "what may hide it"
    if action.opening is not None:
        role = action.opening.role or Role.GROUP
        noun = action.opening.text or _ROLES.get(role, role.value.replace("_", " "))
        what = f"the {noun}s" if action.every else f"the {noun}"
    return f"Open {what}" if action.place is None else f"Open {what} until {describe_place(action.place)} is in sight"


def describe_value(value: Value) -> str:
    match value:
        case Literal():
            return _quoted(value.text)
        case Reference():
            return f"the result {_quoted(value.name)}" if value.name else "the last result"
        case Secret():
            return f"the secret {_quoted(value.name)}"
        case Template():
            return _quoted(value.text)
        case _:
            assert_never(value)


def describe_place(place: Query) -> str:
    """
    >>> describe_place(Query(text="Save", role=Role.BUTTON, ordinal=2))
    'the second “Save” button'
    """
    role = _ROLES.get(place.role, place.role.value.replace("_", " ")) if place.role else ""
    name = _quoted(place.text) if place.text else ""
    words = [word for word in (_ordinal(place.ordinal), name, role) if word]
    if not words or (place.ordinal is not None and not name and not role):
        words.append("one")
    article = "" if words == [name] else "the "
    relations = "".join(f" {_RELATIONS[rel.relation]} {describe_place(rel.anchor)}" for rel in place.relations)
    return article + " ".join(words) + relations


def describe_keys(keys: tuple[str, ...]) -> str:
    """
    >>> describe_keys(("ctrl", "page_down"))
    'Ctrl+Page Down'
    """
    return "+".join(key.replace("_", " ").title() for key in keys)


def _ordinal(number: int | None) -> str:
    if number is None:
        return ""
    return _ORDINALS.get(number) or (f"{number}th" if number > 0 else f"{-number}th to last")


def _quoted(text: str) -> str:
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return f"“{shown}”".replace("\n", "⏎").replace("\t", "⇥")


def _pointing(action: Click | Hover | Drag | Scroll | PressKeys) -> str:
    match action:
        case Click():
            held = f"{describe_keys(action.modifiers)}-" if action.modifiers else ""
            verb = {Button.LEFT: "click", Button.RIGHT: "right-click", Button.MIDDLE: "middle-click"}[action.button]
            count = {1: "", 2: "double-", 3: "triple-"}.get(action.count, f"{action.count} times ")
            verb = f"{held}{count}{verb}"
            return f"{verb[0].upper()}{verb[1:]} {describe_place(action.place)}"
        case Hover():
            return f"Point at {describe_place(action.place)}"
        case Drag():
            return f"Drag {describe_place(action.start)} to {describe_place(action.end)}"
        case Scroll():
            where = f" in {describe_place(action.place)}" if action.place else ""
            return f"Scroll {action.direction.value}{where}"
        case PressKeys():
            times = f" {action.times} times" if action.times > 1 else ""
            where = f" in {describe_place(action.place)}" if action.place else ""
            return f"Press {describe_keys(action.keys)}{times}{where}"
        case _:
            assert_never(action)


def _typing(action: TypeText) -> str:
    what = describe_value(action.value)
    if action.filling is Filling.APPEND:
        return f"Add {what} at the end of {describe_place(action.place) if action.place else 'the document'}"
    return f"Type {what}" + (f" into {describe_place(action.place)}" if action.place else "")


def _carrying(action: Copy | Paste | Read | Compute | Ask) -> str:
    match action:
        case Copy():
            return f"Copy {describe_place(action.place) if action.place else 'what is selected'}{_as(action.name)}"
        case Paste():
            return "Paste" + (f" into {describe_place(action.place)}" if action.place else "")
        case Read():
            return f"Read {describe_place(action.place) if action.place else 'the result'}{_as(action.name)}"
        case Compute():
            return f"Work out {action.expression}{_as(action.name)}"
        case Ask():
            return f"Ask: {action.question}"
        case _:
            assert_never(action)


def _as(name: str) -> str:
    return f" as {_quoted(name)}" if name else ""


def _going(action: OpenApp | OpenFile | OpenAddress | SwitchTo | Back) -> str:
    match action:
        case OpenApp():
            return f"Open {_quoted(action.name)}"
        case OpenFile():
            return f"Open the file {_quoted(action.path)}" + (f" with {_quoted(action.app)}" if action.app else "")
        case OpenAddress():
            return f"Go to {action.address}"
        case SwitchTo():
            return f"Switch to {_quoted(action.name)}"
        case Back():
            return "Go back"
        case _:
            assert_never(action)


def _answering(action: AnswerDialog) -> str:
    if action.value is not None:
        return f"Answer the question with {describe_value(action.value)}"
    return "Accept the question" if action.accept else "Dismiss the question"


def _watching(action: WaitFor | Assert) -> str:
    if isinstance(action, Assert):
        if action.value is not None:
            return f"Check that {describe_place(action.place)} holds {describe_value(action.value)}"
        return f"Check that {describe_place(action.place)} is {'' if action.present else 'not '}there"
    if action.place is None:
        return f"Wait {action.seconds_s:g} seconds"
    return f"Wait until {describe_place(action.place)} is {'gone' if action.gone else 'there'}"
