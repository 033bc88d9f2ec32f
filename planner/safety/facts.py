"""The facts of a situation that are worked out rather than read: terminals, addresses, files, scripts, numbers."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from planner.safety.address import AddressEffect, address_effect, host_of, is_address, squeezed
from planner.safety.effect import Trigger
from planner.safety.fact import Fact
from planner.safety.folding import folded, readings
from planner.safety.kinds import Kind, plain_role
from planner.safety.naming import is_address_entry, named_facts
from planner.safety.paths import is_backup, is_own_file, is_program, is_secret_file, is_system_file
from planner.safety.shell import ShellEffect, shell_effect
from planner.safety.situation import Situation

BULK_OVER: Final = 10
_SCRIPTS: Final = (
    "LATIN",
    "CYRILLIC",
    "GREEK",
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "FULLWIDTH",
    "HALFWIDTH",
    "DIGIT",
    "MODIFIER",
)
_PROMPT: Final = re.compile(r"(?:^|[\s\w)~\]/:@-])[$#>%❯]\s+(?P<line>[^\n$#❯]+)$", re.MULTILINE)
_COUNT: Final = re.compile(r"(?<![\w.])(\d[\d ]{0,8})(?= )")
_OPERATIONS: Final = {
    "open_app": Fact.OPENS_APP,
    "open_file": Fact.OPENS_FILE,
    "give_file": Fact.GIVES_FILE,
    "answer_confirm": Fact.ANSWERS_CONFIRM,
    "answer_leave": Fact.ANSWERS_LEAVE,
    "answer_permission": Fact.ANSWERS_PERMISSION,
}
_ADDRESSES: Final = {
    AddressEffect.UNUSUAL: Fact.ADDRESS_UNUSUAL,
    AddressEffect.CARRIES: Fact.ADDRESS_CARRIES,
    AddressEffect.DECEPTIVE: Fact.ADDRESS_DECEPTIVE,
    AddressEffect.POWER: Fact.ADDRESS_POWER,
}


def facts_of(situation: Situation) -> frozenset[Fact]:
    return frozenset(_found(situation))


def _found(situation: Situation) -> Iterator[Fact]:
    effect = situation.effect
    if effect.operation in _OPERATIONS:
        yield _OPERATIONS[effect.operation]
    if effect.trigger is Trigger.TYPE and effect.operation not in ("copy", "clear"):
        yield Fact.TYPES
    if effect.trigger is Trigger.KEY:
        yield Fact.PRESSES
    if situation.activates:
        yield Fact.ACTIVATES
    if situation.submits:
        yield Fact.SUBMITS
    if situation.kind is Kind.FIELD:
        yield Fact.EDITS_TEXT
    if plain_role(effect.role) in ("link", "hyperlink", "tab"):
        yield Fact.LINK
    if effect.secret_field or plain_role(effect.role) in ("password", "password_field", "password_text"):
        yield Fact.SECRET_FIELD
    if situation.amount is not None:
        yield Fact.AMOUNT
    yield from _whose(situation)
    yield from named_facts(situation)
    yield from _files(situation)
    yield from _terminal(situation)
    yield from _address(situation)
    yield from _legible(situation)
    if _bulk(situation):
        yield Fact.BULK
    if effect.operation == "drag" or "→" in effect.label or "->" in effect.label:
        onto = re.split(r"→|->", effect.label)[-1]
        if situation.vocabulary.any_in(("trash",), readings(onto)) or "trash" in (situation.icons | situation.depicted):
            yield Fact.ONTO_TRASH


def _whose(situation: Situation) -> Iterator[Fact]:
    effect = situation.effect
    if (effect.site and host_of(effect.site)) or "://" in effect.site:
        yield Fact.WEB
    app = folded(effect.app)
    if effect.own_window or (not effect.site and (app == "deskhand" or app.startswith("deskhand "))):
        yield Fact.OWN_WINDOW
    changed = [effect.typed] if effect.trigger is Trigger.TYPE else []
    if effect.operation in ("open_file", "give_file", "drag", "open_address"):
        changed.append(effect.label)
    if situation.activates and situation.kind is not Kind.STATIC:
        changed.append(effect.label)
    if not effect.site and effect.operation not in ("scroll", "hover", "back", "switch_to", "copy"):
        changed.append(effect.app)
    if any(is_own_file(text) for text in changed):
        yield Fact.OWN_FILES


def _files(situation: Situation) -> Iterator[Fact]:
    effect = situation.effect
    opening = effect.operation in ("open_file", "give_file", "drag")
    told = effect.typed if effect.trigger is Trigger.TYPE else effect.label
    if opening or effect.trigger is Trigger.TYPE or situation.activates:
        if is_secret_file(told):
            yield Fact.FILE_SECRET
        if is_program(told):
            yield Fact.PROGRAM
    around = (told, *situation.around)
    if any(is_system_file(text) for text in around):
        yield Fact.FILE_SYSTEM
    if any(is_backup(text) or is_secret_file(text) for text in around):
        yield Fact.FILE_BACKUP
    if any(is_program(text) for text in around):
        yield Fact.PROGRAM_NEAR


def _terminal(situation: Situation) -> Iterator[Fact]:
    effect = situation.effect
    in_terminal = plain_role(effect.role) == "terminal" or (
        not effect.site and situation.is_known_as(("terminal",)) and situation.kind not in (Kind.CHECK, Kind.ITEM)
    )
    if not in_terminal:
        return
    lines: list[str] = []
    if effect.trigger is Trigger.TYPE and effect.operation not in ("copy", "clear"):
        lines = [effect.typed]
        if effect.operation == "paste" and not effect.typed:
            yield Fact.SHELL_UNSEEN
    elif effect.trigger is Trigger.KEY and situation.chord == "enter":
        prompts = [match["line"].strip() for match in _PROMPT.finditer(effect.nearby)]
        lines = [line for line in (effect.typed, *prompts[-1:]) if line]
        if not lines and plain_role(effect.role) not in ("button", "menu_item"):
            yield Fact.SHELL_UNSEEN
    for line in lines:
        match shell_effect(line):
            case ShellEffect.FORBIDDEN:
                yield Fact.SHELL_FORBIDDEN
            case ShellEffect.CHANGES:
                yield Fact.SHELL_CHANGES
            case ShellEffect.READS:
                pass


def _address(situation: Situation) -> Iterator[Fact]:
    effect = situation.effect
    if effect.operation == "open_address":
        address = effect.label
    elif is_address_entry(situation):
        address = effect.typed if is_address(effect.typed) else ""
    elif effect.trigger is Trigger.TYPE and not situation.label and is_address(effect.typed):
        address = (
            effect.typed if ":" in squeezed(effect.typed)[:24] and "http" not in effect.typed[:8].casefold() else ""
        )
    elif effect.trigger is Trigger.CLICK and re.match(
        r"\s*(?:https?|javascript|data|file):", effect.label, re.IGNORECASE
    ):
        address = effect.label
    else:
        return
    if not address:
        return
    yield Fact.ADDRESS
    judged = address_effect(address, effect.instruction)
    if judged in _ADDRESSES:
        yield _ADDRESSES[judged]


def _legible(situation: Situation) -> Iterator[Fact]:
    """Whether it has a name at all, and one in a script whose words the policy knows."""
    effect = situation.effect
    if (
        not situation.activates
        or situation.kind is not Kind.COMMAND
        or situation.icons
        or effect.opens
        or effect.operation.startswith("answer_")
    ):
        return
    shown = [
        c for c in effect.label if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cn", "Cs")
    ]
    if not shown and (effect.role or effect.trigger is Trigger.CLICK):
        yield Fact.UNNAMED
    letters = [c for c in shown if c.isalpha()]
    strange = [c for c in letters if not unicodedata.name(c, "").startswith(_SCRIPTS)]
    if letters and len(strange) * 2 > len(letters):
        yield Fact.STRANGE_SCRIPT


def _bulk(situation: Situation) -> bool:
    """More than ten things, or all of them."""
    things = situation.vocabulary.families["things"]
    for text in (situation.effect.label, *situation.around):
        for reading in readings(text):
            for match in _COUNT.finditer(reading):
                if int(match.group(1).replace(" ", "")) > BULK_OVER and things.covers(reading[match.end() :].strip()):
                    return True
    return False
