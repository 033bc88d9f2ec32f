"""Carries out readings: waits, claims, sums, and reading a place. They need no permit, for they touch nothing."""

from dataclasses import dataclass
from typing import assert_never

from grounding.screen import Look, Missed, Query, Related, Relation, Role, Screenshot, State, Target
from planner.actions import Act, Assert, Compute, Decide, Gather, Literal, PressKeys, Read, Reading, TypeText, WaitFor
from planner.deciding import Decider, Undecided
from planner.find import Finder
from planner.intents.puzzles import answer_to
from planner.intents.seen import inmost, meant, things_on
from planner.intents.shown import lines_shown, shown_text
from planner.intents.tables import NotTold, look_up
from planner.language.compute import evaluate
from planner.likeness import plain
from planner.ports import Clock, Eyes, Surface
from planner.reading_back import Shown
from planner.readings import Reading as Got
from planner.readings import is_answer, read_place, read_result
from planner.records import Evidence, Path, Says, Status, Verification
from planner.results import NO, YES, Results
from planner.sought import Cell
from planner.things import Count, CountCorners, LookUp, ReadShown, WorkOutShown

READ_PATIENCE_S = 5.0
ANSWER_PATIENCE_S = 2.5
_REST_S = 0.12


@dataclass(frozen=True, kw_only=True, eq=False)
class Observed:
    """What a reading came to. target: where; look: the last one, None when none was needed."""

    verification: Verification
    target: Target | None = None
    look: Look | None = None
    error: str = ""


