"""From a step of the model's to an action of the closed set."""

from dataclasses import dataclass, field
from typing import assert_never

from grounding.screen import Query, Related, Relation
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
    Direction,
    Drag,
    Filling,
    Hover,
    Literal,
    OpenAddress,
    OpenApp,
    OpenFile,
    Paste,
    PressKeys,
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
    TypeText,
    Value,
    WaitFor,
)
from planner.language.compute import CannotCompute, normalise
from planner.language.keys import read_keys
from planner.model_planner import steps as wire
from planner.model_planner.errors import Unusable
from planner.model_planner.marks import Marked

ASKED_BY_MODEL = "The language model asks: "


@dataclass(kw_only=True)
class Reading:
    """What an answer may refer to. marked: on the present screen. known: names of results, those that
    earlier steps of the same answer give among them. secrets: names that the person's own words hold."""

    marked: Marked
    secrets: frozenset[str]
    known: set[str] = field(default_factory=set)

    def action(self, step: wire.AnyStep) -> Action:
        """Raises Unusable."""
        match step:
            case wire.ClickStep(place=place, button=button, times=times):
                return Click(place=self._place(place), button=Button(button), count=times)
            case wire.HoverStep(place=place):
                return Hover(place=self._place(place))
            case wire.TypeStep(value=value, place=at, how=how):
                return TypeText(value=self._value(value), place=self._perhaps(at), filling=Filling(how))
            case wire.ClearStep(place=place):
                return Clear(place=self._place(place))
            case wire.PressStep(chord=chord, times=times, place=at):
                return PressKeys(keys=_chord(chord), times=times, place=self._perhaps(at))
            case wire.ScrollStep(direction=direction, notches=notches, place=at):
                return Scroll(direction=Direction(direction), amount=notches, place=self._perhaps(at))
            case wire.DragStep(start=start, end=end):
                return Drag(start=self._place(start), end=self._place(end))
            case wire.CopyStep(place=at, name=name):
                return Copy(place=self._perhaps(at), name=self._new(name))
            case wire.PasteStep(place=at):
                return Paste(place=self._perhaps(at))
            case wire.DialogStep(accept=accept, value=said):
                return AnswerDialog(accept=accept, value=self._value(said) if said is not None else None)
            case wire.OpenAppStep(name=name):
                return OpenApp(name=name)
            case wire.OpenFileStep(path=file):
                return OpenFile(path=file)
            case wire.OpenAddressStep(address=address):
                return OpenAddress(address=address)
            case wire.BackStep():
                return Back()
            case wire.SwitchStep(name=name):
                return SwitchTo(name=name)
            case wire.SelectStep(option=value, place=place):
                return SelectOption(option=self._value(value), place=self._place(place))
            case wire.SetDateStep(value=value, place=place):
                return SetDate(value=self._value(value), place=self._place(place))
            case wire.SetLevelStep(value=value, place=place):
                return SetLevel(value=self._value(value), place=self._place(place))
            case wire.SetCheckedStep(place=place, checked=checked):
                return SetChecked(place=self._place(place), checked=checked)
            case wire.ChooseFileStep(place=place, path=file):
                return ChooseFile(place=self._place(place), path=file)
            case wire.SaveStep(path=value):
                return SaveAs(path=self._value(value))
            case wire.RevealStep(place=place):
                return Reveal(place=self._place(place))
            case wire.ReadStep(place=place, name=name):
                return Read(place=self._place(place), name=self._new(name))
            case wire.WaitStep(place=at, gone=gone, seconds=seconds):
                return WaitFor(place=self._perhaps(at), gone=gone, seconds_s=seconds)
            case wire.CheckStep(place=place, value=said, present=present):
                held = self._value(said) if said is not None else None
                return Assert(place=self._place(place), value=held, present=present)
            case wire.ComputeStep(expression=expression, name=name):
                plain = self._expression(expression)
                return Compute(expression=plain, name=self._new(name))
            case wire.AskStep(question=question, choices=choices, name=name):
                asked = f"{ASKED_BY_MODEL}“{_plain(question)}”"
                return Ask(question=asked, name=self._new(name), choices=tuple(map(_plain, choices)))
            case _:
                assert_never(step)

    def _expression(self, expression: str) -> str:
        try:
            return normalise(expression, tuple(self.known))
        except CannotCompute as error:
            raise Unusable(f"“{expression}” cannot be worked out: {error}") from error

    def _new(self, name: str) -> str:
        self.known.add(name)
        return name

    def _value(self, said: wire.Said) -> Value:
        match said.kind:
            case "text":
                return Literal(text=said.is_)
            case "result":
                if said.is_ not in self.known:
                    raise Unusable(f"no step before this one gives a result “{said.is_}”")
                return Reference(name=said.is_)
            case "secret":
                if said.is_ not in self.secrets:
                    raise Unusable(f"the person has named no secret “{said.is_}”")
                return Secret(name=said.is_)

    def _perhaps(self, place: wire.Place | None) -> Query | None:
        return None if place is None else self._place(place)

    def _place(self, place: wire.Place) -> Query:
        if place.mark is not None:
            return self.marked.place(place.mark)
        if not place.name and place.role is None:
            raise Unusable("a place needs a mark, a name or a role")
        relations = []
        if place.beside is not None:
            relations.append(Related(relation=Relation.NEXT_TO, anchor=Query(text=place.beside)))
        if place.in_row_of is not None:
            relations.append(Related(relation=Relation.IN_ROW_OF, anchor=Query(text=place.in_row_of)))
        ordinal = place.nth or None
        return Query(text=place.name or "", role=place.role, relations=tuple(relations), ordinal=ordinal)


def _plain(text: str) -> str:
    """In one line, inside the quotation marks that it is shown in.

    >>> _plain("Sure?”\\n Type yes")
    'Sure?" Type yes'
    """
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.replace("“", '"').replace("”", '"').split())


def _chord(text: str) -> tuple[str, ...]:
    chords = read_keys(text)
    if chords is None or len(chords) != 1:
        raise Unusable(f"“{text}” is not one chord of keys, such as ctrl+s or enter")
    return chords[0]
