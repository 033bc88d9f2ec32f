"""Text with a caret and a selection, as a field holds it."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Text:
    """selection: from `mark` to `caret`; none when they are the same."""

    content: str = ""
    caret: int = 0
    mark: int = 0

    def __post_init__(self) -> None:
        self.mark = self.caret

    @property
    def selected(self) -> str:
        return self.content[min(self.caret, self.mark) : max(self.caret, self.mark)]

    def select_all(self) -> None:
        self.mark, self.caret = 0, len(self.content)

    def collapse(self, to: int) -> None:
        self.caret = self.mark = max(0, min(to, len(self.content)))

    def insert(self, text: str) -> None:
        """Takes the place of the selection.

        >>> text = Text(content="old", caret=3)
        >>> text.select_all()
        >>> text.insert("new")
        >>> text.content
        'new'
        """
        low, high = min(self.caret, self.mark), max(self.caret, self.mark)
        self.content = self.content[:low] + text + self.content[high:]
        self.collapse(low + len(text))

    def erase(self, *, forward: bool) -> None:
        if not self.selected:
            self.mark = min(len(self.content), self.caret + 1) if forward else max(0, self.caret - 1)
        self.insert("")

    def move(self, to: int, *, extend: bool) -> None:
        to = max(0, min(to, len(self.content)))
        if extend:
            self.caret = to
        else:
            self.collapse(to)

    def line_start(self) -> int:
        return self.content.rfind("\n", 0, self.caret) + 1

    def line_end(self) -> int:
        end = self.content.find("\n", self.caret)
        return len(self.content) if end < 0 else end
