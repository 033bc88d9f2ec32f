"""A file copied beside itself in a file manager, under another name.

Decision: file managers call such a copy variously ("a (copy).txt", "Copy of a.txt"), and some ask for its name; so it
is pasted, what came of that is found by being new there, and that is given the name that was asked for.
"""

from grounding.screen import Element, Look, Query, Role, Target
from planner.actions import Click, Filling, Literal, PressKeys, TypeText
from planner.document_orders import CopyBeside
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.file_dialogs import front
from planner.intents.forms import aimed_at
from planner.likeness import plain
from planner.plan import FieldHolds

_NAMES = ("rename", "ok", "copy", "umbenennen", "renommer")
_COMES_WITHIN_S = (0.3, 0.5, 0.8, 1.2, 2.0)


def copy_beside(intent: CopyBeside, eye: Sighting) -> Singles:
    """Raises NotPossible where nothing new that is called after the file comes up."""
    named = Query(text=intent.name, exact=True)
    file = eye.find(named, patience_s=3.0)
    if not isinstance(file.found, Target):
        raise NotPossible(f"“{intent.name}” is not on the screen.")
    if any(plain(e.text) == plain(intent.copy) for e in _called_after(intent.copy, file.look, eye)):
        raise NotPossible(f"There is something called “{intent.copy}” already.")
    yield Single(act=Click(place=named), target=file.found)
    before = eye.look()
    known = {plain(e.text) for e in _called_after(intent.name, before, eye)}
    yield Single(act=PressKeys(keys=("ctrl", "c")), expect=())
    yield Single(act=PressKeys(keys=("ctrl", "v")), expect=())
    for pause_s in _COMES_WITHIN_S:
        eye.wait(pause_s)
        look = eye.look()
        if _front_window(look) != _front_window(before):
            yield from _named_when_asked(intent, eye)
            return
        new = [e for e in _called_after(intent.name, look, eye) if plain(e.text) not in known]
        if new:
            yield from _renamed(new[0], intent.copy, eye)
            return
    raise NotPossible(f"No copy of “{intent.name}” came up.")


def _front_window(look: Look) -> str:
    return next((window.id for window in look.surroundings.windows if window.active), "")


def _called_after(name: str, look: Look, eye: Sighting) -> list[Element]:
    """What is called like the file, with something before its ending or before its name."""
    stem = plain(name.rpartition(".")[0] or name)
    inside = front(look)
    return [e for e in eye.parse(look).elements if inside.contains(e.box.center) and stem in plain(e.text)]


def _renamed(entry: Element, name: str, eye: Sighting) -> Singles:
    target = aimed_at(entry, entry.text, eye.look())
    yield Single(act=Click(place=target.query), target=target, expect=())
    eye.wait(0.3)
    yield Single(act=PressKeys(keys=("f2",)))
    yield Single(act=TypeText(value=Literal(text=name), filling=Filling.REPLACE), expect=())
    yield Single(act=PressKeys(keys=("enter",)))


def _named_when_asked(intent: CopyBeside, eye: Sighting) -> Singles:
    """In the dialog that offers another name for the copy; its button may wait for one."""
    look = eye.look()
    inside = front(look)
    shown = [e for e in eye.parse(look).elements if inside.contains(e.box.center)]
    fields = [e for e in shown if e.role is Role.TEXT_FIELD and e.enabled]
    fields.sort(key=lambda e: plain(intent.name) not in plain(e.value or e.text))
    button = next((e for word in _NAMES for e in shown if plain(e.text) == word and e.role is Role.BUTTON), None)
    if not fields or button is None:
        raise NotPossible("A question came up that offers no other name for the copy.")
    typed = Literal(text=intent.copy)
    where = aimed_at(fields[0], fields[0].text or "Name", look)
    yield Single(
        act=TypeText(value=typed, place=where.query, filling=Filling.REPLACE),
        target=where,
        expect=(FieldHolds(value=typed, whole=False),),
    )
    found = eye.find(Query(text=button.text, role=Role.BUTTON), patience_s=1.0).found
    if not isinstance(found, Target):
        raise NotPossible("The dialog's button for another name is gone.")
    yield Single(act=Click(place=found.query), target=found)
