"""What comes up unasked and stands in the way: banners about cookies, offers, notices. Refused or put away."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from grounding.screen import DialogKind, Element, OpenDialog, ParsedScreen, Role
from planner.actions import AnswerDialog, Literal
from planner.goals.account import Account
from planner.goals.goal import Given
from planner.goals.scene import dialogs, inside, offers
from planner.goals.skill import ControlWords, Skill
from planner.likeness import plain

_COOKIES = re.compile(r"\bcookies?\b|\bconsent\b|\btracking\b|datenschutz|privacy settings")
_UNASKED = re.compile(
    r"newsletter|subscribe|special offer|discount|sign up (?:and|to) (?:get|save|receive)|notification|survey|feedback|"
    r"download our app|install our app|rate us|welcome to|take a tour|what'?s new|chat with us",
    re.I,
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """To the browser's own question. said: the fact that it is told. is_the_deed: the deed is done with it."""

    action: AnswerDialog
    said: Given | None = None
    is_the_deed: bool = False


def answer_to(dialog: OpenDialog, account: Account, skill: Skill) -> Answer:
    """What it asks before a deed is done to one thing is the deed itself: the next of its kind is another's. A question
    for a text takes the one thing that is still to be said."""
    asked, left = account.begun or account.ended, account.facts_left
    if dialog.kind is DialogKind.PROMPT and asked and len(left) == 1:
        value = left[0].secret or Literal(text=left[0].value)
        return Answer(action=AnswerDialog(accept=True, value=value), said=left[0], is_the_deed=True)
    accept = asked or dialog.kind is DialogKind.ALERT
    return Answer(action=AnswerDialog(accept=accept), is_the_deed=asked and skill.on_thing and not left)


def banner_button(screen: ParsedScreen, words: ControlWords, needed: Callable[[Element], bool]) -> Element | None:
    """The button that refuses a banner or puts a notice away; None where nothing is in the way.

    needed: whether a control belongs to the goal; what holds one is no interruption.
    """
    said = [e for e in screen.elements if _COOKIES.search(plain(f"{e.text} {e.value}"))]
    if said:
        rejecting = offers(screen.elements, words.rejects)
        if rejecting:
            return rejecting[0].element
    for dialog in dialogs(screen):
        within = inside(screen, dialog.box)
        if not any(_UNASKED.search(f"{e.text} {dialog.text}") for e in within) or any(needed(e) for e in within):
            continue
        away = offers(within, (*words.rejects, *words.puts_away, *words.takes_note), words.drawn_close)
        if away:
            return away[0].element
    return None


def covering_button(elements: Collection[Element], words: ControlWords) -> Element | None:
    """Of what came up the control that puts it away, or, where that is all there is, takes note of it. An open menu is
    nothing that came up in the way: its "Close" closes what one works on."""
    elements = [e for e in elements if e.role not in (Role.MENU, Role.MENU_ITEM)]
    away = offers(elements, (*words.rejects, *words.puts_away), words.drawn_close)
    noted = offers(elements, words.takes_note)
    return (away or noted)[0].element if away or len(noted) == 1 else None
