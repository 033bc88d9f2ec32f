"""An effect taken apart into what rows ask about: kind of control, chord, facts, data, words wherever they stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from planner.safety.amounts import Amount, Limit, at_stake
from planner.safety.effect import Effect, Trigger
from planner.safety.fact import Fact
from planner.safety.folding import readings, sentences
from planner.safety.kinds import Kind, chord_of, is_list_like, is_multiline, kind_of, plain_role
from planner.safety.objects import recipient_in
from planner.safety.sensitive import Found, sensitive_in
from planner.safety.vocabulary import Vocabulary

ENGINE_FAMILIES: Final = (
    "agree",
    "asking",
    "informing",
    "joining",
    "negation",
    "things",
    "trash",
    "terminal",
    "address_bar",
    "private_field",
    "data_words",
    "search_field",
)
"""Word families that the judging itself uses, so a policy file must have them."""

_NEARBY_LETTERS: Final = 20000
_LONG_LINK: Final = 6
_HEADLINE: Final = 8
_COMMAND_WORDS: Final = 4
_ACTIVATING: Final = frozenset(("enter", "space", "ctrl+enter", "super+enter", "shift+enter", "alt+enter"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHOOSING: Final = frozenset(("option", "tab", "page_tab"))
"""Items that only choose what is shown or filled in, whatever they are called."""

_SUBMITTING: Final = frozenset(("ctrl+enter", "super+enter", "alt+enter"))
_LOOKING: Final = _words("hover scroll back copy switch_to dismiss_dialog read wait look")
_OPENING: Final = _words("open_app open_file open_address give_file drag paste type_text clear")


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One effect, read. Everything costly is worked out when a row first asks for it."""

    effect: Effect
    vocabulary: Vocabulary
    limit: Limit
    find_facts: "Callable[[Situation], frozenset[Fact]]"

    @cached_property
    def facts(self) -> frozenset[Fact]:
        return self.find_facts(self)

    # --- the control ----------------------------------------------------------------------------------------------

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.effect.role)

    @cached_property
    def chord(self) -> str:
        return chord_of(self.effect.key) if self.effect.trigger is Trigger.KEY else ""

    @cached_property
    def multiline(self) -> bool:
        return is_multiline(self.effect.role)

    @cached_property
    def label(self) -> tuple[str, ...]:
        return tuple(reading for reading in readings(self.effect.label) if reading)

    @cached_property
    def icons(self) -> frozenset[str]:
        """The families that the icon, or a pictograph in the label, stands for."""
        return self._families(self.effect.icon, self.effect.label)

    @cached_property
    def depicted(self) -> frozenset[str]:
        """The families that the drawing seems to stand for; counts for what is risky, never for what is harmless."""
        return self._families(self.effect.depicted, "")

    def _families(self, icon: str, label: str) -> frozenset[str]:
        names = readings(_apart(icon)) if icon else ()
        shown = set(label + icon)
        return frozenset(
            family
            for family, icons in self.vocabulary.icons.items()
            for icon in icons
            if (icon in shown if not icon.isascii() else any(f" {icon} " in f" {name} " for name in names))
        )

    @cached_property
    def activates(self) -> bool:
        """A click, or a key that presses what has the focus."""
        if self.effect.operation in _LOOKING | _OPENING:
            return False
        match self.effect.trigger:
            case Trigger.CLICK:
                return True
            case Trigger.KEY:
                if self.chord not in _ACTIVATING:
                    return False
                return self.kind is not Kind.FIELD or (self.chord != "space" and not is_list_like(self.effect.role))
            case Trigger.TYPE:
                return self.submits

    @cached_property
    def submits(self) -> bool:
        """Enter in a field of one line, Ctrl+Enter in any, or typing that ends with Enter in a field of one line."""
        role = self.effect.role
        if self.effect.trigger is Trigger.TYPE:
            return not self.multiline and self.effect.typed.endswith(("\n", "\r"))
        if self.effect.trigger is not Trigger.KEY or self.kind is not Kind.FIELD or is_list_like(role):
            return False
        return self.chord in _SUBMITTING or (self.chord == "enter" and not self.multiline)

    def acts(self, families: Iterable[str]) -> bool:
        """Whether doing this does what one of the families names."""
        if not self.activates or self.kind is Kind.CHECK:
            return False
        names = tuple(families)
        if "agree" in names and self.effect.trigger is not Trigger.CLICK and (self.submits or not self.label):
            # Enter without a button's name presses whatever the dialog or form takes for yes
            return not self.says_only(("search_field",))
        if self.effect.trigger is Trigger.CLICK and self.kind is Kind.FIELD:
            return False
        if any(name in self.icons | self.depicted for name in names) and self.kind is not Kind.ITEM:
            return True
        return any(self._commands(name, reading) for name in names for reading in self.label)

    def _commands(self, name: str, reading: str) -> bool:
        if self.effect.label.rstrip().endswith((":", "：")) and self.kind is not Kind.FIELD:
            return False  # the name of the field beside it
        family = self.vocabulary.families[name]
        words = reading.count(" ") + 1
        match self.kind:
            case Kind.COMMAND:
                found = family.find(reading)
                if found is None or self._spoken_of(found.start):
                    return False
                if "link" not in self.effect.role.casefold():
                    return True
                edge = found.start == 0 or found.end == len(reading)
                return words <= _LONG_LINK or (edge and words <= _HEADLINE)
            case Kind.STATIC:
                return words <= _COMMAND_WORDS and family.covers(reading) and not self._spoken_of(0)
            case Kind.ITEM:
                return words == 1 and family.is_all_of(reading) and plain_role(self.effect.role) not in _CHOOSING
            case Kind.FIELD:
                return family.is_all_of(reading)
            case Kind.HEADING | Kind.CHECK:
                return False

    def _spoken_of(self, start: int) -> bool:
        """Whether the label says not to, or tells about the act, instead of doing it: “Don't send”, “How to pay”.

        Only for one short clause; with a second one (“Don't wait, delete”) the label is taken at its worst.
        """
        families = self.vocabulary.families
        if self._joined:
            return False
        return start > 0 and any(
            families["informing"].covers(reading)
            or (families["negation"].covers(reading) and reading.count(" ") < _LONG_LINK - 1)
            for reading in self.label
        )

    @cached_property
    def _joined(self) -> bool:
        """Whether the label has more than one clause."""
        joining = self.vocabulary.families["joining"]
        return any(mark in self.effect.label for mark in ",;:&+/|–—\n") or any(
            joining.sharp(reading) for reading in self.label
        )

    def says_only(self, families: Iterable[str]) -> bool:
        """Whether the label, in one short clause, says it: what may be taken as harmless."""
        short = tuple(reading for reading in self.label if reading.count(" ") < _LONG_LINK)
        return not self._joined and self.vocabulary.any_sharp(families, short)

    def ticks(self, families: Iterable[str]) -> bool:
        if self.kind is not Kind.CHECK or self.effect.operation in _LOOKING or self.effect.trigger is Trigger.TYPE:
            return False
        if self.effect.trigger is Trigger.KEY and self.chord not in _ACTIVATING:
            return False
        return self.says(families)

    def says(self, families: Iterable[str]) -> bool:
        """Whether the label says it, in whatever way."""
        return self.vocabulary.any_in(families, self.label)

    # --- around it ------------------------------------------------------------------------------------------------

    @cached_property
    def around(self) -> tuple[str, ...]:
        """What stands near and in the form, sentence by sentence."""
        nearby = sentences(self.effect.nearby[:_NEARBY_LETTERS])
        return (*nearby, *(line for line in self.effect.form))

    @cached_property
    def _around_readings(self) -> tuple[str, ...]:
        return tuple(reading for line in self.around for reading in readings(line))

    @cached_property
    def _asking_readings(self) -> tuple[tuple[str, bool], ...]:
        asking = self.vocabulary.families["asking"]
        return tuple(
            (reading, "?" in line or "？" in line or asking.sharp(reading))
            for line in sentences(self.effect.nearby[:_NEARBY_LETTERS])
            for reading in readings(line)
        )

    def asked(self, families: Iterable[str]) -> bool:
        """Whether text around it asks, warns or is headed with one of the families."""
        found = [self.vocabulary.families[name] for name in families]
        return any(
            family.sharp(reading) and (asking or family.covers(reading))
            for reading, asking in self._asking_readings
            for family in found
        )

    def mentions(self, families: Iterable[str]) -> bool:
        names = tuple(families)
        return self.vocabulary.any_sharp(names, (*self.label, *self._around_readings)) or self.is_on(names)

    @cached_property
    def place(self) -> tuple[str, ...]:
        """Application and site, without what a query string says."""
        address = self.effect.site.partition("?")[0].partition("#")[0]
        return (*readings(self.effect.app), *readings(address))

    def is_on(self, families: Iterable[str]) -> bool:
        return self.vocabulary.any_sharp(families, self.place)

    def is_known_as(self, families: Iterable[str]) -> bool:
        """Whether the application itself is of this kind: not its window's title, which its content writes."""
        return self.vocabulary.any_sharp(families, readings(" ".join(self.effect.app.split()[:2])))

    def field_is(self, families: Iterable[str]) -> bool:
        """Whether the field is for one of these; a field without a name is judged by what stands around it."""
        names = tuple(families)
        if self.label:
            return self.vocabulary.any_in(names, self.label)
        return self.vocabulary.any_sharp(names, self._around_readings)

    def ordered(self, families: Iterable[str]) -> bool:
        return self.vocabulary.any_sharp(families, self.instruction)

    @cached_property
    def instruction(self) -> tuple[str, ...]:
        return readings(self.effect.instruction)

    # --- money, data, whereto -------------------------------------------------------------------------------------

    @cached_property
    def amount(self) -> Amount | None:
        return at_stake(self.limit, self.effect.label, self.around)

    @cached_property
    def above_limit(self) -> bool:
        return self.amount is not None and self.limit.is_above(self.amount)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        return sensitive_in(self.effect.typed)

    @cached_property
    def recipient(self) -> str:
        return recipient_in(self.around)


def _apart(name: str) -> str:
    """An icon's name as words.

    >>> _apart("DeleteForever-outline")
    'Delete Forever-outline'
    """
    return "".join(
        f" {c}" if c.isupper() and index and name[index - 1].islower() else c for index, c in enumerate(name)
    )
