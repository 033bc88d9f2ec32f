"""A flow file's text, read into a flow. Reading carries nothing out; every field is checked, with line and column."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from grounding.screen import Query
from planner.flow.names import undefined_names
from planner.flow.places import Words, read_text
from planner.flow.steps import Called, StepReader
from planner.flow.tree import Fields, FlowBroken, Place, Sequence, Text, Tree, parse_tree
from planner.flow.values import SCHEMA, Flow, Input, InputKind, Needs
from planner.language.lexicon import Lexicon
from planner.language.parts import condition_in, items_in
from planner.language.places import read_query
from planner.language.tokens import UnclosedQuote, tokenize
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan

DEEPEST_CALL = 8
_NAME = re.compile(r"[^\W\d][\w .-]{0,59}")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")

Find = Callable[[str], str]
"""The text of another flow file, by the path that a step gives. Raises FlowBroken, or OSError."""


def no_others(path: str) -> str:
    raise FlowBroken(f"the flow {path} cannot be called from here.")


def read_flow(text: str, lexicon: Lexicon, *, find: Find = no_others) -> Flow:
    """Raises FlowBroken."""
    return FlowReader(lexicon, find).read(text)


class FlowReader:
    """above: the flows that called this one, the first one first."""

    def __init__(self, lexicon: Lexicon, find: Find, above: tuple[str, ...] = ()) -> None:
        self._lexicon = lexicon
        self._find = find
        self._above = above
        self._words = Words(
            place=self._place,
            condition=partial(condition_in, lexicon=lexicon),
            items=partial(items_in, lexicon=lexicon),
        )

    def trees_of(self, text: str) -> Mapping[int, Tree]:
        """Where each step stands, by its number; steps in plain words and of other flows are left out."""
        return self.steps_of(text).trees

    def steps_of(self, text: str) -> StepReader:
        """Where steps and their parts stand in the text."""
        tree = parse_tree(text)
        if not isinstance(tree, Fields):
            raise tree.at.broken("a flow has fields: `flow`, `name` and `steps`.")
        steps = StepReader(words=self._words, understand=self._understand, call=self._call)
        steps.nodes(tree.need("steps"))
        return steps

    def read(self, text: str) -> Flow:
        tree = parse_tree(text)
        if not isinstance(tree, Fields):
            raise tree.at.broken("a flow has fields: `flow`, `name` and `steps`.")
        self._check_schema(tree)
        name = tree.take("name")
        description = tree.take("description")
        inputs = _inputs(tree.take("inputs"))
        needs = _needs(tree.take("needs"))
        outputs = _texts(tree.take("outputs"), "outputs")
        steps_tree = tree.need("steps")
        steps = StepReader(words=self._words, understand=self._understand, call=self._call)
        nodes = steps.nodes(steps_tree)
        tree.done()
        if not nodes:
            raise steps_tree.at.broken("there are no steps.")
        flow = Flow(
            name=read_text(name, "a name") if name is not None else "",
            description=read_text(description, "a description") if description is not None else "",
            inputs=inputs,
            needs=needs,
            nodes=nodes,
            outputs=outputs,
            pictures=dict(steps.pictures),
        )
        unknown = next(undefined_names(flow), None)
        if unknown is not None:
            raise steps_tree.at.broken(f"`{unknown}` is neither an input nor read by an earlier step.")
        return flow

    def _check_schema(self, tree: Fields) -> None:
        schema = tree.need("flow")
        text = read_text(schema, "flow")
        if not text.isdecimal():
            raise schema.at.broken(f"`flow` is the number of the format; this Deskhand writes {SCHEMA}.")
        if int(text) > SCHEMA:
            raise schema.at.broken(f"this flow is for a newer Deskhand (format {text}; this one reads {SCHEMA}).")

    # --- plain words ----------------------------------------------------------------------------------------------

    def _place(self, words: str) -> Query | None:
        phrase = tokenize(words, self._lexicon)
        return None if isinstance(phrase, UnclosedQuote) else read_query(phrase, self._lexicon)

    def _understand(self, words: str) -> Plan | str:
        plan = understand(words, self._lexicon)
        if isinstance(plan, NotUnderstood):
            return f"I do not understand “{plan.part}”. Try: {plan.nearest}."
        return plan

    # --- other flows ----------------------------------------------------------------------------------------------

    def _call(self, path: str, at: Place) -> Called:
        if path in self._above or len(self._above) >= DEEPEST_CALL:
            raise at.broken(f"the flow {path} calls itself." if path in self._above else "flows call too deep here.")
        try:
            text = self._find(path)
            flow = FlowReader(self._lexicon, self._find, (*self._above, path)).read(text)
        except FlowBroken as error:
            raise at.broken(f"in {path}: {error}") from error
        except (OSError, ValueError) as error:
            raise at.broken(f"the flow {path} cannot be read.") from error
        return Called(nodes=flow.nodes, inputs=tuple((one.name, one.default) for one in flow.inputs if not one.secret))


def _texts(tree: Tree | None, what: str) -> tuple[str, ...]:
    if tree is None:
        return ()
    if not isinstance(tree, Sequence):
        raise tree.at.broken(f"`{what}` is a list.")
    return tuple(read_text(item, "an item") for item in tree.items)


def _needs(tree: Tree | None) -> Needs:
    if tree is None:
        return Needs()
    if not isinstance(tree, Fields):
        raise tree.at.broken("`needs` has the fields `apps`, `sites` and `files`.")
    apps, sites, files = (_texts(tree.take(name), name) for name in ("apps", "sites", "files"))
    tree.done()
    return Needs(apps=apps, sites=sites, files=files)


def _inputs(tree: Tree | None) -> tuple[Input, ...]:
    if tree is None:
        return ()
    if not isinstance(tree, Fields):
        raise tree.at.broken("`inputs` maps each name to its type and default.")
    found = tuple(_input(name, tree.need(name), tree.keys_at[name]) for name in tree.values)
    tree.done()
    return found


def _input(name: str, tree: Tree, at: Place) -> Input:
    if not _NAME.fullmatch(name):
        raise at.broken(f"“{name[:40]}” is no name for an input; begin with a letter.")
    if isinstance(tree, Text):  # `customer: Ana`
        return Input(name=name, default=tree.text)
    if not isinstance(tree, Fields):
        raise tree.at.broken("an input has the fields `type`, `default` and `secret`.")
    kind_tree, default_tree, secret_tree = (tree.take(key) for key in ("type", "default", "secret"))
    tree.done()
    kind = InputKind.TEXT
    if kind_tree is not None:
        said = read_text(kind_tree, "a type")
        if said not in (*InputKind, "secret"):
            raise kind_tree.at.broken(f"a type is one of {', '.join(InputKind)} or secret.")
        kind = InputKind(said) if said != "secret" else InputKind.TEXT
    secret = ""
    if secret_tree is not None:
        secret = read_text(secret_tree, "a secret's name")
        if default_tree is not None:
            raise default_tree.at.broken("a secret has no default; only its name stands in a flow.")
    default = read_text(default_tree, "a default") if default_tree is not None else None
    if default is not None and (problem := unfit(kind, default)):
        assert default_tree is not None
        raise default_tree.at.broken(problem)
    return Input(name=name, kind=kind, default=default, secret=secret)


def unfit(kind: InputKind, value: str) -> str:
    """Why a value is none of that type; "" when it is.

    >>> unfit(InputKind.NUMBER, "12,5"), unfit(InputKind.NUMBER, "twelve")
    ('', '“twelve” is no number.')
    """
    if kind is InputKind.NUMBER and not _NUMBER.fullmatch(value.strip()):
        return f"“{value[:40]}” is no number."
    if kind is InputKind.DATE and not any(sign.isdigit() for sign in value):
        return f"“{value[:40]}” is no date."
    return ""
