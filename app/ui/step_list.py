"""The plan and its steps as they come: each with its mark, and below it what was done and how it was checked."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from app.ui.column import ScrolledColumn
from app.ui.marks import Mark, MarkSign, mark_of
from app.ui.tones import tinted, tones_of
from planner.language.describe import describe, describe_action
from planner.language.outline import outline
from planner.plan import Plan, Step
from planner.records import StepRecord
from planner.safety.permit import Permit, Refusal
from planner.safety.question import By

DETAIL = "detail"
OUTLINE = "outline"
INDENT = "      "


class StepRow(QFrame):
    """One step of the plan. Text wraps, nothing is cut off."""

    def __init__(self, step: Step, number: int) -> None:
        super().__init__()
        self.step = step
        self.sign = MarkSign(number)
        self._purpose = plain_label(describe(step))
        self._time = QLabel()
        self._time.setProperty("part", "quiet")
        self._details = QVBoxLayout()
        self._details.setSpacing(2)
        self._duration_s = 0.0
        self._is_present = False
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._purpose, 1)
        first.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(3)
        layout.addLayout(first)
        layout.addLayout(self._details)
        self._details.setContentsMargins(28, 0, 0, 0)

    @property
    def mark(self) -> Mark:
        return self.sign.mark

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(label.text() for label in self.findChildren(QLabel, DETAIL))

    def begin(self) -> None:
        self.sign.show_mark(Mark.WORKING)
        self._emphasise(present=True)

    def done(self, record: StepRecord, words: str) -> None:
        """words: what is told of it, "" for nothing."""
        mark = mark_of(record)
        recovers = self.mark is Mark.FAILED and mark is not Mark.FAILED
        self.sign.show_mark(mark)
        self._duration_s += record.duration_s
        self._time.setText(f"{self._duration_s:.1f} s")
        if mark is Mark.FAILED:
            self.tell(f"Did not work: {words}" if words else "Did not work")
        elif words or recovers:
            self.tell(f"Another way: {words or 'this worked'}" if recovers else words)

    def comes_after(self, failed: "StepRow") -> None:
        """The step is tried in the place of one that did not work, or again."""
        again = failed.step == self.step
        self.tell("Tried again" if again else f"Another way, after step {failed.sign.number} did not work")

    def tell(self, words: str) -> None:
        detail = plain_label(words)
        detail.setObjectName(DETAIL)
        detail.setProperty("part", "quiet")
        font = detail.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        detail.setFont(font)
        self._details.addWidget(detail)

    def rehearsed(self, mark: Mark, words: str) -> None:
        self.sign.show_mark(mark)
        self.tell(words)

    def leave(self) -> None:
        """The next step has begun, or the run is over."""
        if self.mark is Mark.WORKING:
            self.sign.show_mark(Mark.STOPPED)
        self._emphasise(present=False)

    def _emphasise(self, *, present: bool) -> None:
        font = self._purpose.font()
        font.setBold(present)
        self._purpose.setFont(font)
        self._is_present = present
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_present:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tinted(tones_of(self.palette()).accent, 0.12))
            painter.drawRoundedRect(self.rect(), 6, 6)
            painter.end()


class StepList(ScrolledColumn):
    """A plan is shown as soon as it is understood; its rows fill as the run goes on."""

    def __init__(self, *, redact: Callable[[str], str] = str) -> None:
        """redact: hides known secrets in what is told of a step."""
        super().__init__()
        self._redact = redact
        self.setProperty("part", "card")
        self.setAccessibleName("Steps")
        self._rows: list[StepRow] = []
        self._present: StepRow | None = None
        self._outline: QLabel | None = None
        self.column.setContentsMargins(4, 6, 4, 6)
        self.column.setSpacing(2)
        self.column.addStretch(1)
        self.inside.setBackgroundRole(QPalette.ColorRole.Base)

    @property
    def rows(self) -> tuple[StepRow, ...]:
        return tuple(self._rows)

    def clear(self) -> None:
        for row in self._rows:
            row.hide()  # at once: deletion waits for the event loop
            row.deleteLater()
        if self._outline is not None:
            self._outline.hide()
            self._outline.deleteLater()
        self._rows, self._present, self._outline = [], None, None

    def show_plan(self, plan: Plan) -> None:
        """What was begun stays; what had not begun gives way to the new plan."""
        waiting = [row for row in self._rows if row.mark is Mark.WAITING]
        if plan.is_straight and tuple(row.step for row in waiting) == plan.steps:
            return
        for row in waiting:
            self._rows.remove(row)
            row.hide()
            row.deleteLater()
        if plan.is_straight:
            for step in plan.steps:
                self._add(step)
        else:  # which steps it comes to, and how often, is seen on the way
            self._show_outline(plan)

    def _show_outline(self, plan: Plan) -> None:
        words = "\n".join(f"{INDENT * line.depth}{line.text}" for line in outline(plan))
        if self._outline is not None:
            self._outline.setText(words)
            return
        self._outline = plain_label(words)
        self._outline.setObjectName(OUTLINE)
        self._outline.setContentsMargins(8, 6, 8, 6)
        self.column.insertWidget(0, self._outline)

    def begin(self, step: Step) -> None:
        failed = self._present if self._present is not None and self._present.mark is Mark.FAILED else None
        if self._present is not None:
            self._present.leave()
        row = next((row for row in self._rows if row.mark is Mark.WAITING and row.step == step), None)
        self._present = row or self._add(step)
        self._present.begin()
        if failed is not None:
            self._present.comes_after(failed)
        self._bring_into_view(self._present)

    def done(self, record: StepRecord) -> None:
        if self._present is None or self._present.step != record.step:
            self.begin(record.step)
        assert self._present is not None
        self._present.done(record, self._redact(told(record)))
        self._bring_into_view(self._present)

    def tell(self, words: str) -> None:
        """Of the step under way."""
        if self._present is not None:
            self._present.tell(self._redact(words))

    def rehearsed(self, step: Step, mark: Mark, words: str) -> None:
        row = next((row for row in self._rows if row.mark is Mark.WAITING and row.step == step), None) or self._add(
            step
        )
        row.rehearsed(mark, self._redact(words))
        self._bring_into_view(row)

    def end(self) -> None:
        if self._present is not None:
            self._present.leave()

    def _add(self, step: Step) -> StepRow:
        row = StepRow(step, len(self._rows) + 1)
        self.column.insertWidget(len(self._rows) + (self._outline is not None), row)
        self._rows.append(row)
        return row

    def _bring_into_view(self, row: StepRow) -> None:
        def scroll() -> None:
            if row in self._rows:
                self.ensureWidgetVisible(row, 0, 24)

        QTimer.singleShot(0, self, scroll)  # when the new line has its place


def plain_label(text: str) -> QLabel:
    """Plain text that wraps and can be selected: what a screen says is never taken for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def heading_label(text: str) -> QLabel:
    """What a page is about, a little larger than the person's own size of letters."""
    label = plain_label(text)
    label.setProperty("part", "heading")
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 1.2)
    label.setFont(font)
    return label


def told(record: StepRecord) -> str:
    """What was done, who let it pass where that was not the policy alone, and what was seen afterwards."""
    done = describe_action(record.action)
    parts = [done] if done != describe(record.step) else []
    cleared = record.cleared
    if isinstance(cleared, Permit | Refusal) and cleared.by is not By.POLICY:
        parts.append(f"{cleared.verdict.value}, by {cleared.by.value}")
    parts += [record.error] if record.error else [evidence.detail for evidence in record.verification.evidence]
    return " · ".join(dict.fromkeys(part.strip().rstrip(".") for part in parts if part.strip()))
