"""What the run has learnt so far, by name; the last one also goes by no name ("it", "the result")."""

import re
from collections.abc import Callable

from planner.actions import Literal, Reference, Secret, Template, Value
from planner.errors import UnknownResult

DECIDED = "?"
"""How the names of a plan's own decisions begin; no person gives such a name, and none of them is an output."""
YES, NO = "yes", "no"
HOLE = re.compile(r"\{\{([^{}]+)\}\}")
"""Where the name of a result stands for its text."""


class Results:
    """Results by name, in the order they came."""

    def __init__(
        self, *, known: tuple[tuple[str, str], ...] = (), keep: Callable[[str, str], None], wanted: tuple[str, ...] = ()
    ) -> None:
        """keep: is told of each result at once (the recorder). wanted: names of those handed out; none: all."""
        self._wanted = wanted
        self._texts: dict[str, str] = dict(known)
        said = [text for name, text in known if not name.startswith(DECIDED)]
        self._last = said[-1] if said else None
        self._keep = keep

    def put(self, name: str, text: str) -> None:
        self._texts[name or "result"] = text
        if not name.startswith(DECIDED):
            self._last = text
        self._keep(name or "result", text)

    def get(self, name: str) -> str | None:
        """
        >>> results = Results(keep=lambda name, text: None)
        >>> results.put("total", "12")
        >>> results.get("total"), results.get("")
        ('12', '12')
        """
        return self._last if not name else self._texts.get(name)

    def items(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._texts.items())

    def outputs(self) -> tuple[tuple[str, str], ...]:
        """Those that the run hands out."""
        own = ((name, text) for name, text in self._texts.items() if not name.startswith(DECIDED))
        return tuple((name, text) for name, text in own if not self._wanted or name in self._wanted)

    def resolve(self, value: Value) -> Literal | Secret:
        """A reference becomes the text it stands for. Raises UnknownResult."""
        match value:
            case Reference(name=name):
                text = self.get(name)
                if text is None:
                    raise UnknownResult(name)
                return Literal(text=text)
            case Template(text=text):
                return Literal(text=HOLE.sub(self._known, text))
            case Literal() | Secret():
                return value

    def _known(self, hole: re.Match[str]) -> str:
        text = self.get(hole[1].strip())
        if text is None:
            raise UnknownResult(hole[1].strip())
        return text

    def text_of(self, value: Value) -> str:
        """For comparing and showing; a secret stays its name."""
        match self.resolve(value):
            case Literal(text=text):
                return text
            case Secret(name=name):
                return f"{{{{secret:{name}}}}}"