class Observer:
    """Readings of one run. It is told of typing, so that "the result" is never one's own input."""

    def __init__(
        self, *, surface: Surface, eyes: Eyes, clock: Clock, finder: Finder, results: Results, decider: Decider
    ) -> None:
        self._decider = decider
        self._surface = surface
        self._eyes = eyes
        self._clock = clock
        self._finder = finder
        self._results = results
        self._typed: list[str] = []
        self._typed_ever: set[str] = set()
        self._before: Screenshot | None = None

    def note(self, act: Act, before: Screenshot) -> None:
        """What comes up after an act is its result. What is typed in one go (no other act but keys between) counts as
        one question to the application."""
        match act:
            case TypeText(value=Literal(text=text)):
                if not self._typed:
                    self._before = before
                self._typed.append(text)
                self._typed_ever.add(text)
            case PressKeys():
                pass
            case _:
                self._typed.clear()
                self._before = before

    def observe(self, reading: Reading) -> Observed:
        match reading:
            case Read():
                return self._read(reading)
            case WaitFor():
                return self._wait(reading)
            case Assert():
                return self._assert(reading)
            case Compute(expression=expression, name=name):
                try:
                    text = evaluate(expression, dict(self._results.items()))
                except ValueError as error:
                    return _failed(str(error))
                self._results.put(name, text)
                return Observed(verification=_confirmed(Path.PIXELS, f"{expression} = {text}"))
            case Decide() | Gather():
                return self._decide(reading)
            case Count(things=things, name=name):
                look = self._finder.current()
                found = meant(things, things_on(self._eyes, look))
                self._results.put(name, str(len(found)))
                return Observed(verification=_confirmed(Path.PIXELS, f"{len(found)} are in sight"), look=look)
            case ReadShown(name=name):
                return self._read_shown(name)
            case CountCorners():
                return self._count_corners(reading)
            case WorkOutShown(name=name):
                return self._work_out(name)
            case LookUp():
                return self._look_up(reading)
            case _:
                assert_never(reading)

    def _decide(self, reading: Decide | Gather) -> Observed:
        try:
            if isinstance(reading, Decide):
                held, seen = self._decider.holds(reading.condition, reading.patience_s)
                text, detail = (YES if held else NO), f"{'yes' if held else 'no'}: {seen}"
            else:
                found = self._decider.gather(reading.items)
                text, detail = "\n".join(found), f"{len(found)} to go through"
        except Undecided as undecided:
            return _failed(str(undecided), self._finder.current())
        self._results.put(reading.name, text)
        return Observed(verification=_confirmed(Path.PIXELS, detail), look=self._finder.current())

    def _read_shown(self, name: str) -> Observed:
        look = self._finder.current()
        text = shown_text(self._finder.parse(look))
        if not text:
            return _failed("There is no one text on the screen that stands by itself.", look)
        self._results.put(name, text)
        return Observed(verification=_confirmed(Path.PIXELS, f"it shows “{text[:80]}”"), look=look)

    def _count_corners(self, reading: CountCorners) -> Observed:
        look = self._finder.current()
        found = inmost(meant(reading.things, things_on(self._eyes, look)))
        if len(found) != 1 or not found[0].corners:
            told = f"{len(found)} figures are" if len(found) != 1 else "A figure without corners is"
            return _failed(f"{told} in sight: the sides of one are to be counted.", look)
        self._results.put(reading.name, str(found[0].corners))
        return Observed(verification=_confirmed(Path.PIXELS, f"it has {found[0].corners} corners"), look=look)

    def _work_out(self, name: str) -> Observed:
        look = self._finder.current()
        lines = lines_shown(self._finder.parse(look))
        answers = {line: answer for line in lines if (answer := answer_to(line)) is not None}
        if len(set(answers.values())) != 1:
            told = f"{len(answers)} questions with numbers are" if answers else "No question with numbers is"
            return _failed(f"{told} in sight; one is to be answered.", look)
        line, answer = next(iter(answers.items()))
        self._results.put(name, answer)
        return Observed(verification=_confirmed(Path.PIXELS, f"“{line[:60]}” asks for {answer}"), look=look)

    def _look_up(self, reading: LookUp) -> Observed:
        look = self._finder.current()
        try:
            told = look_up(reading.sought, reading.said, self._finder.parse(look))
        except NotTold as error:
            return self._beside_its_row(reading) or _failed(str(error), look)
        self._results.put(reading.name, told)
        return Observed(verification=_confirmed(Path.PIXELS, f"“{reading.said[:60]}” is “{told[:60]}”"), look=look)

    def _beside_its_row(self, reading: LookUp) -> Observed | None:
        """Where there are no columns: what is called so near the words that tell the thing."""
        sought = reading.sought
        if not isinstance(sought, Cell) or not (sought.of and sought.row):
            return None
        near = Related(relation=Relation.NEXT_TO, anchor=Query(text=sought.row))
        found = self._read(Read(place=Query(text=sought.of, relations=(near,)), name=reading.name))
        told = self._results.get(reading.name) or ""
        return found if not found.error and plain(told).strip(" :") != plain(sought.of) else None

    def _read(self, reading: Read) -> Observed:
        began_s = self._clock.now_s()
        deadline_s = began_s + READ_PATIENCE_S
        while True:
            target: Target | None = None
            if reading.place is None:
                look = self._finder.current()
                screen = self._finder.parse(look)
                before = self._before
                got = read_result(before, look, screen, tuple(self._typed), eyes=self._eyes, surface=self._surface)
            else:
                sight = self._finder.sight(reading.place, patience_s=READ_PATIENCE_S)
                if isinstance(sight.found, Missed):
                    return _failed(f"“{reading.place.text}” is not on the screen.", sight.look)
                target, look = sight.found, sight.look
                screen = self._finder.parse(look)
                got = read_place(target, look, screen, eyes=self._eyes, surface=self._surface)
            waited_s = self._clock.now_s() - began_s
            if got is not None and (reading.place is not None or self._is_final(got, look, waited_s)):
                doubt = self._doubt(got, reading)
                if doubt:
                    return _failed(f"{doubt}.", look)  # whatever came of it would be carried on
                self._results.put(reading.name, got.text)
                return Observed(verification=_judged(got), target=target, look=look)
            if self._clock.now_s() >= deadline_s:
                return _failed("There is nothing there that can be read.", look)
            self._clock.sleep_s(0.2)
            self._finder.forget()

    def _is_final(self, got: Got, look: Look, waited_s: float) -> bool:
        """A result is read when the screen rests, and a sum's when it is there: applications take a moment."""
        if waited_s >= ANSWER_PATIENCE_S:
            return True
        if is_answer(got.text, tuple(self._typed)) is False:
            return False
        self._clock.sleep_s(_REST_S)
        return not self._eyes.changed(look.screenshot, self._finder.glance())

    def _doubt(self, got: Got, reading: Read) -> str:
        if reading.place is not None or is_answer(got.text, tuple(self._typed)) is not False:
            return ""
        return f"“{got.text[:40]}” is not what “{self._typed[-1][:40]}” comes to"

    def _wait(self, wait: WaitFor) -> Observed:
        if wait.place is None:
            self._clock.sleep_s(wait.seconds_s)
            self._finder.forget()
            return Observed(verification=_confirmed(Path.PIXELS, f"{wait.seconds_s:g} s have passed"))
        deadline_s = self._clock.now_s() + wait.seconds_s
        while True:
            sight = self._finder.sight(wait.place, patience_s=0.0)
            there = isinstance(sight.found, Target) and self._counts(sight.found, wait)
            if there is not wait.gone:
                said = f"{_called(wait.place)} is {'gone' if wait.gone else 'there'}"
                target = sight.found if isinstance(sight.found, Target) else None
                return Observed(verification=_confirmed(Path.PIXELS, said), target=target, look=sight.look)
            if self._clock.now_s() >= deadline_s:
                what = "did not go away" if wait.gone else "did not appear"
                return _failed(f"{_called(wait.place)} {what} within {wait.seconds_s:g} s.", sight.look)
            self._clock.sleep_s(0.25)
            self._finder.forget()

    def _counts(self, found: Target, wait: WaitFor) -> bool:
        """Where only a kind was named, the next best kind is not it."""
        if not found.query.text and found.query.role is not None and found.element.role is not found.query.role:
            return False
        return wait.gone or not self._is_own_typing(found)

    def _is_own_typing(self, found: Target) -> bool:
        """What was just typed into a field stands there; that is not what one waits for, unless it is elsewhere too."""
        text = plain(found.query.text)
        if not any(plain(typed) == text for typed in self._typed_ever):
            return False
        near = [found.element, *(other.element for other in found.runners_up if other.score >= found.score - 0.3)]
        same = [element for element in near if text in (plain(element.text), plain(element.value))]
        return bool(same) and all(element.role is Role.TEXT_FIELD for element in same)

    def _assert(self, claim: Assert) -> Observed:
        deadline_s = self._clock.now_s() + READ_PATIENCE_S
        while True:
            sight = self._finder.sight(claim.place, patience_s=0.0)
            problem = self._problem(claim, sight.found, sight.look)
            target = sight.found if isinstance(sight.found, Target) else None
            if not problem:
                return Observed(
                    verification=_confirmed(Path.PIXELS, f"“{claim.place.text}” is as claimed"),
                    target=target,
                    look=sight.look,
                )
            if self._clock.now_s() >= deadline_s:
                return _failed(problem, sight.look)
            self._clock.sleep_s(0.25)
            self._finder.forget()

    def _problem(self, claim: Assert, found: Target | Missed, look: Look) -> str:
        if isinstance(found, Missed):
            return f"“{claim.place.text}” is not on the screen." if claim.present else ""
        if not claim.present:
            return f"“{claim.place.text}” is still on the screen."
        if claim.value is None or State.SECRET in found.element.state:
            return ""
        value = self._results.resolve(claim.value)
        if not isinstance(value, Literal):
            return "A secret cannot be compared with what the screen shows."
        got = read_place(found, look, self._finder.parse(look), eyes=self._eyes, surface=self._surface)
        held = got.text if got is not None else ""
        if plain(value.text) in plain(held):
            return ""
        if value.text and got is not None and got.element is not None and not got.element.handle:
            shown = Shown(look, [got.element.box.grown(2)], self._eyes)
            if shown.has(value.text, words=False, any_case=True):
                return ""
        return f"“{claim.place.text}” shows “{held[:80]}”, not “{value.text[:80]}”."


def _called(place: Query) -> str:
    return f"“{place.text}”" if place.text or place.role is None else f"The {place.role.value.replace('_', ' ')}"


def _confirmed(path: Path, detail: str) -> Verification:
    return Verification(status=Status.CONFIRMED, evidence=(Evidence(path=path, says=Says.AGREES, detail=detail),))


def _judged(got: Got) -> Verification:
    agreed = all(e.says is Says.AGREES for e in got.evidence)
    return Verification(status=Status.CONFIRMED if agreed else Status.UNCLEAR, evidence=got.evidence)


def _failed(reason: str, look: Look | None = None) -> Observed:
    evidence = Evidence(path=Path.PIXELS, says=Says.DISAGREES, detail=reason)
    return Observed(
        verification=Verification(status=Status.CONTRADICTED, evidence=(evidence,)), look=look, error=reason
    )
