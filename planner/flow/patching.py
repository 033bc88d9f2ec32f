"""Changes to a flow's text that touch nothing else: a person's comments, order and layout stay to the letter."""

from planner.flow.places import RELATIONS
from planner.flow.reading import FlowReader, no_others
from planner.flow.tree import Fields, FlowBroken, Sequence, Text, Tree
from planner.flow.writing import scalar
from planner.healing import Healing
from planner.language.lexicon import Lexicon


def renamed(text: str, number: int, healing: Healing, lexicon: Lexicon) -> str:
    """The flow's text with the place of one step under its new name. Raises FlowBroken when it does not stand there.

    number: of the step, 1 is the first.
    """
    reader = FlowReader(lexicon, no_others)
    tree = reader.trees_of(text).get(number)
    if tree is None:
        raise FlowBroken(f"step {number} is told in plain words or stands in another flow; change it by hand.")
    name = _name_in(tree, healing)
    if name is None:
        raise FlowBroken(f"step {number} has no place called “{healing.was.text}” any more.", line=tree.at.line)
    start, end = name.span
    return text[:start] + scalar(healing.now.text) + text[end:]


def _name_in(tree: Tree, healing: Healing) -> Text | None:
    """Where the place's name stands: as `name:` among its fields."""
    match tree:
        case Fields(values=values):
            name = values.get("name")
            if isinstance(name, Text) and name.text == healing.was.text:
                return name
            for key, value in values.items():
                if key in RELATIONS:
                    continue  # the place that it stands beside is another one
                found = _name_in(value, healing)
                if found is not None:
                    return found
        case Sequence(items=items):
            return next((found for item in items if (found := _name_in(item, healing)) is not None), None)
        case Text():
            return None
    return None
