"""The plain sentence of each benchmarked instruction comes to the plan that stands beside it."""

import pytest

from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from tests.bench.phrasings import Instruction, instructions
from tests.bench.plan_shape import in_short, is_same

PLAIN = [one for one in instructions() if one.plan]


@pytest.mark.parametrize("one", PLAIN, ids=[one.name for one in PLAIN])
def test_the_plain_sentence_comes_to_its_plan(one: Instruction, lexicon: Lexicon) -> None:
    found = understand(one.plain, lexicon)
    assert isinstance(found, Plan), found
    assert is_same(in_short(found), one.plan)


def test_results_may_be_called_otherwise_but_values_may_not_differ(lexicon: Lexicon) -> None:
    def short(words: str) -> object:
        found = understand(words, lexicon)
        assert isinstance(found, Plan), found
        return in_short(found)

    first = short('read "Net" as net, work out net * 2 and type the result into "Gross"')
    assert is_same(first, short('read "net" as before, work out before*2 and type the result into "Gross"'))
    assert not is_same(first, short('read "Net" as net, work out net * 3 and type the result into "Gross"'))
    assert not is_same(first, short('read "Net" as net, work out net * 2 and type the result into "Total"'))
