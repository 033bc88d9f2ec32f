"""Facts of a goal brought to the controls that take them: by what the control is called, what it offers, what it takes.

Decision: a fact goes only where its words, its kind of value or what the control offers say so; what fits nothing on
this look waits for the next one. A field to search in is no field of a form.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grounding.screen import NO_TEXT, Element, ParsedScreen, Query, Role, State
from planner.actions import Action, Click, Filling, Literal, SelectOption, SetChecked, SetDate, SetLevel, TypeText
from planner.goals.account import Account
from planner.goals.goal import Given
from planner.goals.moves import called
from planner.goals.scene import ENTERED, TICKED, bare, is_secret, name_of, shows
from planner.intents.forms import Field, fields, heads
from planner.intents.moments import days, is_moment
from planner.intents.stepping import steppers
from planner.intents.unlocking import key_of
from planner.likeness import MAIL_ADDRESS, plain

_DENIES = re.compile(r"(?:not |no longer |non-?|in|un|dis|de)([a-z]{4,}(?: [a-z]+)?)")
_SAYS_WHERE = frozenset({Role.HEADING, Role.LABEL, Role.TEXT, Role.WINDOW, Role.DIALOG, Role.TITLE_BAR})
_ADDED_TO = frozenset({"to", "in", "into"})
_OPENS_CHOICES = frozenset({Role.LINK, Role.BUTTON})
_TYPED = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA})
_STEM = 5
_ENOUGH = 0.4
_SEARCHING = re.compile(r"\b(?:search|find|filter|suche\w*|recherche\w*|buscar|cerca|query)\b")
_DATED = re.compile(
    r"\b(?:date|day|when|departure|depart|arrive|arrival|due|birthday|datum|fecha|data|tag|dd|mm|yyyy)\b"
)
_TIMED = re.compile(r"\b(?:time|hour|start|starts|begin|end|ends|at|uhrzeit|heure|hora|ora|hh)\b|--:--")
_MASK = re.compile(r"[dmy]{2,4}[/.-][dmy]{2}|-+:-+|hh:mm")
_NUMBERED = re.compile(r"\b(?:number|quantity|qty|amount|count|how many|guests|people|persons|menge|anzahl)\b")
_MAILED = re.compile(r"\b(?:e-?mail|mail)\b")


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A fact and the control that takes it. label: what the control is called."""

    fact: Given
    element: Element
    label: str
    score: float
    is_picked: bool = False
    """What is typed there brings up what it may be, of which one is taken."""

    @property
    def key(self) -> str:
        """The same for the same fact at the same place."""
        return f"{self.fact!r} {self.element.box}"

    def taken_from(self, came: Sequence[Element]) -> list[Element]:
        """What came up below the field and says the value: what it offers."""
        box = self.element.box
        return [
            e
            for e in came
            if shows(self.fact.value, e)
            and e.box.top >= box.bottom - 4
            and e.box.left < box.right
            and e.box.right > box.left
            and not (e.handle and e.role is Role.TEXT_FIELD)
        ]


def entering(fitted: Fitted) -> Action | None:
    """How the control takes the fact; None: it holds it already."""
    element, fact = fitted.element, fitted.fact
    place = called(element) if name_of(element) else Query(text=fitted.label, role=element.role)
    value = fact.secret or Literal(text=fact.value)
    match element.role:
        case Role.RADIO if not element.handle:
            return Click(place=place)  # by sight it is hard to tell which dot is the full one
        case Role.CHECKBOX | Role.SWITCH | Role.RADIO:
            held = bool({State.CHECKED, State.SELECTED} & element.state)
            wanted = bare(element.text or fitted.label) != bare(denied(fact.value))
            return None if held is wanted else SetChecked(place=place, checked=wanted)
        case Role.DROPDOWN if not is_moment(fact.value):
            return None if bare(element.value) == bare(fact.value) else SelectOption(option=value, place=place)
        case Role.SPINNER | Role.SLIDER:
            return SetLevel(value=value, place=place if element.handle else Query(text=fitted.label))
        case Role.BUTTON | Role.OPTION:
            return Click(place=place)
        case _ if is_moment(fact.value) and not fact.value.strip().isdecimal():
            return SetDate(value=value, place=place)
        case _:
            return TypeText(value=value, place=place, filling=Filling.REPLACE)


def denied(value: str) -> str:
    """What is not so when a thing is that; "" where the word denies nothing.

    >>> denied("inactive"), denied("not active"), denied("paid")
    ('active', 'active', '')
    """
    found = _DENIES.fullmatch(plain(value))
    return found[1] if found else ""


def is_search(field: Field) -> bool:
    said = f"{field.label} {bare(field.element.text)} {bare(field.element.hint)}"
    return bool(_SEARCHING.search(said)) and field.element.role is not Role.TEXT_AREA


