"""The steps that a model may name, as they stand in its answer: a closed set, strictly read.

There is none by which a question could be answered, a permission given or a rule changed: such an answer is no answer.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from grounding.screen import Role

_Short = Annotated[str, Field(min_length=1, max_length=300)]
_Text = Annotated[str, Field(max_length=20_000)]
_Name = Annotated[str, Field(pattern=r"^[^\W\d][\w -]{0,59}$")]


class Strict(BaseModel):
    """Read without turning one kind of value into another; what is not foreseen is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Place(Strict):
    """A control or text. mark: its number on the present screen. Without it: what it is called, as the screen writes
    it. nth: 1 first, -1 last, among equals. beside: a text next to it. in_row_of: a text in the same row of a table."""

    mark: int | None = None
    name: Annotated[str, Field(max_length=300)] | None = None
    role: Annotated[Role, Field(strict=False)] | None = None
    nth: Annotated[int, Field(ge=-50, le=200)] | None = None
    beside: _Short | None = None
    in_row_of: _Short | None = None


class Said(Strict):
    """kind text: `is` itself. result: what an earlier step read under the name `is`. secret: the person's secret of
    the name `is`, whose value nobody sees."""

    kind: Literal["text", "result", "secret"]
    is_: Annotated[_Text, Field(alias="is")]


class ClickStep(Strict):
    do: Literal["click"]
    place: Place
    button: Literal["left", "middle", "right"] = "left"
    times: Annotated[int, Field(ge=1, le=3)] = 1


class HoverStep(Strict):
    do: Literal["hover"]
    place: Place


class TypeStep(Strict):
    """place null: what has the focus. replace: afterwards the field holds just this."""

    do: Literal["type"]
    value: Said
    place: Place | None = None
    how: Literal["replace", "append", "here"] = "replace"


class ClearStep(Strict):
    do: Literal["clear"]
    place: Place


class PressStep(Strict):
    """chord: such as "ctrl+s", "enter", "page down"."""

    do: Literal["press"]
    chord: _Short
    times: Annotated[int, Field(ge=1, le=50)] = 1
    place: Place | None = None


class ScrollStep(Strict):
    do: Literal["scroll"]
    direction: Literal["up", "down", "left", "right"]
    notches: Annotated[int, Field(ge=1, le=50)] = 5
    place: Place | None = None


class DragStep(Strict):
    do: Literal["drag"]
    start: Place
    end: Place


class CopyStep(Strict):
    do: Literal["copy"]
    place: Place | None = None
    name: _Name


class PasteStep(Strict):
    do: Literal["paste"]
    place: Place | None = None


class DialogStep(Strict):
    """For a question of the browser's own, and only while one is open."""

    do: Literal["answer_dialog"]
    accept: bool
    value: Said | None = None


class OpenAppStep(Strict):
    do: Literal["open_app"]
    name: _Short


class OpenFileStep(Strict):
    do: Literal["open_file"]
    path: _Short


class OpenAddressStep(Strict):
    do: Literal["open_address"]
    address: Annotated[str, Field(min_length=1, max_length=2000)]


class BackStep(Strict):
    do: Literal["back"]


class SwitchStep(Strict):
    """name: words of a window's or tab's title."""

    do: Literal["switch_to"]
    name: _Short


class SelectStep(Strict):
    """For drop-downs, lists and groups of radio buttons."""

    do: Literal["select"]
    option: Said
    place: Place


class SetDateStep(Strict):
    """value: a day or a time, such as "2027-05-03" or "20:04"."""

    do: Literal["set_date"]
    value: Said
    place: Place


class SetLevelStep(Strict):
    """For sliders and spinners. value: a number."""

    do: Literal["set_level"]
    value: Said
    place: Place


class SetCheckedStep(Strict):
    do: Literal["set_checked"]
    place: Place
    checked: bool


class ChooseFileStep(Strict):
    do: Literal["choose_file"]
    place: Place
    path: _Short


class SaveStep(Strict):
    do: Literal["save_as"]
    path: Said


class RevealStep(Strict):
    """Opens sections, tabs and trees until the place is in sight."""

    do: Literal["reveal"]
    place: Place


class ReadStep(Strict):
    """Keeps what stands at the place under a name; it is given to the person, and later steps may use it."""

    do: Literal["read"]
    place: Place
    name: _Name


class WaitStep(Strict):
    """Until the place is there, or (gone) is not; place null: for so many seconds."""

    do: Literal["wait"]
    place: Place | None = None
    gone: bool = False
    seconds: Annotated[float, Field(gt=0, le=60, strict=False)] = 20.0


class CheckStep(Strict):
    """Fails unless the place is there (present) and, where a value is given, holds it."""

    do: Literal["check"]
    place: Place
    value: Said | None = None
    present: bool = True


class ComputeStep(Strict):
    """Arithmetic over numbers and names of results, such as "total * 2"."""

    do: Literal["compute"]
    expression: _Short
    name: _Name


class AskStep(Strict):
    """Asks the person, who then answers in words; for what the goal leaves open and no screen tells."""

    do: Literal["ask"]
    question: Annotated[str, Field(min_length=1, max_length=300)]
    choices: Annotated[list[Annotated[str, Field(min_length=1, max_length=80)]], Field(max_length=8)] = Field(
        default_factory=list
    )
    name: _Name


AnyStep = (
    ClickStep
    | HoverStep
    | TypeStep
    | ClearStep
    | PressStep
    | ScrollStep
    | DragStep
    | CopyStep
    | PasteStep
    | DialogStep
    | OpenAppStep
    | OpenFileStep
    | OpenAddressStep
    | BackStep
    | SwitchStep
    | SelectStep
    | SetDateStep
    | SetLevelStep
    | SetCheckedStep
    | ChooseFileStep
    | SaveStep
    | RevealStep
    | ReadStep
    | WaitStep
    | CheckStep
    | ComputeStep
    | AskStep
)
OneStep = Annotated[AnyStep, Field(discriminator="do")]


class Answer(Strict):
    """thought: a few words to itself, used for nothing. outcome steps: `steps` come next, and `completes` says whether
    they finish the goal. done: nothing is left to do. impossible: it cannot be done here, and why (reason)."""

    thought: Annotated[str, Field(max_length=4000)] = ""
    outcome: Literal["steps", "done", "impossible"]
    reason: Annotated[str, Field(max_length=1000)] = ""
    steps: Annotated[list[OneStep], Field(max_length=40)] = Field(default_factory=list)
    completes: bool = False
