"""Whether what came up after an act says that it was not taken: an error, a field marked wrong.

Decision: such words only ever take a "done" back to "could not be checked", and only when they are new, few words long
and most of what came up; a page about errors is no error. What the person's own words speak of is what they expected.
"""

import re
from collections.abc import Iterable

from grounding.screen import Element, Look, Role, State, Structure, Window
from planner.likeness import letters, plain
from planner.ports import Eyes

_LONGEST = 160
_A_DIALOG = 0.4
_ANSWERS = frozenset(
    {"ok", "close", "cancel", "yes", "no", "retry", "ignore", "abort", "help", "details", "schließen", "abbrechen"}
)
_AROUND = 24
_QUOTES = "“”\"'.,:;"
_LEAST_ACT = 4
_STATEMENTS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING, Role.DIALOG, Role.LIST_ITEM, Role.GROUP, Role.CELL})
_REFUSED = re.compile(
    r"\b(?:errors?|fail(?:ed|ure)|could not|couldn'?t|cannot|can'?t|unable to|not (?:saved|sent|valid|allowed|found)"
    r"|not (?:possible|accepted|available|supplied|given)|invalid|incorrect|wrong|rejected|denied|refused"
    r"|expired|timed out|try again"
    r"|too (?:long|short|large|small|many|late)|already (?:exists|taken|used|in use)|(?:is|are) required"
    r"|must (?:be|not|have|contain|match)|do(?:es)? not match|please (?:enter|fill|choose|select|correct|check|provide)"
    r"|fehler\w*|fehlgeschlagen|konnten? nicht|kann nicht|ungültig\w*|falsch\w*|abgelehnt|nicht gefunden|erforderlich"
    r"|bereits vergeben|muss (?:ein|mindestens)|stimmt nicht|stimmen nicht"
    r"|erreur|échec|échoué|n'a pas pu|invalide|incorrecte?|refusée?|introuvable|obligatoire|doit (?:être|contenir)"
    r"|falló|no se pudo|no válid[oa]|incorrect[oa]|rechazad[oa]|obligatori[oa]|errore|non riuscit[oa]|non valid[oa]"
    r"|rifiutat[oa]|mislukt|ongeldig|verplicht|erro|inválid[oa])\b",
    re.IGNORECASE,
)
_DEMANDED = re.compile(
    r"(?:choose|select|pick|enter|fill in|provide|specify|complete|wähle\w*|choisissez|elige) [^?]+\.",
    re.IGNORECASE,
)
"""A whole sentence that asks for something, which comes up alone: what was handed in lacks it."""
_CLAIMED = re.compile(
    r"\b(?:saved|sent|stored|submitted|updated|deleted|removed|added|created|published|booked|received|success\w*|done"
    r"|thank you|gespeichert|gesendet|gelöscht|hinzugefügt|erfolgreich|übernommen|enregistrée?|envoyée?|supprimée?"
    r"|ajoutée?|guardad[oa]|enviad[oa]|salvat[oa]|inviat[oa]|opgeslagen|verzonden)\b",
    re.IGNORECASE,
)


def complaint(news: Iterable[str], asked: str) -> str:
    """The first of the new texts that refuses, when most of them do; "" when none, or when it was asked for.

    >>> complaint(("Error: it could not be saved",), "click Save")
    'Error: it could not be saved'
    >>> complaint(("Please enter a name",), "click Save, then verify that an error “Please enter a name” is shown")
    ''
    >>> complaint(("Chapter 1", "Errors", "Chapter 2"), "click Contents")
    ''
    >>> complaint(("Choose a city from the list.",), "click Save"), complaint(("Choose a seat.", "Row 1"), "click Next")
    ('Choose a city from the list.', '')
    >>> complaint(("rejected",), "Click the “Reject” button")
    ''
    """
    texts = [text for text in news if text]
    demanded = [text for text in texts if _DEMANDED.fullmatch(text.strip()) and len(text) <= _LONGEST]
    if demanded and len(texts) == len(demanded) and plain(demanded[0]) not in plain(asked):
        return demanded[0]
    refusing = [text for text in texts if len(text) <= _LONGEST and (_REFUSED.search(text))]
    if not refusing or 2 * len(refusing) < len(texts):
        return ""
    wanted = plain(asked)
    for text in sorted(refusing, key=lambda text: " " not in text):  # "Error" alone tells least
        said = _REFUSED.search(text)
        if said is None or plain(said[0]) in wanted or plain(text) in wanted or _is_what_was_done(said[0], wanted):
            continue
        return text
    return ""


