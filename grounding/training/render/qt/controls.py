"""The controls that one Qt widget is or draws, in its own logical coordinates."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6 import QtCore, QtGui, QtWidgets

from grounding.screen import Role, State
from grounding.training.render.qt.recorder import DrawnPicture

CC = QtWidgets.QStyle.ComplexControl
SC = QtWidgets.QStyle.SubControl
SE = QtWidgets.QStyle.SubElement
MOST_ITEMS = 600


@dataclass(frozen=True, kw_only=True)
class Control:
    """role: None for a place whose truth is not told. large: a container, labelled however little is in sight."""

    role: Role | None
    area: QtCore.QRectF
    state: frozenset[State] = frozenset()
    text: str = ""
    large: bool = False


class Switch(QtWidgets.QAbstractButton):
    """A sliding switch; Qt has none."""

    def __init__(self, colour: QtGui.QColor, width: int, *, square: bool) -> None:
        super().__init__()
        self.setCheckable(True)
        self._colour, self._square = colour, square
        self.setFixedSize(width, width * 11 // 20)

    def paintEvent(self, event: object) -> None:  # noqa: N802
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        around = QtCore.QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        faint = QtGui.QColor(self.palette().color(QtGui.QPalette.ColorRole.WindowText))
        faint.setAlpha(90)
        radius = 3 if self._square else around.height() / 2
        painter.setPen(QtGui.QPen(faint, 1))
        painter.setBrush(self._colour if self.isChecked() else faint)
        painter.drawRoundedRect(around, radius, radius)
        side = around.height() - 4
        left = around.right() - side - 2 if self.isChecked() else around.left() + 2
        painter.setBrush(QtGui.QColor("white"))
        painter.drawRoundedRect(QtCore.QRectF(left, around.top() + 2, side, side), radius, radius)


def controls_of(widget: QtWidgets.QWidget, has_text: bool, pictures: list[DrawnPicture]) -> Iterator[Control]:
    """has_text, pictures: what the widget was seen to draw."""
    parent = widget.parentWidget()
    if isinstance(parent, QtWidgets.QAbstractItemView) and parent.viewport() is widget:
        yield from _sections(parent) if isinstance(parent, QtWidgets.QHeaderView) else _items(parent)
        if isinstance(parent, QtWidgets.QTreeView) and parent.rootIsDecorated():
            yield from _plain_branches(parent, pictures)
        return
    match widget:
        case Switch():
            yield _whole(widget, Role.SWITCH)
        case QtWidgets.QCheckBox():
            yield _indicator(widget, Role.CHECKBOX, SE.SE_CheckBoxIndicator)
        case QtWidgets.QRadioButton():
            yield _indicator(widget, Role.RADIO, SE.SE_RadioButtonIndicator)
        case QtWidgets.QAbstractButton():
            if has_text or pictures or widget.text():
                yield _whole(widget, Role.BUTTON if has_text else Role.ICON_BUTTON, widget.text() or widget.toolTip())
        case QtWidgets.QComboBox():
            yield _whole(widget, Role.DROPDOWN, widget.currentText())
            option = QtWidgets.QStyleOptionComboBox()
            widget.initStyleOption(option)
            arrow = widget.style().subControlRect(CC.CC_ComboBox, option, SC.SC_ComboBoxArrow, widget)
            if arrow.width() < widget.width() // 2:
                yield Control(role=None, area=QtCore.QRectF(arrow))
        case QtWidgets.QLineEdit():
            if not isinstance(parent, QtWidgets.QAbstractSpinBox | QtWidgets.QComboBox):
                secret = widget.echoMode() is not QtWidgets.QLineEdit.EchoMode.Normal
                yield _whole(widget, Role.TEXT_FIELD, "" if secret else widget.text(), secret=secret)
        case QtWidgets.QAbstractSpinBox():
            yield _whole(widget, Role.SPINNER, widget.text())
            option = QtWidgets.QStyleOptionSpinBox()
            widget.initStyleOption(option)
            for part in (SC.SC_SpinBoxUp, SC.SC_SpinBoxDown):
                arrow = widget.style().subControlRect(CC.CC_SpinBox, option, part, widget)
                if (
                    arrow.width() > 4
                    and widget.buttonSymbols() is not QtWidgets.QAbstractSpinBox.ButtonSymbols.NoButtons
                ):
                    yield Control(role=Role.ICON_BUTTON, area=QtCore.QRectF(arrow))
        case QtWidgets.QTextEdit() | QtWidgets.QPlainTextEdit():
            yield _whole(widget, Role.TEXT_AREA, large=True)
        case QtWidgets.QScrollBar():
            if widget.maximum() > widget.minimum():
                yield _whole(widget, Role.SCROLLBAR)
        case QtWidgets.QSlider() | QtWidgets.QDial():
            yield _whole(widget, Role.SLIDER)
        case QtWidgets.QProgressBar():
            yield Control(role=Role.PROGRESS, area=QtCore.QRectF(widget.rect()))
        case QtWidgets.QTabBar():
            for index in range(widget.count()):
                if widget.isTabVisible(index):
                    state = {State.SELECTED} if index == widget.currentIndex() else set()
                    yield Control(
                        role=Role.TAB,
                        area=QtCore.QRectF(widget.tabRect(index)),
                        text=widget.tabText(index),
                        state=frozenset(state),
                    )
        case QtWidgets.QGroupBox():
            yield _whole(widget, Role.GROUP, widget.title(), large=True)
            if widget.isCheckable():
                option = QtWidgets.QStyleOptionGroupBox()
                widget.initStyleOption(option)
                mark = widget.style().subControlRect(CC.CC_GroupBox, option, SC.SC_GroupBoxCheckBox, widget)
                yield Control(role=Role.CHECKBOX, area=QtCore.QRectF(mark), state=_state(widget), text=widget.title())
        case QtWidgets.QMenuBar():
            yield _whole(widget, Role.MENU_BAR, large=True)
            yield from _actions(widget)
        case QtWidgets.QMenu():
            yield _whole(widget, Role.MENU, large=True)
            yield from _actions(widget)
        case QtWidgets.QToolBar():
            yield _whole(widget, Role.TOOLBAR, large=True)
        case QtWidgets.QListView() | QtWidgets.QTreeView() | QtWidgets.QTableView():
            role = Role.TABLE if isinstance(widget, QtWidgets.QTableView) else Role.LIST
            yield _whole(widget, role, large=True)
        case QtWidgets.QLabel():
            bare = QtGui.QTextDocumentFragment.fromHtml(widget.text()).toPlainText()
            if widget.text().startswith("<a ") and has_text:
                wanted = widget.sizeHint()
                area = QtCore.QRectF(0, (widget.height() - wanted.height()) / 2, wanted.width(), wanted.height())
                if not widget.isRightToLeft():
                    yield Control(role=Role.LINK, area=area.intersected(QtCore.QRectF(widget.rect())), text=bare)


def _whole(
    widget: QtWidgets.QWidget, role: Role, text: str = "", *, large: bool = False, secret: bool = False
) -> Control:
    state = _state(widget) | ({State.SECRET} if secret else set())
    return Control(
        role=role, area=QtCore.QRectF(widget.rect()), text=text.replace("&", ""), state=frozenset(state), large=large
    )


def _state(widget: QtWidgets.QWidget) -> frozenset[State]:
    state: set[State] = set()
    if not widget.isEnabled():
        state.add(State.DISABLED)
    if widget.hasFocus():
        state.add(State.FOCUSED)
    if isinstance(widget, QtWidgets.QCheckBox) and widget.checkState() is QtCore.Qt.CheckState.PartiallyChecked:
        state.add(State.MIXED)
    elif isinstance(widget, QtWidgets.QAbstractButton | QtWidgets.QGroupBox) and widget.isChecked():
        state.add(State.CHECKED)
    return frozenset(state)


def _indicator(widget: QtWidgets.QAbstractButton, role: Role, element: SE) -> Control:
    option = QtWidgets.QStyleOptionButton()
    widget.initStyleOption(option)
    mark = widget.style().subElementRect(element, option, widget)
    return Control(role=role, area=QtCore.QRectF(mark), state=_state(widget), text=widget.text().replace("&", ""))


def _actions(widget: QtWidgets.QMenuBar | QtWidgets.QMenu) -> Iterator[Control]:
    for action in widget.actions():
        area = widget.actionGeometry(action)
        if action.isVisible() and not action.isSeparator() and action.text() and not area.isEmpty():
            state = set() if action.isEnabled() else {State.DISABLED}
            if action.isChecked():
                state.add(State.CHECKED)
            text = action.text().split("\t")[0].replace("&", "")
            yield Control(role=Role.MENU_ITEM, area=QtCore.QRectF(area), text=text, state=frozenset(state))


def _sections(header: QtWidgets.QHeaderView) -> Iterator[Control]:
    viewport, level = header.viewport(), header.orientation() is QtCore.Qt.Orientation.Horizontal
    for index in range(min(header.count(), MOST_ITEMS)):
        if header.isSectionHidden(index):
            continue
        start, size = header.sectionViewportPosition(index), header.sectionSize(index)
        across, down = viewport.width(), viewport.height()
        area = QtCore.QRect(start, 0, size, down) if level else QtCore.QRect(0, start, across, size)
        text = str(header.model().headerData(index, header.orientation()) or "")
        if level or text:
            yield Control(role=Role.HEADER, area=QtCore.QRectF(area), text=text)


def _items(view: QtWidgets.QAbstractItemView) -> Iterator[Control]:
    viewport = view.viewport()
    in_combo = view.parentWidget() is not None and "ComboBox" in view.parentWidget().metaObject().className()
    table = isinstance(view, QtWidgets.QTableView)
    role = Role.OPTION if in_combo else Role.CELL if table else Role.LIST_ITEM
    role = Role.TREE_ITEM if isinstance(view, QtWidgets.QTreeView) and view.rootIsDecorated() else role
    for index in _indexes(view):
        area = view.visualRect(index)
        if not area.intersects(viewport.rect()):
            continue
        option = QtWidgets.QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.rect = area
        delegate = view.itemDelegateForIndex(index)
        if isinstance(delegate, QtWidgets.QStyledItemDelegate):
            delegate.initStyleOption(option, index)
        text = str(index.data() or "")
        first = index.column() == 0
        if (role is not Role.LIST_ITEM and role is not Role.TREE_ITEM) or first:
            yield Control(
                role=role if first or table else Role.CELL,
                area=QtCore.QRectF(area),
                text=text,
                state=frozenset({State.SELECTED}) if view.selectionModel().isSelected(index) else frozenset(),
            )
        elif text:
            yield Control(role=Role.CELL, area=QtCore.QRectF(area), text=text)
        if option.features & QtWidgets.QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            mark = view.style().subElementRect(SE.SE_ItemViewItemCheckIndicator, option, view)
            checked = option.checkState is QtCore.Qt.CheckState.Checked
            yield Control(
                role=Role.CHECKBOX,
                area=QtCore.QRectF(mark),
                text=text,
                state=frozenset({State.CHECKED} if checked else set()),
            )
        if first and table and not isinstance(view.parentWidget(), QtWidgets.QCalendarWidget):
            wide = min(view.horizontalHeader().length(), viewport.width())
            across = QtCore.QRect(0, area.top(), wide, area.height())
            yield Control(role=Role.ROW, area=QtCore.QRectF(across))


def _plain_branches(view: QtWidgets.QTreeView, pictures: list[DrawnPicture]) -> Iterator[Control]:
    """Signs to unfold an item that the style draws with lines: there is something, but its ink is not told."""
    for index in _indexes(view):
        area = view.visualRect(index)
        if index.column() == 0 and view.model().hasChildren(index) and area.intersects(view.viewport().rect()):
            sign = QtCore.QRectF(area.left() - view.indentation(), area.top(), view.indentation(), area.height())
            if not any(sign.contains(picture.ink.center()) for picture in pictures):
                yield Control(role=None, area=sign)


def _indexes(view: QtWidgets.QAbstractItemView) -> Iterator[QtCore.QModelIndex]:
    """Those in sight or near to it; of a tree, those that are unfolded."""
    model, count = view.model(), 0
    if model is None:
        return
    open_ = [view.rootIndex()]
    while open_ and count < MOST_ITEMS:
        parent = open_.pop()
        for row in range(model.rowCount(parent)):
            columns = 1 if isinstance(view, QtWidgets.QListView) else model.columnCount(parent)
            for column in range(columns):
                index = model.index(row, column, parent)
                count += 1
                if isinstance(view, QtWidgets.QListView):
                    index = model.index(row, view.modelColumn(), parent)
                yield index
                if column == 0 and isinstance(view, QtWidgets.QTreeView) and view.isExpanded(index):
                    open_.append(index)