def controls(screen: ParsedScreen) -> tuple[Field, ...]:
    """Where a structure tells anything, only what it tells is a field.

    By sight, what stands in a field may be the words that say what belongs there.
    """
    if any(element.handle for element in screen.elements):
        told = tuple(one for one in fields(screen, ENTERED | TICKED) if one.element.handle)
        return (*told, *_choosers(screen, told), *_stepped(screen, told))
    held = {element.id: element for element in screen.elements}
    empty = (replace(e, value=NO_TEXT) if e.role in ENTERED else e for e in screen.elements)
    found = fields(replace(screen, elements=tuple(empty)), ENTERED | TICKED)
    return tuple(_labelled(held[one.element.id], one.label, screen) for one in found)


def _choosers(screen: ParsedScreen, told: Sequence[Field]) -> Iterator[Field]:
    """What shows a choice and opens the list of choices, made of a link or a button: it has a field's label, and there
    is no field with that label."""
    for label in (e for e in screen.elements if e.role is Role.LABEL and e.handle and e.text):
        name = plain(label.text).strip(" :*")
        pressed = [e for e in screen.elements if e.role in _OPENS_CHOICES and e.enabled and heads(label, e)]
        if len(pressed) == 1 and bare(pressed[0].text) != name and all(one.label != name for one in told):
            yield Field(element=replace(pressed[0], role=Role.DROPDOWN, value=pressed[0].text), label=name)


def _stepped(screen: ParsedScreen, told: Sequence[Field]) -> Iterator[Field]:
    """A number between a minus and a plus that is no field of its own: known by the words before it."""
    words = [e for e in screen.elements if e.role in _SAYS_WHERE and e.text and not e.text.strip().isdecimal()]
    for stepper in steppers(screen):
        box = stepper.box
        between = [one.element for one in told if one.element.box.meets(box)]
        if any(State.READ_ONLY not in e.state for e in between):
            continue
        before = [e for e in words if box.top <= e.box.center.y < box.bottom and e.box.right <= box.left]
        before = [e for e in between if e.text] or before
        if before:
            label = max(before, key=lambda e: e.box.right)
            yield Field(element=replace(label, role=Role.SPINNER, handle=""), label=plain(label.text).strip(" :*"))


def _labelled(element: Element, label: str, screen: ParsedScreen) -> Field:
    if element.role in TICKED:
        return Field(element=element, label=bare(element.text) or _word_after(element, screen))
    if element.role is Role.DROPDOWN and _MASK.search(plain(element.value)):
        element = replace(element, role=Role.TEXT_FIELD)  # the arrow opens a calendar, and the keys are taken as well
    return Field(element=element, label=label)


def _word_after(element: Element, screen: ParsedScreen) -> str:
    """A box to tick, or a dot to choose, has its words on its right."""
    box = element.box
    near = [
        e
        for e in screen.elements
        if e.text and box.top <= e.box.center.y < box.bottom and 0 <= e.box.left - box.right < 3 * box.width
    ]
    return bare(min(near, key=lambda e: e.box.left).text) if near else ""


def asks_secret(field: Field, cue_fields: Mapping[str, tuple[str, ...]]) -> bool:
    return is_secret(field.element) or field.label in cue_fields.get("password", ())


def fit_all(
    facts: Sequence[Given],
    screen: ParsedScreen,
    cue_fields: Mapping[str, tuple[str, ...]],
    *,
    searching: bool,
    entered: Sequence[Given] = (),
) -> list[Fitted]:
    """Each fact with the one control that takes it best, each control once, top to bottom. entered: facts that have
    their place already, which is free for no other."""
    held = {fact.value for fact in entered if fact.value}
    free = [field for field in controls(screen) if searching or not is_search(field)]
    free = [field for field in free if not (field.element.role in _TYPED and field.element.value in held)]
    all_fits = sorted(_fits(facts, free, cue_fields), key=lambda fitted: -fitted.score)
    taken: dict[int, Fitted] = {}
    for fitted in all_fits:
        at = next(number for number, fact in enumerate(facts) if fact is fitted.fact)
        if at not in taken and all(fitted.element.id != other.element.id for other in taken.values()):
            taken[at] = fitted
    return sorted(taken.values(), key=lambda fitted: (fitted.element.box.top, fitted.element.box.left))


def unlocking(account: Account, screen: ParsedScreen, cue_fields: Mapping[str, tuple[str, ...]]) -> Element | None:
    """The box that switches on the field of a fact, in the form that was opened."""
    if not (account.begun or account.chosen):
        return None
    facts = account.facts_left
    awake = tuple(replace(e, state=e.state - {State.DISABLED}) if e.role in ENTERED else e for e in screen.elements)
    asleep = {e.id: e for e in screen.elements if e.role in ENTERED and not e.enabled}
    fitted = fit_all(facts, replace(screen, elements=awake), cue_fields, searching=False) if asleep else []
    keys = (key_of(asleep[one.element.id], screen) for one in fitted if one.element.id in asleep)
    return next((key for key in keys if key is not None), None)


