"""What an order names, each with its kind."""

from dataclasses import dataclass, replace

from grounding.screen import Role

LABEL = "label"
"""The noun of a name that many fields have, whether it has a capital or not."""
BECOMES = ("want", "becomes")
ARROW = ">"
IS = "is"
"""The cue of what something is to be: "Name should be Ana", "Name: Ana"."""
TICKS = ("tick", "no_tick")
_TOWARDS = frozenset({"to", "into", "as", "called", "named", ARROW})
KINDS = {
    Role.TEXT_FIELD: "field",
    Role.TEXT_AREA: "field",
    Role.CHECKBOX: "box",
    Role.SWITCH: "box",
    Role.SLIDER: "slider",
    Role.DROPDOWN: "dropdown",
    Role.LIST: "dropdown",
    Role.MENU: "menu",
    Role.ROW: "row",
    Role.WINDOW: "window",
    Role.BUTTON: "control",
    Role.ICON_BUTTON: "control",
    Role.LINK: "control",
    Role.TAB: "control",
    Role.MENU_ITEM: "option",
    Role.OPTION: "option",
}


@dataclass(frozen=True, kw_only=True)
class Named:
    """kind: what it is. text: how it is called. cue: the word before it that says where something goes, "" for none.
    quoted: it stands between quotation marks. noun: the word for its kind that was said. described: "the" or "my"
    stands before it. at, end: its tokens."""

    kind: str
    text: str
    cue: str = ""
    quoted: bool = False
    noun: str = ""
    described: bool = False
    at: int = 0
    end: int = 0

    @property
    def is_towards(self) -> bool:
        return self.cue in _TOWARDS


@dataclass(frozen=True, kw_only=True)
class Scanned:
    """acts: what each verb may stand for; soft: the same of verbs that may also mean nothing ("do", "make")."""

    named: tuple[Named, ...]
    acts: tuple[tuple[str, ...], ...]
    soft: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class KindWord:
    kind: str
    noun: str
    at: int
    end: int
    firm: bool


def with_kinds(named: list[Named], kinds: list[KindWord]) -> tuple[Named, ...] | None:
    """Each name with the word for its kind: the one after it at once, else the next one before it."""
    found = list(named)
    for word in kinds:
        after = next((at for at, one in enumerate(found) if one.end == word.at and _takes(one)), None)
        before = next((at for at, one in enumerate(found) if one.at >= word.end and _takes(one)), None)
        taken = after if after is not None else before
        if word.kind in ("end", "times", "trash", *TICKS):
            found.append(Named(kind=word.kind, text="", at=word.at, end=word.end))
        elif taken is not None and word.kind:
            found[taken] = replace(found[taken], kind=word.kind, noun=word.noun)
        elif word.firm:
            return None
    return tuple(found)


def _takes(one: Named) -> bool:
    return one.kind == "name"
