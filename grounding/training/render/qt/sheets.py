"""Style sheets for Qt's widgets, as texts with gaps for colours and measures."""

from string import Template

MODERN = Template(
    """
QPushButton { background: $fill; border: $border; border-radius: ${radius}px; padding: ${pad}px ${pad_wide}px; }
QPushButton:default, QPushButton:checked { background: $accent; color: white; border-color: $accent; }
QPushButton:disabled { color: $faded; }
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {
  background: $field; border: $field_edge; border-radius: ${radius}px; padding: ${pad_field}px;
  selection-background-color: $accent; }
QLineEdit:focus, QPlainTextEdit:focus { border-color: $accent; }
QToolButton { border: $tool_edge; border-radius: ${radius}px; padding: ${pad}px; background: $tool_fill; }
QToolButton:checked { background: $accent_faint; }
QCheckBox::indicator, QGroupBox::indicator, QListView::indicator, QTreeView::indicator {
  width: ${mark}px; height: ${mark}px; border: 1px solid $mark_edge; border-radius: ${mark_radius}px;
  background: $base; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QListView::indicator:checked,
QTreeView::indicator:checked { background: $accent; image: url($mark_picture); }
QRadioButton::indicator { width: ${mark}px; height: ${mark}px; border: 1px solid $mark_edge;
  border-radius: ${mark_half}px; background: $base; }
QRadioButton::indicator:checked { background: $accent; image: url($dot_picture); }
QGroupBox { border: $group_edge; border-radius: ${radius}px; margin-top: 1.3em; padding-top: 4px;
  font-weight: $group_weight; }
QGroupBox::title { subcontrol-origin: margin; left: 6px; }
QProgressBar { border: $progress_edge; background: $button; border-radius: ${radius}px; text-align: center;
  $progress_height }
QProgressBar::chunk { background: $accent; border-radius: ${radius}px; }
QScrollBar:vertical { width: ${bar}px; background: $bar_fill; margin: 0; }
QScrollBar:horizontal { height: ${bar}px; background: transparent; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: ${bar_half}px; margin: ${bar_margin}px;
  min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QMenu { background: $base; border: $border; padding: ${menu_pad}px; }
QMenu::item { padding: ${pad_item}px ${pad_menu}px; border-radius: ${radius}px; }
QMenu::item:selected, QMenuBar::item:selected { background: $accent; color: white; }
QMenu::separator { height: 1px; background: $line; margin: 4px; }
QMenuBar { background: $window; }
QMenuBar::item { padding: ${pad}px ${pad_bar}px; background: transparent; }
QHeaderView::section { background: $button; border: none; border-right: $border; border-bottom: $border;
  padding: ${pad}px; }
QAbstractItemView { background: $base; border: $border; selection-background-color: $accent;
  selection-color: white; }
QListView::item, QTreeView::item { padding: ${pad}px; }
QAbstractSpinBox::up-arrow { image: url($up_picture); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url($down_picture); width: 9px; height: 9px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 18px; border: none; }
"""
)

LINED_TABS = Template(
    """
QTabBar::tab { background: transparent; padding: ${pad_item}px ${pad_tab}px; border: none;
  border-bottom: ${tab_line}px solid transparent; }
QTabBar::tab:selected { border-bottom-color: $accent; }
QTabWidget::pane { border: none; border-top: $border; }
"""
)

FRAMED_TABS = Template(
    """
QTabBar::tab { background: $button; padding: ${pad}px ${pad_tab}px; border: $border;
  border-top-left-radius: ${radius}px; border-top-right-radius: ${radius}px; }
QTabBar::tab:selected { background: $base; border-bottom-color: $base; }
QTabWidget::pane { border: $border; }
"""
)

SLIDERS = Template(
    """
QSlider::groove:horizontal { height: ${groove}px; background: $thumb; border-radius: ${groove_half}px; }
QSlider::handle:horizontal { width: ${knob}px; margin: ${knob_margin}px 0; border-radius: ${knob_half}px;
  background: $knob_fill; border: $border; }
QSlider::sub-page:horizontal { background: $accent; border-radius: ${groove_half}px; }
"""
)

COMBOS = Template(
    """
QComboBox { background: $fill; border: $border; border-radius: ${radius}px; padding: ${pad}px ${pad_bar}px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($down_picture); width: 10px; height: 10px; }
"""
)

TOOL_BARS = Template("QToolBar { background: $button; border: none; spacing: ${spacing}px; }")

BEVELS = Template(
    """
QPushButton, QToolButton, QHeaderView::section { $raised padding: ${pad}px ${pad_bar}px; background: $window; }
QPushButton:checked, QToolButton:checked { $sunken }
QLineEdit, QTextEdit, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox { $sunken padding: ${pad_field}px; }
QCheckBox::indicator { width: ${mark}px; height: ${mark}px; $raised }
QCheckBox::indicator:checked { $sunken background: $shade; }
QRadioButton::indicator { width: ${mark}px; height: ${mark}px; $raised $diamond }
QRadioButton::indicator:checked { $sunken background: $shade; }
QScrollBar:vertical { width: 15px; $sunken background: $trough; }
QScrollBar::handle { $raised background: $window; min-height: 20px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QMenuBar { $raised }
QMenu { $raised }
QMenu::item { padding: ${pad_item}px 22px; }
QMenu::item:selected, QMenuBar::item:selected { $raised background: $window; color: black; }
QProgressBar { $sunken text-align: center; }
QGroupBox { $raised margin-top: 1.2em; }
"""
)
"""The raised and sunken edges of toolkits of the nineties."""
