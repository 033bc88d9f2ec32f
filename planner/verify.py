"""After an act: each expectation is put to every path that can answer, and the answers make a verification.

The rule of "done": what was expected is seen, and every other path that this mode offers was asked and agrees. A path
that disagrees is a contradiction; one that gives no answer leaves it unclear.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from grounding.difference import is_caret
from grounding.geometry import Box
from grounding.screen import Element, Look, NotOffered, Query, Role, State, Structure, Target
from planner.actions import Secret, Value
from planner.complaints import complaint, news
from planner.held import Holds, day_evidence, drawn_anew, names_its_choice, showing_number, shown_evidence
from planner.intents.dates import same_moment
from planner.likeness import last_operand, plain, reads_as, same_value
from planner.plan import (
    AddressOpens,
    CheckedIs,
    DialogCloses,
    Expectation,
    FieldHolds,
    FileWritten,
    FolderFilled,
    LevelShown,
    MomentHeld,
    NothingWaits,
    OptionChosen,
    ResultKnown,
    ScreenChanges,
    TextShown,
    WindowCloses,
    WindowOpens,
)
from planner.ports import Delivery, Eyes, Files, Gone, Performed, Surface
from planner.reading_back import Shown, line_in
from planner.records import Evidence, Path, Says, Status, Verification, told_by
from planner.results import Results
from planner.settle import touches
from planner.surroundings import address_evidence, closed_evidence, window_evidence
from planner.waiting import nothing_waits

_DOTS = "•●∙·*⚫ "
"""What a field shows in place of a password."""
_TILE = 18
"""How far a box of change may reach beyond the change itself: it is told in whole tiles."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Happened:
    """All that is known of one act, or of an intent's acts together, when it is judged.

    subject: the control whose state tells; None: the one with the keyboard. acted: False when nothing had to be done.
    pointed: the act went to a place, so that a ring or a pressed look there is no effect; keys go where they go.
    began_at_s: wall clock, for what the disk says. asked: the person's words and those of the act, which may expect
    what else is a refusal.
    """

    subject: Element | None
    performed: Performed
    before: Look
    after: Look
    began_at_s: float
    acted: bool = True
    pointed: bool = True
    asked: str = ""


