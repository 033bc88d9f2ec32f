"""The window's changes of conditions and loops, carried out on a flow's text."""

from typing import TYPE_CHECKING, assert_never

from app.ui.flows.part_values import (
    GoThrough,
    MovePart,
    Otherwise,
    PartChange,
    PutUnder,
    RemovePart,
    Say,
    TakeIn,
    TakeOut,
    Times,
    TurnRound,
)

if TYPE_CHECKING:
    from planner.flow.part_editing import PartEditor


def changed(change: PartChange, editor: "PartEditor") -> str:
    """The new text. Raises FlowBroken."""
    match change:
        case Say(part=part, words=words):
            return editor.said(part, words)
        case TurnRound(part=part):
            return editor.turned(part)
        case GoThrough(part=part, over=over, words=words):
            return editor.over(part, over, words)
        case Times(part=part, times=times):
            return editor.times(part, times)
        case Otherwise(part=part, words=words):
            return editor.otherwise(part, words)
        case MovePart(part=part, by=by):
            return editor.moved(part, by=by)
        case RemovePart(part=part, keep_steps=keep_steps):
            return editor.without(part, keep_steps=keep_steps)
        case PutUnder(number=number, deciding=deciding, words=words):
            return editor.under(number, deciding, words)
        case TakeIn(number=number):
            return editor.taken_in(number)
        case TakeOut(number=number):
            return editor.taken_out(number)
        case _:
            assert_never(change)
