"""The plan and its steps as they come: each with its mark, and below it what was done and how it was checked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from planner.language.describe import describe_action
from planner.plan import Plan, Step
from planner.records import Status, StepRecord
from planner.safety.permit import Permit, Refusal

_MARKS = {
    Status.CONFIRMED: ("✓", QColor(40, 150, 70)),
    Status.UNCHANGED: ("·", QColor(140, 140, 140)),
    Status.UNCLEAR: ("?", QColor(190, 130, 20)),
    Status.CONTRADICTED: ("✗", QColor(200, 50, 40)),
}


class StepList(QTreeWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setAccessibleName("Steps")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._present = -1

    def show_plan(self, plan: Plan) -> None:
        self.clear()
        self._present = -1
        for number, step in enumerate(plan.steps, 1):
            item = QTreeWidgetItem([f"{number}. {step.purpose}", ""])
            item.setData(0, Qt.ItemDataRole.UserRole, step)
            self.addTopLevelItem(item)

    def begin(self, step: Step) -> None:
        self._present += 1
        item = self.topLevelItem(self._present)
        if item is None:
            item = QTreeWidgetItem([step.purpose, ""])
            self.addTopLevelItem(item)
        item.setText(1, "…")
        self.setCurrentItem(item)
        self.scrollToItem(item)

    def done(self, record: StepRecord) -> None:
        item = self.topLevelItem(self._present)
        if item is None:
            return
        mark, colour = ("✗", QColor(200, 50, 40)) if record.error else _MARKS[record.verification.status]
        item.setText(1, f"{mark} {record.duration_s:.1f} s")
        item.setForeground(1, colour)
        child = QTreeWidgetItem([_told(record), mark])
        child.setForeground(1, colour)
        child.setToolTip(0, _told(record))
        item.addChild(child)
        item.setExpanded(bool(record.error) or record.verification.status is not Status.CONFIRMED)

    def end(self) -> None:
        item = self.topLevelItem(self._present)
        if item is not None and item.text(1) == "…":
            item.setText(1, "✗")


def _told(record: StepRecord) -> str:
    parts = [describe_action(record.action)]
    if isinstance(record.cleared, Permit | Refusal):
        parts.append(f"{record.cleared.verdict} ({record.cleared.rule}), by {record.cleared.by}")
    parts += [record.error] if record.error else [e.detail for e in record.verification.evidence]
    return "; ".join(dict.fromkeys(part for part in parts if part))
