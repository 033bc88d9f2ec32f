"""Single widgets and small groups of them, filled at random."""

from random import Random

from PySide6 import QtCore, QtGui, QtWidgets

from grounding.training.render.qt.controls import Switch
from grounding.training.render.qt.icons import Icons
from grounding.training.render.qt.styles import Look
from grounding.training.render.words import Words

Orientation = QtCore.Qt.Orientation


class Parts:
    """Makes widgets for one window. chance: the window's own."""

    def __init__(self, chance: Random, words: Words, icons: Icons, look: Look) -> None:
        self.chance, self.words, self.icons, self.look = chance, words, icons, look
        self.icon_side = chance.choice([16, 16, 16, 20, 22, 24, 32])

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def label(self, text: str = "") -> QtWidgets.QLabel:
        label = QtWidgets.QLabel(text or self.words.label() + self.chance.choice(["", ":", ":"]))
        if self.often(0.06):
            label.setText(f'<a href="x">{self.words.label()}</a>')
        return label

    def heading(self) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel(self.words.label())
        font = QtGui.QFont(self.look.font)
        font.setPointSizeF(font.pointSizeF() * self.chance.uniform(1.1, 2.2))
        font.setBold(self.often(0.6))
        label.setFont(font)
        return label

    def prose(self) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel(self.words.paragraph(self.chance.randint(1, 4)))
        label.setWordWrap(True)
        label.setSizePolicy(QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Minimum)
        return label

    def picture(self) -> QtWidgets.QLabel:
        label = QtWidgets.QLabel()
        label.setPixmap(self.icons.pixmap(self.chance.choice([32, 48, 64, 96]), action=False))
        label.setSizePolicy(QtWidgets.QSizePolicy.Policy.Fixed, QtWidgets.QSizePolicy.Policy.Fixed)
        return label

    def button(self) -> QtWidgets.QAbstractButton:
        button = QtWidgets.QPushButton(self._mnemonic(self.words.label()))
        if self.often(0.35):
            button.setIcon(self.icons.icon(self.icon_side))
            button.setIconSize(QtCore.QSize(self.icon_side, self.icon_side))
        if self.often(0.15):
            button.setDefault(True)
        if self.often(0.1):
            button.setCheckable(True)
            button.setChecked(True)
        if self.often(0.08):
            button.setFlat(True)
        if self.often(0.06):
            button.setMenu(QtWidgets.QMenu(button))
        button.setEnabled(not self.often(0.12))
        return button

    def icon_button(self, side: int = 0) -> QtWidgets.QToolButton:
        side = side or self.icon_side
        button = QtWidgets.QToolButton()
        button.setIcon(self.icons.icon(side))
        button.setIconSize(QtCore.QSize(side, side))
        button.setAutoRaise(self.often(0.6))
        button.setToolTip(self.words.label())
        if self.often(0.15):
            button.setCheckable(True)
            button.setChecked(self.often(0.6))
        if self.often(0.15):
            button.setText(self.words.label())
            button.setToolButtonStyle(
                self.chance.choice(
                    [
                        QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
                        QtCore.Qt.ToolButtonStyle.ToolButtonTextUnderIcon,
                    ]
                )
            )
        button.setEnabled(not self.often(0.1))
        return button

    def check(self) -> QtWidgets.QAbstractButton:
        box = QtWidgets.QCheckBox(self._mnemonic(self.words.phrase()))
        if self.often(0.1):
            box.setTristate(True)
            box.setCheckState(QtCore.Qt.CheckState.PartiallyChecked)
        else:
            box.setChecked(self.often(0.5))
        box.setEnabled(not self.often(0.1))
        return box

    def radios(self) -> QtWidgets.QWidget:
        around = QtWidgets.QWidget()
        layout = QtWidgets.QBoxLayout(
            self.chance.choice(
                [QtWidgets.QBoxLayout.Direction.TopToBottom, QtWidgets.QBoxLayout.Direction.LeftToRight]
            ),
            around,
        )
        layout.setContentsMargins(0, 0, 0, 0)
        count = self.chance.randint(2, 4)
        chosen = self.chance.randrange(count)
        for index in range(count):
            radio = QtWidgets.QRadioButton(self._mnemonic(self.words.label()))
            radio.setChecked(index == chosen)
            radio.setEnabled(not self.often(0.07))
            layout.addWidget(radio)
        return around

    def switch(self) -> QtWidgets.QWidget:
        switch = Switch(self.look.accent, self.chance.choice([32, 36, 40, 48]), square=self.often(0.2))
        switch.setChecked(self.often(0.5))
        return switch

    def entry(self) -> QtWidgets.QWidget:
        entry = QtWidgets.QLineEdit()
        kind = self.chance.random()
        if kind < 0.5:
            entry.setText(self.words.value())
        elif kind < 0.7:
            entry.setPlaceholderText(self.words.label())
        elif kind < 0.8:
            entry.setText("x" * self.chance.randint(4, 14))
            entry.setEchoMode(QtWidgets.QLineEdit.EchoMode.Password)
        if self.often(0.2):
            place = self.chance.choice(list(QtWidgets.QLineEdit.ActionPosition))
            entry.addAction(self.icons.icon(16), place)
        if self.often(0.1):
            entry.setReadOnly(True)
        entry.setClearButtonEnabled(self.often(0.1))
        entry.setEnabled(not self.often(0.08))
        return entry

    def spin(self) -> QtWidgets.QWidget:
        if self.often(0.2):
            date = self.chance.choice([QtWidgets.QDateEdit, QtWidgets.QTimeEdit, QtWidgets.QDateTimeEdit])()
            if self.often(0.4):
                date.setCalendarPopup(True)
            return date
        spin = QtWidgets.QSpinBox() if self.often(0.6) else QtWidgets.QDoubleSpinBox()
        spin.setMaximum(100000)
        spin.setValue(self.chance.randint(0, 10 ** self.chance.randint(1, 5)))
        spin.setSuffix(self.chance.choice(["", "", "", " px", " %", " ms", " MB"]))
        spin.setEnabled(not self.often(0.08))
        return spin

    def combo(self) -> QtWidgets.QComboBox:
        combo = QtWidgets.QComboBox()
        pictured = self.often(0.25)
        for _ in range(self.chance.randint(2, 12)):
            text = self.words.label() if self.often(0.8) else self.words.value()
            combo.addItem(self.icons.icon(16), text) if pictured else combo.addItem(text)
        combo.setEditable(self.often(0.12))
        combo.setCurrentIndex(self.chance.randrange(combo.count()))
        combo.setEnabled(not self.often(0.08))
        return combo

    def slider(self) -> QtWidgets.QWidget:
        slider = QtWidgets.QSlider(Orientation.Horizontal)
        slider.setValue(self.chance.randint(0, 99))
        slider.setMinimumWidth(80)
        if self.often(0.25):
            slider.setTickPosition(QtWidgets.QSlider.TickPosition.TicksBelow)
        if self.often(0.1):
            dial = QtWidgets.QDial()
            dial.setFixedSize(56, 56)
            dial.setValue(self.chance.randint(0, 99))
            return dial
        return slider

    def progress(self) -> QtWidgets.QWidget:
        bar = QtWidgets.QProgressBar()
        bar.setValue(self.chance.randint(3, 100))
        bar.setTextVisible(self.often(0.6))
        return bar

    def field(self) -> QtWidgets.QWidget:
        """Something that holds a value."""
        makers = (
            [self.entry] * 5
            + [self.combo] * 4
            + [self.spin] * 3
            + [self.slider, self.switch, self.progress, self.radios]
        )
        return self.chance.choice(makers)()

    def form(self) -> QtWidgets.QWidget:
        around = QtWidgets.QWidget()
        if self.often(0.75):
            form = QtWidgets.QFormLayout(around)
            form.setLabelAlignment(
                self.chance.choice([QtCore.Qt.AlignmentFlag.AlignLeft, QtCore.Qt.AlignmentFlag.AlignRight])
            )
            form.setVerticalSpacing(self.chance.randint(3, 14))
            form.setFieldGrowthPolicy(self.chance.choice(list(QtWidgets.QFormLayout.FieldGrowthPolicy)))
            for _ in range(self.chance.randint(3, 9)):
                if self.often(0.2):
                    form.addRow(self.check())
                else:
                    form.addRow(self.label(), self.field())
            return around
        rows = QtWidgets.QVBoxLayout(around)
        for _ in range(self.chance.randint(3, 7)):
            row = QtWidgets.QHBoxLayout()
            row.addWidget(self.label(self.words.phrase()))
            row.addStretch()
            row.addWidget(
                self.chance.choice([self.switch, self.switch, self.combo, self.spin, self.button, self.icon_button])()
            )
            rows.addLayout(row)
        return around

    def group(self) -> QtWidgets.QGroupBox:
        group = QtWidgets.QGroupBox(self.words.label())
        if self.often(0.2):
            group.setCheckable(True)
            group.setChecked(True)
        layout = QtWidgets.QVBoxLayout(group)
        if self.often(0.5):
            layout.addWidget(self.form())
        else:
            for _ in range(self.chance.randint(2, 6)):
                layout.addWidget(
                    self.chance.choice(
                        [self.check, self.check, self.check, self.radios, self.slider, self.prose, self.button]
                    )()
                )
        return group

    def buttons(self) -> QtWidgets.QWidget:
        """The row at a dialog's foot."""
        around = QtWidgets.QWidget()
        row = QtWidgets.QHBoxLayout(around)
        row.setContentsMargins(4, 4, 4, 4)
        if self.often(0.4):
            row.addWidget(self.button())
        row.addStretch()
        for _ in range(self.chance.randint(1, 3)):
            row.addWidget(self.button())
        if self.often(0.2):
            row.addStretch()
        return around

    def menu(self, parent: QtWidgets.QWidget) -> QtWidgets.QMenu:
        menu = QtWidgets.QMenu(parent)
        pictured = self.chance.choice([0, 0, 0.5, 0.9])
        for _ in range(self.chance.randint(4, 16)):
            if self.often(0.15):
                menu.addSeparator()
            text = self._mnemonic(self.words.label()) + ("\t" + self.words.shortcut() if self.often(0.4) else "")
            action = menu.addAction(text)
            if self.often(pictured):
                action.setIcon(self.icons.icon(16))
            if self.often(0.12):
                action.setCheckable(True)
                action.setChecked(self.often(0.7))
            if self.often(0.1):
                action.setMenu(QtWidgets.QMenu(menu))
            action.setEnabled(not self.often(0.12))
        return menu

    def toolbar(self) -> QtWidgets.QToolBar:
        bar = QtWidgets.QToolBar()
        side = self.chance.choice([16, 16, 20, 22, 24, 24, 32])
        bar.setIconSize(QtCore.QSize(side, side))
        kinds = QtCore.Qt.ToolButtonStyle
        bar.setToolButtonStyle(
            self.chance.choice(
                [kinds.ToolButtonIconOnly] * 5 + [kinds.ToolButtonTextBesideIcon, kinds.ToolButtonTextUnderIcon]
            )
        )
        for _ in range(self.chance.randint(4, 16)):
            if self.often(0.15):
                bar.addSeparator()
            action = bar.addAction(self.icons.icon(side), self.words.label())
            action.setEnabled(not self.often(0.15))
            if self.often(0.1):
                action.setCheckable(True)
                action.setChecked(True)
        if self.often(0.35):
            bar.addWidget(self.chance.choice([self.entry, self.combo, self.spin])())
        return bar

    def _mnemonic(self, text: str) -> str:
        text = text.replace("&", "")
        return "&" + text if self.words.language == "en" and self.often(0.3) else text
