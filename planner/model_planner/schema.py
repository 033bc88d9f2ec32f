"""The answer's JSON schema, in the part of JSON schema that endpoints constrain a model's answer by.

What OpenAI's strict mode, llama.cpp's grammars and Anthropic's tools have in common: every property required, nothing
beside them, `anyOf` but no `oneOf`, no limits of length and number. Those are looked at when the answer is read.
"""

import json
from functools import cache

from planner.model_planner.steps import Answer

_LEFT_OUT = frozenset(
    {"title", "default", "discriminator", "minLength", "maxLength", "minItems", "maxItems", "pattern"}
    | {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
)


@cache
def answer_schema() -> str:
    """Compact, and the same in every run, so that endpoints can keep what they made of it."""
    return json.dumps(_plain(Answer.model_json_schema(by_alias=True)), separators=(",", ":"))


def _plain(schema: object, *, named: bool = False) -> object:
    """named: the keys are names of properties or definitions, not words of JSON schema."""
    match schema:
        case dict():
            plain = {
                {"oneOf": "anyOf"}.get(key, key) if not named else key: _plain(
                    value, named=key in ("properties", "$defs") and not named
                )
                for key, value in schema.items()
                if named or key not in _LEFT_OUT
            }
            if not named and plain.get("type") == "object":
                plain["additionalProperties"] = False
                plain["required"] = list(schema.get("properties", {}))
            if not named and "const" in plain:
                plain["enum"] = [plain.pop("const")]
            return plain
        case list():
            return [_plain(one) for one in schema]
        case other:
            return other
