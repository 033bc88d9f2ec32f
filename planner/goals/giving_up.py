"""Why a goal cannot be gone on with, in a sentence, and what is left of it."""

from planner.goals.account import Account
from planner.goals.moves import Moves
from planner.outcome import Layer
from planner.proposals import Infeasible, Ledger


def gives_up(account: Account, moves: Moves, what: str, layer: Layer) -> Infeasible:
    reason = f"“{account.goal.said}”: {what}."
    return Infeasible(reason=reason, begun=moves.has_acted, layer=layer, left=account.remains)


def failure(account: Account, moves: Moves, ledger: Ledger) -> Infeasible:
    """When no skill has anything to do."""
    if ledger.trouble:
        return gives_up(account, moves, ledger.trouble.rstrip("."), Layer.APPLICATION)
    if account.seeks_thing:
        what = f"{account.goal.thing.in_words} is not to be found here"
        return gives_up(account, moves, what, Layer.GROUNDING)
    return gives_up(account, moves, "nothing on the screen takes it further", Layer.PLANNING)
