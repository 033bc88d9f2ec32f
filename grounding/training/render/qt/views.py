"""Larger parts: lists, trees, tables, texts, calendars, key pads."""

from PySide6 import QtCore, QtGui, QtWidgets

from grounding.training.render.qt.parts import Parts

Columns = QtWidgets.QHeaderView.ResizeMode


def listing(parts: Parts) -> QtWidgets.QListWidget:
    view = QtWidgets.QListWidget()
    icons = parts.often(0.4)
    if icons and parts.often(0.5):
        side = parts.chance.choice([32, 48, 64])
        view.setViewMode(QtWidgets.QListView.ViewMode.IconMode)
        view.setIconSize(QtCore.QSize(side, side))
        view.setGridSize(QtCore.QSize(side + 56, side + 48))
        view.setWordWrap(True)
        view.setResizeMode(QtWidgets.QListView.ResizeMode.Adjust)
    else:
        side = parts.chance.choice([16, 16, 22, 32])
        view.setIconSize(QtCore.QSize(side, side))
        view.setAlternatingRowColors(parts.often(0.3))
        view.setSpacing(parts.chance.choice([0, 0, 0, 2, 5]))
    checkable = not icons and parts.often(0.3)
    for _ in range(parts.chance.randint(3, 40)):
        item = QtWidgets.QListWidgetItem(parts.words.file_name() if icons else parts.words.phrase())
        if icons:
            item.setIcon(parts.icons.icon(side, action=False))
        if checkable:
            item.setCheckState(parts.chance.choice([QtCore.Qt.CheckState.Checked, QtCore.Qt.CheckState.Unchecked]))
        view.addItem(item)
    view.setCurrentRow(parts.chance.randrange(view.count()) if parts.often(0.7) else -1)
    return view


def tree(parts: Parts) -> QtWidgets.QTreeWidget:
    view = QtWidgets.QTreeWidget()
    columns = parts.chance.choice([1, 1, 2, 3, 4])
    view.setColumnCount(columns)
    view.setHeaderLabels([parts.words.label() for _ in range(columns)])
    view.setHeaderHidden(columns == 1 and parts.often(0.6))
    view.setAlternatingRowColors(parts.often(0.3))
    pictured, checkable = parts.often(0.5), parts.often(0.2)
    flat = parts.often(0.25)
    view.setRootIsDecorated(not flat)

    def grow(parent: QtWidgets.QTreeWidgetItem, depth: int) -> None:
        for _ in range(parts.chance.randint(1, 6)):
            item = QtWidgets.QTreeWidgetItem(parent, texts())
            decorate(item)
            if depth < 2 and parts.often(0.3):
                grow(item, depth + 1)
                item.setExpanded(parts.often(0.7))

    def texts() -> list[str]:
        return [parts.words.label(), *(parts.words.value() for _ in range(columns - 1))]

    def decorate(item: QtWidgets.QTreeWidgetItem) -> None:
        if pictured:
            item.setIcon(0, parts.icons.icon(16, action=False))
        if checkable:
            item.setCheckState(0, parts.chance.choice([QtCore.Qt.CheckState.Checked, QtCore.Qt.CheckState.Unchecked]))

    for _ in range(parts.chance.randint(2, 12 if not flat else 40)):
        item = QtWidgets.QTreeWidgetItem(view, texts())
        decorate(item)
        if not flat and parts.often(0.6):
            grow(item, 1)
            item.setExpanded(parts.often(0.7))
    if columns > 1:
        view.header().setSectionResizeMode(parts.chance.choice([Columns.Stretch, Columns.ResizeToContents]))
    if parts.often(0.6):
        view.setCurrentItem(view.topLevelItem(parts.chance.randrange(view.topLevelItemCount())))
    return view


