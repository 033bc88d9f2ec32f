"""Whole windows: how parts stand together in programs' main windows, settings, dialogs."""

from PySide6 import QtCore, QtWidgets

from grounding.training.render.qt import views
from grounding.training.render.qt.parts import Parts

Area = QtCore.Qt.DockWidgetArea
MOST_NESTED = 2


def main_window(parts: Parts) -> QtWidgets.QMainWindow:
    window = QtWidgets.QMainWindow()
    if parts.often(0.8):
        for _ in range(parts.chance.randint(3, 9)):
            window.menuBar().addMenu(parts.words.label())
    for _ in range(parts.chance.choice([0, 1, 1, 1, 2])):
        place = parts.chance.choice(
            [QtCore.Qt.ToolBarArea.TopToolBarArea] * 4 + [QtCore.Qt.ToolBarArea.LeftToolBarArea]
        )
        window.addToolBar(place, parts.toolbar())
    if parts.often(0.6):
        bar = window.statusBar()
        bar.showMessage(parts.words.phrase()) if parts.often(0.6) else bar.addWidget(parts.label())
        for _ in range(parts.chance.randint(0, 3)):
            bar.addPermanentWidget(parts.chance.choice([parts.label, parts.progress, parts.icon_button])())
    for _ in range(parts.chance.choice([0, 0, 1, 2])):
        dock = QtWidgets.QDockWidget(parts.words.label())
        dock.setWidget(content(parts, MOST_NESTED))
        window.addDockWidget(
            parts.chance.choice([Area.LeftDockWidgetArea, Area.RightDockWidgetArea, Area.BottomDockWidgetArea]), dock
        )
    window.setCentralWidget(content(parts, 0))
    return window


def settings(parts: Parts) -> QtWidgets.QWidget:
    """A list of pages at the side, a page of fields beside it, buttons below."""
    window = QtWidgets.QWidget()
    whole = QtWidgets.QVBoxLayout(window)
    across = QtWidgets.QHBoxLayout()
    side = QtWidgets.QListWidget()
    pictured = parts.often(0.6)
    size = parts.chance.choice([16, 22, 32])
    side.setIconSize(QtCore.QSize(size, size))
    for _ in range(parts.chance.randint(4, 14)):
        item = QtWidgets.QListWidgetItem(parts.words.label())
        if pictured:
            item.setIcon(parts.icons.icon(size, action=False))
        side.addItem(item)
    side.setCurrentRow(parts.chance.randrange(side.count()))
    side.setMaximumWidth(parts.chance.randint(140, 260))
    if parts.often(0.5):
        side.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
    column = QtWidgets.QVBoxLayout()
    if parts.often(0.4):
        column.addWidget(parts.entry())
    column.addWidget(side)
    across.addLayout(column)
    page = QtWidgets.QVBoxLayout()
    if parts.often(0.6):
        page.addWidget(parts.heading())
    page.addWidget(
        scrolled(parts, column_of_fields(parts, parts.chance.randint(2, 5)))
        if parts.often(0.5)
        else column_of_fields(parts)
    )
    across.addLayout(page, 1)
    whole.addLayout(across, 1)
    if parts.often(0.7):
        whole.addWidget(parts.buttons())
    return window


def dialog(parts: Parts) -> QtWidgets.QWidget:
    if parts.often(0.35):
        return message(parts)
    window = QtWidgets.QDialog()
    layout = QtWidgets.QVBoxLayout(window)
    layout.addWidget(content(parts, 1))
    layout.addWidget(parts.buttons())
    return window


def message(parts: Parts) -> QtWidgets.QDialog:
    """A question: a picture, a sentence or two, buttons."""
    window = QtWidgets.QDialog()
    layout = QtWidgets.QVBoxLayout(window)
    across = QtWidgets.QHBoxLayout()
    if parts.often(0.8):
        across.addWidget(parts.picture())
    words = QtWidgets.QVBoxLayout()
    if parts.often(0.5):
        words.addWidget(parts.heading())
    words.addWidget(parts.prose())
    if parts.often(0.3):
        words.addWidget(parts.check())
    across.addLayout(words, 1)
    layout.addLayout(across)
    layout.addWidget(parts.buttons())
    window.setMinimumWidth(parts.chance.randint(300, 460))
    return window


def content(parts: Parts, depth: int) -> QtWidgets.QWidget:
    makers = [views.listing, views.tree, views.table, views.text, column_of_fields, column_of_fields]
    if depth < MOST_NESTED:
        makers += [tabs, tabs, split, split, tiles, views.calendar, views.pad]
    maker = parts.chance.choice(makers)
    return maker(parts, depth + 1) if maker in {tabs, split} else maker(parts)


def tabs(parts: Parts, depth: int) -> QtWidgets.QTabWidget:
    around = QtWidgets.QTabWidget()
    shown = 0
    count = parts.chance.randint(2, 7)
    shown = parts.chance.randrange(count)
    for index in range(count):
        page = content(parts, depth) if index == shown else QtWidgets.QWidget()
        if parts.often(0.25):
            around.addTab(page, parts.icons.icon(16), parts.words.label())
        else:
            around.addTab(page, parts.words.label())
    around.setCurrentIndex(shown)
    around.setTabsClosable(parts.often(0.2))
    around.setDocumentMode(parts.often(0.3))
    place = QtWidgets.QTabWidget.TabPosition
    around.setTabPosition(parts.chance.choice([place.North] * 6 + [place.South]))
    return around


def split(parts: Parts, depth: int) -> QtWidgets.QSplitter:
    around = QtWidgets.QSplitter(
        parts.chance.choice([QtCore.Qt.Orientation.Horizontal] * 3 + [QtCore.Qt.Orientation.Vertical])
    )
    for _ in range(parts.chance.choice([2, 2, 3])):
        around.addWidget(content(parts, depth))
    around.setSizes([parts.chance.randint(150, 600) for _ in range(around.count())])
    return around


def tiles(parts: Parts) -> QtWidgets.QWidget:
    """Cards, each a picture with words and perhaps a button, in a grid."""
    around = QtWidgets.QWidget()
    grid = QtWidgets.QGridLayout(around)
    columns = parts.chance.randint(2, 5)
    for index in range(parts.chance.randint(3, 14)):
        card = QtWidgets.QFrame()
        card.setFrameShape(parts.chance.choice([QtWidgets.QFrame.Shape.NoFrame, QtWidgets.QFrame.Shape.StyledPanel]))
        layout = QtWidgets.QVBoxLayout(card)
        layout.addWidget(parts.picture())
        layout.addWidget(parts.heading() if parts.often(0.4) else parts.label())
        if parts.often(0.5):
            layout.addWidget(parts.prose())
        if parts.often(0.5):
            layout.addWidget(parts.button())
        grid.addWidget(card, index // columns, index % columns)
    return scrolled(parts, around)


def column_of_fields(parts: Parts, count: int = 0) -> QtWidgets.QWidget:
    around = QtWidgets.QWidget()
    column = QtWidgets.QVBoxLayout(around)
    column.setSpacing(parts.chance.randint(3, 14))
    makers = [
        parts.group,
        parts.group,
        parts.form,
        parts.form,
        parts.check,
        parts.radios,
        parts.prose,
        parts.heading,
        parts.field,
    ]
    makers += [parts.buttons, parts.slider]
    for _ in range(count or parts.chance.randint(2, 6)):
        column.addWidget(parts.chance.choice(makers)())
    column.addStretch()
    return around


def scrolled(parts: Parts, inside: QtWidgets.QWidget) -> QtWidgets.QScrollArea:
    area = QtWidgets.QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    if parts.often(0.5):
        area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
    return area
