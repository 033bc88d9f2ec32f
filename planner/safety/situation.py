"""An effect taken apart into what rows ask about: kind of control, chord, facts, data, and words wherever they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from planner.safety.amounts import Amount, Limit, at_stake
from planner.safety.effect import Effect, Trigger
from planner.safety.folding import readings, sentences
from planner.safety.kinds import Kind, chord_of, is_list_like, is_multiline, kind_of
from planner.safety.objects import object_name, plain, recipient_in
from planner.safety.sensitive import Found, masked, sensitive_in
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
_COMMAND_WORDS: Final = 4
_ACTIVATING: Final = frozenset(("enter", "space", "ctrl+enter", "super+enter", "shift+enter", "alt+enter"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUBMITTING: Final = frozenset(("ctrl+enter", "super+enter", "alt+enter"))
_LOOKING: Final = _words("hover scroll back copy switch_to dismiss_dialog read wait look")
_OPENING: Final = _words("open_app open_file open_address give_file drag paste type_text clear")


class Fact(StrEnum):
    """What a row may ask for under `facts`; `planner.safety.facts` finds them."""

    OWN_WINDOW = "own_window"
    OWN_FILES = "own_files"
    WEB = "web"
    SECRET_FIELD = "secret_field"
    SECRET_NAMED = "secret_named"
    TYPED_NAMED = "typed_named"
    DATA_NAMED = "data_named"
    LINK = "link"
    HOST_AS_NAMED = "host_as_named"
    HOST_NAMED = "host_named"
    FILE_NAMED = "file_named"
    APP_NAMED = "app_named"
    TYPES = "types"
    PRESSES = "presses"
    ACTIVATES = "activates"
    SUBMITS = "submits"
    EDITS_TEXT = "edits_text"
    UNNAMED = "unnamed"
    STRANGE_SCRIPT = "strange_script"
    AMOUNT = "amount"
    BULK = "bulk"
    ONTO_TRASH = "onto_trash"
    SHELL_CHANGES = "shell_changes"
    SHELL_FORBIDDEN = "shell_forbidden"
    SHELL_UNSEEN = "shell_unseen"
    ADDRESS = "address"
    ADDRESS_UNUSUAL = "address_unusual"
    ADDRESS_CARRIES = "address_carries"
    ADDRESS_DECEPTIVE = "address_deceptive"
    ADDRESS_POWER = "address_power"
    FILE_SECRET = "file_secret"
    FILE_SYSTEM = "file_system"
    FILE_BACKUP = "file_backup"
    PROGRAM = "program"
    PROGRAM_NEAR = "program_near"
    OPENS_APP = "opens_app"
    OPENS_FILE = "opens_file"
    GIVES_FILE = "gives_file"
    ANSWERS_CONFIRM = "answers_confirm"
    ANSWERS_LEAVE = "answers_leave"
    ANSWERS_PERMISSION = "answers_permission"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One effect, read. Everything costly is worked out when a row first asks for it."""

    effect: Effect
    vocabulary: Vocabulary
    limit: Limit

    @cached_property
    def facts(self) -> frozenset[Fact]:
        from planner.safety.facts import facts_of

        return facts_of(self)

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
        names = readings(_apart(self.effect.icon)) if self.effect.icon else ()
        shown = set(self.effect.label + self.effect.icon)
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
        if any(name in self.icons for name in names) and self.kind is not Kind.ITEM:
            return True
        return any(self._commands(name, reading) for name in names for reading in self.label)

    def _commands(self, name: str, reading: str) -> bool:
        family = self.vocabulary.families[name]
        words = reading.count(" ") + 1
        match self.kind:
            case Kind.COMMAND:
                found = family.find(reading)
                if found is None or self._spoken_of(found.start):
                    return False
                edge = found.start == 0 or found.end == len(reading)
                return edge or words <= _LONG_LINK or "link" not in self.effect.role.casefold()
            case Kind.STATIC:
                return words <= _COMMAND_WORDS and family.covers(reading) and not self._spoken_of(0)
            case Kind.ITEM | Kind.FIELD:
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

    @cached_property
    def data(self) -> tuple[str, ...]:
        """What would go out, named but not told."""
        named = [one.named for one in self.found]
        if self.effect.typed and not named:
            hidden = self.effect.secret_field or self.field_is(("private_field",))
            shown = masked(self.effect.typed) if hidden else _short(self.effect.typed)
            named = [f"the text “{shown}”"]
        if self.amount is not None:
            named.append(f"amount {self.amount}")
        return tuple(named)

    @cached_property
    def destination(self) -> str:
        from planner.safety.address import host_of

        place = host_of(self.effect.site) or self.effect.site or _short(self.effect.app)
        return f"{self.recipient} ({place})" if self.recipient and place else self.recipient or place

    @cached_property
    def phrase(self) -> str:
        """What must be retyped: recipient and amount, or the object's name."""
        if self.amount is not None:
            return f"{self.recipient} {self.amount}".strip()
        if named := object_name((self.effect.label, *self.around)):
            return named
        if self.label and not self.says_only(("agree",)):
            return plain(self.effect.label)
        question = next((line for line in sentences(self.effect.nearby) if "?" in line or "？" in line), "")
        return plain(question or self.effect.label or self.recipient or self.destination) or "yes, do it"

    @cached_property
    def ordinary_rule(self) -> str:
        match self.effect.trigger:
            case Trigger.TYPE:
                return "edit.local"
            case Trigger.CLICK | Trigger.KEY:
                return "observe.ordinary"


def _apart(name: str) -> str:
    """An icon's name as words.

    >>> _apart("DeleteForever-outline")
    'Delete Forever-outline'
    """
    return "".join(
        f" {c}" if c.isupper() and index and name[index - 1].islower() else c for index, c in enumerate(name)
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:57]}…"