@dataclass(frozen=True, kw_only=True)
class Verifier:
    """Puts expectations to the paths: pixels, structure, windows, files."""

    surface: Surface
    eyes: Eyes
    files: Files
    results: Results

    def verify(self, expected: tuple[Expectation, ...], happened: Happened) -> Verification:
        evidence = tuple(e for expectation in expected for e in self._ask(expectation, happened))
        if happened.acted and all(e.says is Says.AGREES for e in evidence) and not is_read_back(expected):
            refusal = complaint(news(happened.before, happened.after, self.eyes), happened.asked)
            if refusal:
                evidence += (told_by(Path.PIXELS, None, f"the page says “{refusal[:120]}”"),)
        unchanged = not self.eyes.changed(happened.before.screenshot, happened.after.screenshot)
        return Verification(status=_status(evidence, unchanged=unchanged), evidence=evidence)

    def _ask(self, expectation: Expectation, happened: Happened) -> tuple[Evidence, ...]:
        match expectation:
            case ScreenChanges():
                return self._changes(happened)
            case FieldHolds():
                return self._field(expectation, happened)
            case OptionChosen(option=option):
                return self._holds(option, whole=False, option=True, happened=happened, place=expectation.place)
            case MomentHeld(value=value):
                return self._moment(self.results.text_of(value), happened)
            case LevelShown(value=value):
                return self._shows(showing_number(self.results.text_of(value)), happened)
            case CheckedIs(checked=checked):
                return self._checked(checked, happened)
            case TextShown(text=text):
                return (self._shown(text, happened.after),)
            case WindowOpens(name=name):
                names = [name, happened.performed.note] if happened.performed.note else [name]
                return (window_evidence(names, happened.before.surroundings, happened.after.surroundings),)
            case AddressOpens(address=address):
                return (address_evidence(address, happened.before.surroundings, happened.after.surroundings),)
            case DialogCloses():
                return (_dialog(happened),)
            case NothingWaits():
                return (nothing_waits(happened.after, self.eyes.parse(happened.after)),)
            case WindowCloses():
                closed = closed_evidence(happened.before.surroundings, happened.after.surroundings)
                return (closed,) if closed is not None else self._changes(happened)
            case FileWritten(path=path):
                return (self._file(self.results.text_of(path), happened),)
            case FolderFilled(path=path):
                return (self._folder(path, happened),)
            case ResultKnown(name=name):
                known = self.results.get(name) is not None
                return (told_by(Path.PIXELS, known or None, f"“{name}” is {'known' if known else 'not known'}"),)
            case _:
                assert_never(expectation)

    def _changes(self, happened: Happened) -> tuple[Evidence, ...]:
        boxes = self.eyes.changed(happened.before.screenshot, happened.after.screenshot)
        if not happened.pointed and is_caret(happened.before.screenshot.pixels, happened.after.screenshot.pixels):
            boxes = ()  # a key that comes to nothing leaves the caret blinking
        nowhere = Box(0, 0, 0, 0)
        where = happened.subject.box.grown(_TILE) if happened.subject and happened.pointed else nowhere
        # A ring or caret that went elsewhere says that the control was reached, not that anything came of it.
        focus = _focused(happened.before) ^ _focused(happened.after)
        takes_focus = happened.subject is None or happened.subject.role in _FIELDS or not happened.pointed
        only_focus = {where} if takes_focus else {where, *focus}
        outside = any(all(box.share_inside(area) < 0.99 for area in only_focus) for box in boxes)
        delivered = happened.performed.delivery
        moved_on = happened.before.surroundings != happened.after.surroundings
        evidence = []
        if outside or moved_on:
            evidence.append(told_by(Path.PIXELS, True, "the screen changed"))
        elif boxes and happened.subject is not None and happened.subject.role in _FIELDS:
            evidence.append(told_by(Path.PIXELS, True, "the field took the focus"))
        elif boxes and happened.subject is not None and happened.subject.role in _CHOICES:
            evidence.append(told_by(Path.PIXELS, True, "it is marked now"))
        elif boxes and self._state_changed(happened):
            evidence.append(told_by(Path.PIXELS, True, "the control took on another state"))
        elif happened.subject is not None and self._is_chosen(happened.subject):
            evidence.append(self._structure(True, "it is the one that is selected"))
        else:
            said = "only the control itself or the focus changed" if boxes else "nothing changed on the screen"
            evidence.append(told_by(Path.PIXELS, None, said))
        if self.surface.structure_path is Path.DOM and delivered is not Delivery.UNKNOWN:
            seen = delivered is Delivery.SEEN
            evidence.append(told_by(Path.DOM, seen, f"the page {'received' if seen else 'did not receive'} it there"))
        return tuple(evidence)

    def _state_changed(self, happened: Happened) -> bool:
        if happened.subject is None:
            return False
        if not happened.subject.handle:
            return self._says_otherwise(happened.subject, happened.after)
        fresh = self.surface.inspect(happened.subject)
        apart_from_focus = frozenset({State.FOCUSED})
        return isinstance(fresh, Element) and (
            fresh.state - apart_from_focus != happened.subject.state - apart_from_focus
            or fresh.text != happened.subject.text
        )

    def _is_chosen(self, element: Element) -> bool:
        """A tab that was selected already: the click had nothing left to do."""
        if element.role not in _SELECTED_BY_CLICK or not element.handle:
            return False
        fresh = self.surface.inspect(element)
        return isinstance(fresh, Element) and State.SELECTED in fresh.state

    def _says_otherwise(self, element: Element, after: Look) -> bool:
        """A control known by sight alone has another name now."""
        now = " ".join(line.text for line in self.eyes.read(after, element.box))
        return bool(element.text and now) and not reads_as(element.text, now) and not reads_as(now, element.text)

    def _field(self, expectation: FieldHolds, happened: Happened) -> tuple[Evidence, ...]:
        return self._holds(expectation.value, whole=expectation.whole, happened=happened, place=expectation.place)

    def _holds(
        self, value: Value, *, whole: bool, option: bool = False, happened: Happened, place: Query | None
    ) -> tuple[Evidence, ...]:
        """option: it was chosen, so it shows as a word of its own, written as the list has it."""
        element = self._subject(happened)
        if place is None and element is not None and not _takes_text(element):
            element = None
        if isinstance(value, Secret) or (element is not None and State.SECRET in element.state):
            return (self._region_changed(element, happened, "the secret field changed"),)
        text = self.results.text_of(value)
        evidence = [self._pixels_hold(text, element, whole=whole, option=option, happened=happened)]
        if element is not None and element.handle:
            fresh = self.surface.inspect(element)
            if isinstance(fresh, Gone):
                fresh = drawn_anew(element, happened.after) or fresh
            match fresh:
                case Element():
                    evidence = self._agreeing(evidence, self._structure_holds(text, fresh, whole=whole), element)
                case Gone():
                    said = "the field is gone" if place is not None else "the focus moved on"
                    evidence.append(self._structure(None, said))
                case NotOffered():
                    evidence.append(self._structure(None, fresh.reason))
        return tuple(evidence)

    def _subject(self, happened: Happened) -> Element | None:
        if happened.subject is not None:
            return happened.subject
        focused = self.surface.focused()
        return focused if isinstance(focused, Element) else None

    def _structure_holds(self, text: str, fresh: Element, *, whole: bool) -> Evidence:
        held = fresh.value or (fresh.text if fresh.role not in _FIELDS or names_its_choice(fresh, text) else "")
        if not held and text and fresh.role is Role.DROPDOWN:
            return self._structure(None, "the list does not say what is chosen in it")
        if whole and not text:
            good = not plain(fresh.value)
        elif whole:
            good = same_value(text, held) or same_moment(text, held)
        else:
            good = plain(text) in plain(held) or same_value(text, held) or last_operand(text, held)
        return self._structure(good, f"it holds “{held[:80]}”")

    def _agreeing(self, seen: list[Evidence], told: Evidence, element: Element) -> list[Evidence]:
        """What was read from pixels may be a misreading; structure that says the wanted value settles which."""
        pixels = seen[0]
        if told.says is Says.AGREES and pixels.says is Says.DISAGREES:
            pixels = told_by(Path.PIXELS, None, f"{pixels.detail} in {element.role}")
        return [pixels, told]

    def _pixels_hold(
        self, text: str, element: Element | None, *, whole: bool, option: bool, happened: Happened
    ) -> Evidence:
        """Where structure says the letters, it is enough that the pixels look much like them."""
        if element is not None and element.handle and (line := line_in(element, text, happened.after, self.eyes)):
            return told_by(Path.PIXELS, True, f"it shows “{line[:80]}”")
        before, after = happened.before.screenshot, happened.after.screenshot
        changed = self.eyes.changed(before, after)
        if element is not None and element.role in _WORDS and not element.handle:
            element = None  # only the label of the field was seen: what was typed shows wherever it is
        regions = [element.box] if element is not None else list(changed)
        if element is None and not changed:
            return told_by(Path.PIXELS, None, "nothing changed on the screen")
        shown = Shown(happened.after, [region.grown(4) for region in regions], self.eyes)
        seen = shown.text
        told = element is not None and bool(element.handle)
        if shown.has_roughly(text) if told else shown.has(text, words=whole or option, any_case=option):
            return told_by(Path.PIXELS, True, f"it shows “{seen[:80]}”")
        if element is None and any(last_operand(text, line.text) for line in shown.lines):
            return told_by(Path.PIXELS, True, "it shows the number keyed in last")
        region_changed = element is not None and touches(changed, element.box)
        if whole and element is not None and not told and shown.has_beside(text, self._old(element, happened.before)):
            return told_by(Path.PIXELS, False, f"it shows “{seen[:80]}”: what stood there is still there")
        if element is not None and region_changed and shown.is_part_of(text, element.box):
            return told_by(Path.PIXELS, True, f"it shows the part “{seen[:80]}”")
        if region_changed and seen and not seen.strip(_DOTS):
            return told_by(Path.PIXELS, True, "it changed, and hides what it holds")
        if region_changed and element is not None and element.handle:
            # The reading is unsure (small, clipped, another script); that the field changed was seen all the same.
            return told_by(Path.PIXELS, True, "the field changed")
        return told_by(Path.PIXELS, None, f"it shows “{seen[:80]}”")

    def _old(self, element: Element, before: Look) -> str:
        return Shown(before, [element.box.grown(4)], self.eyes).text

    def _moment(self, wanted: str, happened: Happened) -> tuple[Evidence, ...]:
        return day_evidence(
            wanted, happened.subject, happened.before, happened.after, surface=self.surface, eyes=self.eyes
        )

    def _shows(self, holds: Holds, happened: Happened) -> tuple[Evidence, ...]:
        return shown_evidence(
            holds, happened.subject, happened.before, happened.after, surface=self.surface, eyes=self.eyes
        )

    def _region_changed(self, element: Element | None, happened: Happened, said: str) -> Evidence:
        boxes = self.eyes.changed(happened.before.screenshot, happened.after.screenshot)
        changed = bool(boxes) if element is None else touches(boxes, element.box.grown(4))
        return told_by(Path.PIXELS, changed or None, said if changed else "nothing changed there")

    def _checked(self, checked: bool, happened: Happened) -> tuple[Evidence, ...]:
        element = self._subject(happened)
        if happened.acted:
            evidence = [self._region_changed(element, happened, "the box changed")]
        else:
            is_box = element is not None and element.role not in _WORDS
            evidence = [told_by(Path.PIXELS, is_box or None, "it was so already" if is_box else "no box was seen")]
        if element is not None and element.handle:
            fresh = self.surface.inspect(element)
            if isinstance(fresh, Gone):
                fresh = drawn_anew(element, happened.after) or fresh
            told = fresh.state | element.state if isinstance(fresh, Element) else frozenset[State]()
            if isinstance(fresh, Element) and fresh.role not in _TELLS_A_TICK and not told & _TICKED:
                sight = replace(happened.after, structure=NotOffered(reason="it tells of no tick"))
                evidence.append(self._looks_ticked(element, checked, sight))
            elif isinstance(fresh, Element):
                ticked = bool(fresh.state & _TICKED)
                evidence.append(self._structure(ticked is checked, "it is " + ("ticked" if ticked else "not ticked")))
            elif element.role is Role.MENU_ITEM:
                evidence.append(self._structure(True, "its menu closed on it"))
            else:
                evidence.append(self._structure(None, "the box is gone"))
        elif element is not None and happened.acted:
            evidence.append(self._looks_ticked(element, checked, happened.after))
        return tuple(evidence)

    def _looks_ticked(self, element: Element, checked: bool, after: Look) -> Evidence:
        """By sight alone: only a box that is seen with or without its mark tells; its label does not."""
        boxes = [e for e in self.eyes.parse(after).elements if e.role in _TOGGLES and e.box.iou(element.box) > 0.3]
        if not boxes:
            return told_by(Path.PIXELS, None, "whether it is ticked cannot be seen")
        ticked = State.CHECKED in boxes[0].state
        good = True if ticked is checked else None
        return told_by(Path.PIXELS, good, "it looks " + ("ticked" if ticked else "not ticked"))

    def _shown(self, text: str, look: Look) -> Evidence:
        if not text:
            return told_by(Path.PIXELS, True, "the screen can be read")
        found = self.eyes.ground(Query(text=text), look).found
        good = isinstance(found, Target) and self._says(text, found.element, look)
        return told_by(Path.PIXELS, good or None, f"“{text}” is {'shown' if good else 'not seen'}")

    def _says(self, text: str, element: Element, look: Look) -> bool:
        if plain(text) in plain(f"{element.text} {element.value}"):
            return True
        return Shown(look, [element.box.grown(2)], self.eyes).has(text, words=False, any_case=True)

    def _file(self, path: str, happened: Happened) -> Evidence:
        found = self.files.resolve(path, happened.began_at_s)
        said = f"{found} was written" if found else f"no file “{path}” was written"
        return told_by(Path.FILE, True if found else None, said)

    def _folder(self, path: str, happened: Happened) -> Evidence:
        changed_at_s = self.files.modified_at_s(path)
        filled = changed_at_s is not None and changed_at_s >= happened.began_at_s
        said = f"{path} has something new" if filled else f"nothing new is in {path}"
        return told_by(Path.FILE, filled or None, said)

    def _structure(self, good: bool | None, detail: str) -> Evidence:
        return told_by(self.surface.structure_path or Path.ACCESSIBILITY, good, detail)