def _is_what_was_done(said: str, wanted: str) -> bool:
    """ "rejected", after something was to be rejected."""
    word = plain(said)
    acts = (one.strip(_QUOTES) for one in wanted.split())
    return " " not in word and any(len(act) >= _LEAST_ACT and word.startswith(act[:-1]) for act in acts)


def claims(news: Iterable[str]) -> bool:
    """Whether the page says that something was done, which it may take back.

    >>> claims(("Saved",)), claims(("Two rooms",))
    (True, False)
    """
    return any(len(text) <= _LONGEST and _CLAIMED.search(text) for text in news)


def news(before: Look, after: Look, eyes: Eyes) -> tuple[str, ...]:
    """What is said now and was not before; fields that were marked invalid since. Nothing of a new page, but all of a
    window that came up before the one that was in front."""
    dialog = _come_up(before, after)
    if dialog is not None:
        return _said_in(dialog, after, eyes)
    if (
        before.surroundings.address != after.surroundings.address
        or before.surroundings.title != after.surroundings.title
    ):
        return ()
    was, now = before.structure, after.structure
    if isinstance(was, Structure) and isinstance(now, Structure):
        known = {plain(element.text) for element in was.elements}
        new = [e.text for e in now.elements if e.role in _STATEMENTS and e.text and plain(e.text) not in known]
        return (*new, *_marked(was.elements, now.elements))
    boxes = eyes.changed(before.screenshot, after.screenshot)
    if not boxes:
        return ()
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.joined(box)
    # One string, because the same words may be read as one line now and as two another time.
    earlier = "".join(letters(line.text) for line in eyes.read(before, whole.grown(_AROUND)))
    lines = [line.text for line in eyes.read(after, whole.grown(_AROUND))]
    return _statements((line for line in dict.fromkeys(lines) if letters(line) not in earlier), after)


def _come_up(before: Look, after: Look) -> Window | None:
    """The window in front, where it is new and small, and the one before it is still there."""
    if after.surroundings.address:
        return None  # a browser's windows are tabs
    known = {window.id for window in before.surroundings.windows}
    was = before.surroundings.active_window
    now = after.surroundings.active_window
    if was is None or now is None or now.id in known or was.id not in {w.id for w in after.surroundings.windows}:
        return None
    return now if now.box.area < was.box.area or now.box.area < _A_DIALOG * after.screenshot.box.area else None


def _said_in(window: Window, look: Look, eyes: Eyes) -> tuple[str, ...]:
    offered = look.structure.elements if isinstance(look.structure, Structure) else ()
    told = [e.text for e in offered if e.role in _STATEMENTS and e.text and window.box.contains(e.box.center)]
    return _statements(told or [line.text for line in eyes.read(look, window.box)], look)


def _statements(texts: Iterable[str], look: Look) -> tuple[str, ...]:
    """Without titles of windows and what stands on the buttons of a message."""
    titles = {plain(window.title) for window in look.surroundings.windows}
    return tuple(text for text in texts if plain(text) not in titles | _ANSWERS)


def _marked(was: tuple[Element, ...], now: tuple[Element, ...]) -> list[str]:
    """What was taken in and emptied for the next entry is wrong in name only."""
    wrong = {element.handle for element in was if State.INVALID in element.state}
    filled = {element.handle for element in was if element.value}
    return [
        f"“{element.text or element.role.value}” is marked as invalid"
        for element in now
        if State.INVALID in element.state
        and element.handle not in wrong
        and not (element.handle in filled and not element.value)
    ]
