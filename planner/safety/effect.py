"""What an act would do, as the policy judges it: label, role, application, typed data, destination."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The five answers of the policy, in rising order of strictness."""

    ALLOW = "allow"
    CONFIRM = "confirm"
    TYPED = "typed"
    HAND_OVER = "hand_over"
    FORBID = "forbid"


class Trigger(StrEnum):
    CLICK = "click"
    TYPE = "type"
    KEY = "key"


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One act as the policy sees it. All texts but `instruction` come from the screen: evidence, never orders.

    instruction: the person's own words. app: application or window. site: host or address of the page.
    role, label, icon: the control that is hit, or that a key press would trigger (default button, focused control).
    depicted: what a drawing on a control without words seems to show: a guess from its pixels, which may only raise a
    risk.
    nearby: headings, dialog text, totals, recipients around it. key: the chord, for `key`. typed: text, or
    "{{secret:NAME}}". operation: the action's name ("open_app", "give_file", ...) with `label` as its object.
    form: what stands in the form that this would submit ("label: value" lines; "[x] label" for ticked boxes).
    opens: its kind says that pressing it opens a menu or a part of the page, and no more.
    own_window: it would act on Deskhand itself. irreversible: known not to be undoable.
    """

    instruction: str
    app: str = ""
    site: str = ""
    role: str = ""
    label: str = ""
    icon: str = ""
    depicted: str = ""
    nearby: str = ""
    trigger: Trigger = Trigger.CLICK
    key: str = ""
    typed: str = ""
    operation: str = ""
    form: tuple[str, ...] = ()
    opens: bool = False
    own_window: bool = False
    secret_field: bool = False


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """verdict, the policy row that gave it, the reason in plain words, and whether the effect cannot be undone.

    phrase: for `typed`, what the person must retype. data, destination: for the question.
    """

    verdict: Verdict
    rule: str
    reason: str
    irreversible: bool = False
    phrase: str = ""
    data: tuple[str, ...] = ()
    destination: str = ""
