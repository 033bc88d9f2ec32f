"""Proposals side by side: the line of the flow and what it would become, the control as shown and as found."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.flows.outline_view import small_picture
from app.ui.flows.values import Proposal
from app.ui.step_list import heading_label, plain_label

SIDE_WH = (150, 60)


class ProposalCard(QFrame):
    """One proposal with its two answers."""

    answered = Signal(int, bool)

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self.setProperty("part", "note")
        self.proposal = proposal
        self.accept = QPushButton("Accept")
        self.accept.setAccessibleName(f"Accept: {proposal.now.strip()}")
        self.accept.setEnabled(not proposal.problem)
        self.accept.clicked.connect(lambda: self.answered.emit(proposal.number, True))
        self.refuse = QPushButton("Refuse")
        self.refuse.setAccessibleName(f"Refuse: {proposal.now.strip()}")
        self.refuse.clicked.connect(lambda: self.answered.emit(proposal.number, False))
        title = plain_label(proposal.step)
        sure = plain_label(f"Found under another name, sure to {proposal.score:.0%}.")
        sure.setProperty("part", "quiet")
        sides = QGridLayout()
        sides.setHorizontalSpacing(12)
        sides.setVerticalSpacing(4)
        for column, (head, line, picture) in enumerate(
            (("As it is", proposal.was, proposal.crop), ("As it would be", proposal.now, proposal.present))
        ):
            self._add_side(sides, column, head, line, picture)
        problem = plain_label(proposal.problem)
        problem.setProperty("part", "problem")
        problem.setVisible(bool(proposal.problem))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.refuse)
        buttons.addWidget(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(title)
        layout.addWidget(sure)
        layout.addLayout(sides)
        layout.addWidget(problem)
        layout.addLayout(buttons)

    def _add_side(self, sides: QGridLayout, column: int, head: str, line: str, picture: Path | None) -> None:
        heading = QLabel(head)
        heading.setProperty("part", "title")
        words = plain_label(line.strip())
        words.setProperty("part", "code")
        words.setAccessibleName(head)
        sides.addWidget(heading, 0, column)
        sides.addWidget(words, 1, column, Qt.AlignmentFlag.AlignTop)
        small = small_picture(picture, self.devicePixelRatioF(), SIDE_WH) if picture is not None else None
        if small is not None:
            shown = QLabel()
            shown.setPixmap(small)
            shown.setAccessibleName(f"{head}: picture")
            sides.addWidget(shown, 2, column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        sides.setColumnStretch(column, 1)


class ProposalPage(QWidget):
    back_wanted = Signal()
    answered = Signal(int, bool)  # the number of a proposal, and whether it is accepted
    rehearse_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = QPushButton("‹ Flow")
        self.back.setProperty("part", "back")
        self.back.setAccessibleName("Back to the flow")
        self.back.clicked.connect(self.back_wanted)
        self.heading = heading_label("Proposed changes")
        self.note = plain_label("")
        self.note.setProperty("part", "quiet")
        self.cards: list[ProposalCard] = []
        self.rehearse = QPushButton("Rehearse")
        self.rehearse.setToolTip("See whether the flow holds now; nothing is touched")
        self.rehearse.clicked.connect(self.rehearse_wanted)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.note)
        self._column.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.rehearse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(scrolled, 1)
        layout.addLayout(buttons)

    def show_proposals(self, proposals: Sequence[Proposal], *, accepted: bool = False) -> None:
        """accepted: one has just been taken over, so the flow should be tried again."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for proposal in proposals:
            card = ProposalCard(proposal)
            card.answered.connect(self.answered)
            self._column.insertWidget(len(self.cards) + 1, card)
            self.cards.append(card)
        waiting = "" if proposals else "Nothing is proposed any more. "
        self.note.setText(waiting + ("Rehearse the flow to see that it holds." if accepted else ""))
        self.note.setVisible(bool(self.note.text()))
        if self.cards:
            self.cards[0].refuse.setFocus()
        else:
            self.rehearse.setFocus()