def table(parts: Parts) -> QtWidgets.QTableWidget:
    rows, columns = parts.chance.randint(3, 40), parts.chance.randint(2, 9)
    view = QtWidgets.QTableWidget(rows, columns)
    view.setHorizontalHeaderLabels([parts.words.label() for _ in range(columns)])
    view.verticalHeader().setVisible(parts.often(0.4))
    view.setShowGrid(parts.often(0.7))
    view.setAlternatingRowColors(parts.often(0.4))
    kinds = [parts.chance.choice(["value", "value", "label", "check", "icon", "empty"]) for _ in range(columns)]
    for row in range(rows):
        for column, kind in enumerate(kinds):
            item = QtWidgets.QTableWidgetItem()
            if kind != "empty":
                item.setText(parts.words.label() if kind == "label" else parts.words.value())
            if kind == "check":
                item.setCheckState(parts.chance.choice([QtCore.Qt.CheckState.Checked, QtCore.Qt.CheckState.Unchecked]))
            if kind == "icon":
                item.setIcon(parts.icons.icon(16, action=False))
            if parts.often(0.1):
                item.setTextAlignment(QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter)
            view.setItem(row, column, item)
    view.horizontalHeader().setSectionResizeMode(
        parts.chance.choice([Columns.Stretch, Columns.ResizeToContents, Columns.Interactive])
    )
    view.setSelectionBehavior(parts.chance.choice(list(QtWidgets.QAbstractItemView.SelectionBehavior)[:2]))
    if parts.often(0.5):
        view.setCurrentCell(parts.chance.randrange(rows), 0)
    if parts.often(0.3):
        view.verticalHeader().setDefaultSectionSize(parts.chance.randint(22, 48))
    return view


def text(parts: Parts) -> QtWidgets.QWidget:
    if parts.often(0.4):
        area = QtWidgets.QPlainTextEdit()
        area.setFont(parts.look.monospaced)
        area.setLineWrapMode(parts.chance.choice(list(QtWidgets.QPlainTextEdit.LineWrapMode)))
        lines = [
            "    " * parts.chance.randint(0, 3)
            + parts.chance.choice([parts.words.phrase, parts.words.value, parts.words.sentence])()
            for _ in range(parts.chance.randint(3, 60))
        ]
        area.setPlainText("\n".join(lines))
        return area
    rich = QtWidgets.QTextEdit()
    pieces = []
    for _ in range(parts.chance.randint(1, 8)):
        if parts.often(0.3):
            pieces.append(f"<h{parts.chance.randint(1, 3)}>{parts.words.label()}</h2>")
        body = parts.words.paragraph(parts.chance.randint(1, 8))
        if parts.often(0.2):
            body = f"<b>{parts.words.label()}</b> {body} <i>{parts.words.label()}</i>"
        pieces.append(f"<p>{body}</p>")
    rich.setHtml("".join(pieces))
    return rich


def calendar(parts: Parts) -> QtWidgets.QCalendarWidget:
    view = QtWidgets.QCalendarWidget()
    view.setSelectedDate(QtCore.QDate(parts.chance.randint(2000, 2030), parts.chance.randint(1, 12), 15))
    view.setGridVisible(parts.often(0.3))
    return view


def pad(parts: Parts) -> QtWidgets.QWidget:
    """A calculator's face: a display and a grid of keys."""
    around = QtWidgets.QWidget()
    grid = QtWidgets.QGridLayout(around)
    grid.setSpacing(parts.chance.randint(0, 8))
    keys = [
        "7",
        "8",
        "9",
        "÷",
        "√",
        "4",
        "5",
        "6",
        "×",
        "%",
        "1",
        "2",
        "3",
        "−",
        "x²",
        "0",
        ".",
        "=",
        "+",
        "C",
        "(",
        ")",
        "π",
        "MC",
        "MR",
        "M+",
        "sin",
        "cos",
        "tan",
        "ln",
        "log",
        "AC",
        "⌫",
        "±",
    ]
    columns = parts.chance.choice([4, 5, 6, 8])
    shown = QtWidgets.QLineEdit(str(parts.chance.randint(0, 10 ** parts.chance.randint(1, 9))))
    shown.setAlignment(QtCore.Qt.AlignmentFlag.AlignRight)
    font = QtGui.QFont(parts.look.font)
    font.setPointSizeF(font.pointSizeF() * parts.chance.uniform(1.2, 2.4))
    shown.setFont(font)
    grid.addWidget(shown, 0, 0, 1, columns)
    count = parts.chance.choice([16, 20, 24, 30, len(keys)])
    for index, key in enumerate(keys[:count]):
        button = QtWidgets.QPushButton(key)
        button.setMinimumWidth(24)
        button.setSizePolicy(QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Expanding)
        grid.addWidget(button, 1 + index // columns, index % columns)
    return around
