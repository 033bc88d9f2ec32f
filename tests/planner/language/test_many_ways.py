"""What very different people say comes to the plan of the plain sentence: `ways/LANGUAGE.jsonl` holds both."""

import json
from pathlib import Path

import pytest

from app.words import load_foreign
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from tests.bench.plan_shape import in_short, is_same

WAYS = [
    (language, line["plain"], tuple(line["said"]))
    for language in ("en", "de")
    for line in map(json.loads, (Path(__file__).parent / "ways" / f"{language}.jsonl").read_text("utf-8").splitlines())
]


def short(words: str, lexicon: Lexicon) -> object:
    found = understand(words, lexicon, foreign=load_foreign())
    return in_short(found) if isinstance(found, Plan) else None


@pytest.mark.parametrize(("language", "plain", "said"), WAYS, ids=[f"{one[0]}: {one[1]}" for one in WAYS])
def test_the_same_is_understood(language: str, plain: str, said: tuple[str, ...], lexicon: Lexicon) -> None:
    plan = short(plain, lexicon)
    assert plan is not None
    assert [words for words in said if not is_same(short(words, lexicon), plan)] == []
