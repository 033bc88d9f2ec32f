"""The steps of a flow, read and written: a verb with its fields, plain words, or what decides over other steps."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field

from planner.actions import Action
from planner.course import filled
from planner.flow.places import Words, read_condition, read_flag, read_items, read_number, read_text, read_value
from planner.flow.tree import Fields, FlowBroken, Place, Sequence, Text, Tree
from planner.flow.verbs import BY_KEY, HERE, Verb, verb_of
from planner.flow.written import Plain, condition_as_written, items_as_written
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.language.outline import describe_condition, describe_items
from planner.plan import Expectation, ForEach, If, Node, Plan, Repeat, Step, TextShown, WindowCloses, WindowOpens
from planner.values import Literal, Value

MOST_TIMES = 50
_SAID = ("purpose", "expect", "picture")


@dataclass(frozen=True, kw_only=True)
class Called:
    """Another flow, as a step calls it: its nodes, and the names of its inputs with their defaults."""

    nodes: tuple[Node, ...]
    inputs: tuple[tuple[str, str | None], ...]


@dataclass(kw_only=True)
class StepReader:
    """understand: plain words to a plan, None when they are not understood. call: the flow of that name.

    pictures, trees, items: by the number of a step in reading order, filled as steps are read. items: the list that it
    stands in, and as which of its items; several steps that one item says have the same. parts: the same of conditions
    and loops, by their number.
    """

    words: Words
    understand: Callable[[str], Plan | str]
    call: Callable[[str, Place], Called]
    pictures: dict[int, str] = field(default_factory=dict)
    trees: dict[int, Tree] = field(default_factory=dict)
    items: dict[int, tuple[Sequence, int]] = field(default_factory=dict)
    parts: dict[int, tuple[Sequence, int]] = field(default_factory=dict)
    _count: int = 0
    _parts: int = 0

    def nodes(self, tree: Tree) -> tuple[Node, ...]:
        """Raises FlowBroken."""
        if not isinstance(tree, Sequence):
            raise tree.at.broken("steps are a list, each on a line that begins with `-`.")
        nodes: list[Node] = []
        for index, item in enumerate(tree.items):
            steps, parts = self._count, self._parts
            nodes += self._node(item)
            for number in range(steps + 1, self._count + 1):
                self.items.setdefault(number, (tree, index))  # what stands deeper was told first
            for number in range(parts + 1, self._parts + 1):
                self.parts.setdefault(number, (tree, index))
        return tuple(nodes)

    def _node(self, tree: Tree) -> tuple[Node, ...]:
        match tree:
            case Text():
                return self._said(tree)
            case Sequence():
                raise tree.at.broken("a step is words, or fields such as `click: Save`; this is a list.")
            case Fields():
                return self._fields(tree)

    def _fields(self, tree: Fields) -> tuple[Node, ...]:
        deciding = {"if": self._if, "for each": self._each, "repeat": self._times, "repeat until": self._until}
        for key, read in deciding.items():
            if tree.has(key):
                self._parts += 1
                node = read(tree)
                tree.done()
                return (node,)
        if tree.has("call"):
            nodes = self._call(tree)
            tree.done()
            return nodes
        if tree.has("do"):
            nodes = self._done_by_words(tree)
            tree.done()
            return nodes
        key_found = tree.first_of(tuple(BY_KEY))
        if key_found is None:
            some = next(iter(tree.values), "nothing")
            raise tree.at.broken(f"`{some}` is no verb of a flow; there are {', '.join(BY_KEY)}, or `do` with words.")
        step = self._step(tree, BY_KEY[key_found])
        tree.done()
        return (step,)

    # --- single steps ---------------------------------------------------------------------------------------------

    def _step(self, tree: Fields, verb: Verb) -> Step:
        self._count += 1
        self.trees[self._count] = tree
        given: dict[str, object] = dict(verb.fixed)
        if verb.of is not None:
            given[verb.of] = verb.form.read(tree.need(verb.key), self.words)
        else:
            tree.take(verb.key)
        for key, (name, form) in verb.more.items():
            if (value := tree.take(key)) is not None:
                given[name] = form.read(value, self.words)
        missing = [
            one.name
            for one in dataclasses.fields(verb.action)
            if one.name not in given
            and one.default is dataclasses.MISSING
            and one.default_factory is dataclasses.MISSING
        ]
        if missing:
            key = next(key for key, (name, _) in verb.more.items() if name == missing[0])
            raise tree.at.broken(f"`{verb.key}` needs `{key}` too.")
        return self._dressed(tree, verb.action(**given))

    def _dressed(self, tree: Fields, action: Action) -> Step:
        purpose, expect, picture = (tree.take(name) for name in _SAID)
        if picture is not None:
            name = read_text(picture, "a picture")
            if "/" in name or "\\" in name or name.startswith("."):
                raise picture.at.broken("a picture is the name of a file beside the flow, without any folder.")
            self.pictures[self._count] = name
        words = read_text(purpose, "a purpose") if purpose is not None else describe_action(action)
        return Step(purpose=words, action=action, expect=_expectations(expect, action), number=self._count)

    def _said(self, tree: Text) -> tuple[Node, ...]:
        plan = self.understand(tree.text)
        if isinstance(plan, str):
            raise tree.at.broken(plan)
        return tuple(self._numbered(node) for node in plan.nodes)

    def _numbered(self, node: Node) -> Node:
        self._parts += not isinstance(node, Step)
        match node:
            case Step():
                self._count += 1
                return dataclasses.replace(node, number=self._count)
            case If(then=then, otherwise=otherwise):
                first = tuple(self._numbered(one) for one in then)
                return dataclasses.replace(node, then=first, otherwise=tuple(self._numbered(one) for one in otherwise))
            case ForEach(body=body) | Repeat(body=body):
                return dataclasses.replace(node, body=tuple(self._numbered(one) for one in body))

    def _done_by_words(self, tree: Fields) -> tuple[Node, ...]:
        words = tree.need("do")
        if not isinstance(words, Text):
            raise words.at.broken('`do` is followed by words, such as `do: click "Save"`.')
        nodes = self._said(words)
        given = {name: tree.take(name) for name in _SAID}
        if any(given.values()) and not (len(nodes) == 1 and isinstance(nodes[0], Step)):
            raise tree.at.broken("`purpose`, `expect` and `picture` belong to a single step.")
        if isinstance(nodes[0], Step) and len(nodes) == 1:
            return (self._dressed(tree, nodes[0].action),) if any(given.values()) else nodes
        return nodes

    # --- what decides ---------------------------------------------------------------------------------------------

    def _if(self, tree: Fields) -> Node:
        condition = read_condition(tree.need("if"), self.words)
        then = self.nodes(tree.need("then"))
        other = tree.take("else")
        purpose = f"Is it so: {describe_condition(condition)}?"
        otherwise = self.nodes(other) if other is not None else ()
        return If(purpose=purpose, condition=condition, then=then, otherwise=otherwise)

    def _each(self, tree: Fields) -> Node:
        called = tree.need("for each")
        if not isinstance(called, Text):
            raise called.at.broken("`for each` gives what an item is called; what it goes through stands under `in`.")
        name = read_text(called, "a name")
        items = read_items(tree.need("in"), self.words)
        body = self.nodes(tree.need("steps"))
        return ForEach(purpose=f"What there is: {describe_items(items)}", name=name, items=items, body=body)

    def _times(self, tree: Fields) -> Node:
        times = read_number(tree.need("repeat"), "repeat", least=1)
        return Repeat(purpose=f"{times} times", until=None, body=self.nodes(tree.need("steps")), times=times)

    def _until(self, tree: Fields) -> Node:
        until = read_condition(tree.need("repeat until"), self.words)
        most = tree.take("at most")
        times = read_number(most, "at most", least=1) if most is not None else MOST_TIMES
        purpose = f"Is it so: {describe_condition(until)}?"
        return Repeat(purpose=purpose, until=until, body=self.nodes(tree.need("steps")), times=times)

    def _call(self, tree: Fields) -> tuple[Node, ...]:
        name = tree.need("call")
        called = self.call(read_text(name, "a flow's file"), name.at)
        given = tree.take("with")
        values: dict[str, Value] = {key: Literal(text=text) for key, text in called.inputs if text is not None}
        if given is not None:
            if not isinstance(given, Fields):
                raise given.at.broken("`with` gives values by name.")
            for key, _ in called.inputs:
                if (value := given.take(key)) is not None:
                    values[key] = read_value(value)
            given.done()
        for key, _ in called.inputs:
            if key not in values:
                raise tree.at.broken(f"the flow that is called needs a value for `{key}`.")
        return tuple(self._numbered(filled(node, values)) for node in called.nodes)


def _expectations(tree: Tree | None, action: Action) -> tuple[Expectation, ...]:
    """What should be seen: by the kind of action, or as the flow says."""
    if tree is None:
        return expected(action)
    if not isinstance(tree, Fields):
        raise tree.at.broken("`expect` has fields: `text`, `window` or `closes`.")
    found: list[Expectation] = []
    if (text := tree.take("text")) is not None:
        found.append(TextShown(text=read_text(text, "text")))
    if (window := tree.take("window")) is not None:
        found.append(WindowOpens(name=read_text(window, "window")))
    if (closes := tree.take("closes")) is not None and read_flag(closes, "closes"):
        found.append(WindowCloses())
    tree.done()
    if not found:
        raise tree.at.broken("`expect` says `text`, `window` or `closes`.")
    return tuple(found)


# --- the way back -------------------------------------------------------------------------------------------------


def nodes_as_written(nodes: tuple[Node, ...], pictures: dict[int, str], start: int = 1) -> tuple[list[Plain], int]:
    """Plain data for the writer, and the number of the step that comes next. Raises FlowBroken for what has no verb."""
    written: list[Plain] = []
    for node in nodes:
        match node:
            case Step():
                written.append(_step_as_written(node, pictures.get(start)))
                start += 1
            case If():
                then, start = nodes_as_written(node.then, pictures, start)
                branch: dict[str, Plain] = {"if": condition_as_written(node.condition), "then": then}
                if node.otherwise:
                    branch["else"], start = nodes_as_written(node.otherwise, pictures, start)
                written.append(branch)
            case ForEach():
                body, start = nodes_as_written(node.body, pictures, start)
                written.append({"for each": node.name, "in": items_as_written(node.items), "steps": body})
            case Repeat(until=None):
                body, start = nodes_as_written(node.body, pictures, start)
                written.append({"repeat": node.times, "steps": body})
            case Repeat(until=until):
                assert until is not None
                body, start = nodes_as_written(node.body, pictures, start)
                loop: dict[str, Plain] = {"repeat until": condition_as_written(until)}
                if node.times != MOST_TIMES:
                    loop["at most"] = node.times
                written.append({**loop, "steps": body})
    return written, start


def _step_as_written(step: Step, picture: str | None) -> dict[str, Plain]:
    verb = verb_of(step.action)
    if verb is None:
        raise FlowBroken(f"“{step.purpose}” has no verb in a flow.")
    written: dict[str, Plain] = {}
    if step.purpose != describe_action(step.action):
        written["purpose"] = step.purpose
    written[verb.key] = verb.form.write(getattr(step.action, verb.of)) if verb.of is not None else True
    for key, (name, form) in verb.more.items():
        value = getattr(step.action, name)
        if value != _default(verb, name):
            written[key] = form.write(value) if value is not None else HERE
    expect = _expect_as_written(step)
    if expect:
        written["expect"] = expect
    if picture is not None:
        written["picture"] = picture
    return written


def _default(verb: Verb, name: str) -> object:
    return next(one.default for one in dataclasses.fields(verb.action) if one.name == name)


def _expect_as_written(step: Step) -> dict[str, Plain]:
    if step.expect == expected(step.action):
        return {}
    written: dict[str, Plain] = {}
    for one in step.expect:
        match one:
            case TextShown(text=text) if text:
                written["text"] = text
            case WindowOpens(name=name):
                written["window"] = name
            case WindowCloses():
                written["closes"] = True
            case _:
                continue
    return written
