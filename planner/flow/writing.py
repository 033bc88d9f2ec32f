"""A flow as the text of its file: readable, in the order in which a person reads it."""

import io

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from planner.flow.steps import nodes_as_written
from planner.flow.values import SCHEMA, Flow, Input, InputKind
from planner.flow.written import Plain

_WIDTH = 110
_SHORT = 4
"""A mapping of so few short fields stands on one line: `{name: Save, role: button}`."""


def written(flow: Flow) -> str:
    """The text that `read_flow` reads into the same flow. Raises FlowBroken for a step that no verb can say."""
    steps, _ = nodes_as_written(flow.nodes, dict(flow.pictures or {}))
    document: dict[str, Plain] = {"flow": SCHEMA, "name": flow.name}
    if flow.description:
        document["description"] = flow.description
    if flow.inputs:
        document["inputs"] = {one.name: _input(one) for one in flow.inputs}
    needs: dict[str, Plain] = {}
    for key, texts in (("apps", flow.needs.apps), ("sites", flow.needs.sites), ("files", flow.needs.files)):
        if texts:
            needs[key] = list(texts)
    if needs:
        document["needs"] = needs
    if flow.outputs:
        document["outputs"] = list(flow.outputs)
    document["steps"] = steps
    yaml = YAML(typ="rt", pure=True)
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_block(document), stream)
    return stream.getvalue()


def _input(one: Input) -> Plain:
    if one.secret:
        return {"type": "secret", "secret": one.secret}
    described: dict[str, Plain] = {"type": str(one.kind)}
    if one.default is not None:
        described["default"] = DoubleQuotedScalarString(one.default)  # exactly as it was typed, whatever reads it
    return described if one.kind is not InputKind.TEXT or one.default is None else {"type": "text", **described}


def _block(value: Plain) -> object:
    """With the looks of a file: short mappings on one line, texts quoted where YAML could take them otherwise."""
    match value:
        case dict():
            mapping = CommentedMap((key, _block(item)) for key, item in value.items())
            if _is_short(value):
                mapping.fa.set_flow_style()
            return mapping
        case list():
            sequence = CommentedSeq(_block(item) for item in value)
            if value and all(isinstance(item, str) and "\n" not in item and len(item) < 20 for item in value):
                sequence.fa.set_flow_style()
            return sequence
        case DoubleQuotedScalarString():
            return value
        case str():
            return _text(value)
        case _:
            return value


def _is_short(value: dict[str, Plain]) -> bool:
    if not set(value) <= {"name", "role", "nth", "loosely", "type", "default", "secret", "row of", "inside"}:
        return False
    return len(value) <= _SHORT and all(
        (isinstance(item, int | bool)) or (isinstance(item, str) and "\n" not in item and len(item) < 60)
        for item in value.values()
    )


def _text(text: str) -> object:
    if "\n" in text and all(line == line.rstrip() and (line.isprintable() or not line) for line in text.split("\n")):
        return LiteralScalarString(text) if text == text.lstrip() else DoubleQuotedScalarString(text)
    return DoubleQuotedScalarString(text) if _must_be_quoted(text) else text


def inline(value: Plain) -> str:
    """Plain data on one line, as it may stand after a key.

    >>> inline({"name": "Save", "row of": {"name": "x: y"}, "nth": 2})
    '{name: Save, row of: {name: "x: y"}, nth: 2}'
    """
    match value:
        case dict():
            return f"{{{', '.join(f'{scalar(key)}: {inline(item)}' for key, item in value.items())}}}"
        case list():
            return f"[{', '.join(inline(item) for item in value)}]"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return scalar(value)


def scalar(text: str) -> str:
    """A text as it stands in a file, on one line."""
    if not _must_be_quoted(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _must_be_quoted(text: str) -> bool:
    if not text or text != text.strip() or not text.isprintable():
        return True
    first = text[0]
    if first in "!&*-?|>@`\"'%#{}[],:=~." or first.isdecimal() or first == "+":
        return True
    if ": " in text or " #" in text or text.endswith(":") or any(sign in text for sign in "{}[],"):
        return True
    return text.lower() in ("yes", "no", "true", "false", "on", "off", "null", "y", "n")