def picked_by(facts: Sequence[Given], screen: ParsedScreen) -> list[Fitted]:
    """In a dialog with nothing but one field, a name that is to be added is looked for in it, and picked."""
    front = screen.surroundings.active_window
    names = [fact for fact in facts if fact.cue == "called"]
    entered = [one for one in controls(screen) if front is None or front.box.contains(one.element.box.center)]
    if len(names) != 1 or len(entered) != 1 or entered[0].element.role is not Role.TEXT_FIELD:
        return []
    field = entered[0]
    label = field.label or plain(field.element.hint) or "search"
    return [Fitted(fact=names[0], element=field.element, label=label, score=_ENOUGH, is_picked=True)]


def told_around(facts: Sequence[Given], screen: ParsedScreen) -> list[Given]:
    """To what something is added ("to the world clocks"), where what came up says that it is just that."""
    said = [element.text for element in screen.elements if element.role in _SAYS_WHERE]
    said += [window.title for window in screen.surroundings.windows if window.active]
    return [
        fact
        for fact in facts
        if fact.cue in _ADDED_TO and _stems(fact.value) and any(_stems(fact.value) <= _stems(text) for text in said)
    ]


def _fits(facts: Sequence[Given], free: Sequence[Field], cue_fields: Mapping[str, tuple[str, ...]]) -> Iterator[Fitted]:
    for fact in facts:
        for field in free:
            score = _score(fact, field, cue_fields)
            if score >= _ENOUGH:
                label = field.label or plain(field.element.text or field.element.hint)
                yield Fitted(fact=fact, element=field.element, label=label, score=score)
    texts = [field for field in free if field.element.role is Role.TEXT_AREA]
    said = [fact for fact in facts if fact.cue in ("with", "message", "text")]
    if len(texts) == 1 and len(said) == 1:
        yield Fitted(fact=said[0], element=texts[0].element, label=texts[0].label or "text", score=_ENOUGH)


def _score(fact: Given, field: Field, cue_fields: Mapping[str, tuple[str, ...]]) -> float:
    element = field.element
    secret = fact.cue == "password"
    if is_secret(element) != secret and (is_secret(element) or element.handle):
        return 0.0
    if is_secret(element):
        return 1.0
    if element.role is Role.TEXT_FIELD and State.READ_ONLY in element.state and not is_moment(fact.value):
        return 0.0
    if element.role in TICKED:
        named = bare(element.text) or field.label
        said = (bare(fact.value), bare(denied(fact.value)))
        return 1.0 if named and named in said else 0.0
    own = () if element.handle else (bare(element.value),)
    labels = [label for label in (field.label, bare(element.text), bare(element.hint), *own) if label]
    score = max((_by_words(fact.cue, label, cue_fields) for label in labels), default=0.0)
    if element.options:
        offered = any(bare(option) == bare(fact.value) for option in element.options)
        score = score + 0.3 if offered else score * 0.5
        score = max(score, 0.75 if fact.value.isdecimal() else 0.92) if offered else score
    return score + _by_kind(fact.value, " ".join(labels))


def _by_words(cue: str, label: str, cue_fields: Mapping[str, tuple[str, ...]]) -> float:
    shown = bare(label)
    if not shown:
        return 0.0
    if bare(cue) == shown:
        return 1.0
    names = cue_fields.get(cue, ())
    if shown in names:
        return 0.9 - 0.01 * names.index(shown)
    held = [number for number, name in enumerate(names) if re.search(rf"\b{re.escape(name)}\b", shown)]
    if held and len(shown) < 60:
        return 0.7 - 0.01 * held[0]
    mine, theirs = _stems(cue), _stems(shown)
    if mine and mine <= theirs:
        return 0.6
    return 0.55 if theirs and theirs <= mine else 0.0  # "phone number" where it says "Phone"


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in bare(text).split() if len(word) > 3}


def _by_kind(value: str, labels: str) -> float:
    """What the value is and what the label asks for: the same, or not at all."""
    day = bool(days(value))
    moment = is_moment(value)
    number = value.strip().isdecimal()
    mail = bool(MAIL_ADDRESS.fullmatch(value.strip()))
    if day:
        return 0.4 if _DATED.search(labels) else -0.5
    if moment and not number:
        return 0.4 if _TIMED.search(labels) else -0.4
    if _DATED.search(labels) and not _dates_too(labels):
        return -0.5
    if number:
        return 0.3 if _NUMBERED.search(labels) else 0.0
    if mail:
        return 0.3 if _MAILED.search(labels) else 0.0
    return 0.0


def _dates_too(labels: str) -> bool:
    """ "Departure" may ask for a place."""
    return bool(re.search(r"\b(?:departure|arrival|arrive|depart|from|to|city|place)\b", labels)) and not re.search(
        r"\b(?:date|day|when|datum|fecha)\b", labels
    )
