"""So many of a thing put into a cart one by one, where nothing takes how many."""

from dataclasses import dataclass

from grounding.screen import ParsedScreen
from planner.goals.account import Account
from planner.goals.choosing import on_it
from planner.goals.items import Item
from planner.goals.judging import is_same
from planner.goals.moves import Moves
from planner.goals.skill import Skill
from planner.proposals import Move


@dataclass(kw_only=True)
class OneByOne:
    """put: how many are in it."""

    moves: Moves
    put: int = 1

    def more(self, account: Account, item: Item | None, skill: Skill, screen: ParsedScreen) -> Move | None:
        amount = next((fact for fact in account.facts_left if fact.cue == "amount" and fact.value.isdecimal()), None)
        begun = account.goal.deed == "add_to_cart" and account.begun and account.facts_left == [amount]
        if not begun or item is None or amount is None:
            return None

        def has_put() -> None:
            self.put += 1
            if self.put >= int(amount.value):
                account.satisfied.append(amount)
                account.ended = True

        again = [offer for offer in on_it(skill, item) if any(is_same(offer.element, e) for e in screen.elements)]
        return self.moves.first(again, has_put)