def is_read_back(expected: tuple[Expectation, ...]) -> bool:
    """What a field holds is read from it; whatever else the page says of it comes into its own when it is sent."""
    return all(isinstance(e, _READ_FROM_IT) for e in expected)


def _takes_text(element: Element) -> bool:
    """A tab or a list that says it has the focus does not tell what was typed in it."""
    return element.role in _FIELDS or bool(element.value)


def _focused(look: Look) -> set[Box]:
    elements = look.structure.elements if isinstance(look.structure, Structure) else ()
    return {element.box.grown(_TILE) for element in elements if State.FOCUSED in element.state}


_READ_FROM_IT = FieldHolds | OptionChosen | MomentHeld | LevelShown | CheckedIs | FileWritten
_CHOICES = frozenset({Role.OPTION, Role.LIST_ITEM, Role.TREE_ITEM, Role.ROW, Role.CELL, Role.TAB, Role.RADIO})
_WORDS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})
_SELECTED_BY_CLICK = frozenset({Role.TAB, Role.RADIO})  # rows and icons are opened by clicks as well
_TOGGLES = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
_TELLS_A_TICK = _TOGGLES | {Role.MENU_ITEM, Role.OPTION, Role.LIST_ITEM, Role.TREE_ITEM, Role.TAB}
_TICKED = frozenset({State.CHECKED, State.SELECTED})
_FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER, Role.DROPDOWN})


def _status(evidence: tuple[Evidence, ...], *, unchanged: bool) -> Status:
    if any(e.says is Says.DISAGREES for e in evidence):
        return Status.CONTRADICTED
    if evidence and all(e.says is Says.AGREES for e in evidence):
        return Status.CONFIRMED
    return Status.UNCHANGED if unchanged else Status.UNCLEAR


def _dialog(happened: Happened) -> Evidence:
    still = happened.after.surroundings.dialog
    gone = still is None or still != happened.before.surroundings.dialog
    return told_by(Path.WINDOWS, gone or None, "the question is " + ("answered" if gone else "still open"))
