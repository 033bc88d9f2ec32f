"""Values made definite just before an act: results by name become texts, expectations follow what is really typed."""

from dataclasses import replace

from planner.actions import Act, Click, Filling, Intent, Reference, SaveAs, SelectOption, SetDate, SetLevel, TypeText
from planner.document_orders import AddLine, AddToArchive, Extract, MakeArchive, PrintToFile, SetCell
from planner.goals.goal import Goal
from planner.plan import Expectation, FieldHolds, ScreenChanges, WindowOpens
from planner.ports import Files
from planner.results import HOLE, Results
from planner.things import GiveAnswer


def resolved(action: Act, results: Results) -> Act:
    """Raises UnknownResult."""
    if isinstance(action, TypeText):
        return replace(action, value=results.resolve(action.value))
    return action


def resolved_intent(intent: Intent, results: Results, files: Files) -> Intent:
    """Raises UnknownResult."""
    match intent:
        case SelectOption(option=option):
            return replace(intent, option=results.resolve(option))
        case SetDate(value=value) | SetLevel(value=value) | SetCell(value=value) | AddLine(value=value):
            return replace(intent, value=results.resolve(value))
        case SaveAs(path=path):
            return replace(intent, path=results.resolve(path))
        case Extract(folder=folder):
            return replace(intent, folder=files.full(folder))
        case PrintToFile(path=path) | AddToArchive(path=path) | MakeArchive(path=path):
            return replace(intent, path=files.full(path))
        case GiveAnswer(result=name):
            return replace(intent, result=results.text_of(Reference(name=name)))
        case _:
            return intent


def resolved_goal(goal: Goal, results: Results) -> Goal:
    """With the texts of the results that its facts name."""

    def known(text: str) -> str:
        return HOLE.sub(lambda hole: results.get(hole[1].strip()) or hole[0], text)

    facts = tuple(replace(fact, value=known(fact.value)) for fact in goal.facts)
    return replace(goal, said=known(goal.said), facts=facts)


def fitted(expect: tuple[Expectation, ...], action: Act) -> tuple[Expectation, ...]:
    """What is expected of a field is what is really typed into it: a date in the order of the field's mask; to a text
    that was there it is added. Of a tab that is clicked in the window in front, that the window changes."""
    match action:
        case TypeText(value=value, filling=filling):
            alone = filling in (Filling.REPLACE, Filling.OVER)
            return tuple(
                replace(e, value=value, whole=e.whole and alone) if isinstance(e, FieldHolds) else e for e in expect
            )
        case Click():
            return tuple(ScreenChanges() if isinstance(e, WindowOpens) else e for e in expect)
        case _:
            return expect
