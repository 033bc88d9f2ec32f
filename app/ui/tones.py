"""The colours that carry meaning, for light and for dark palettes, and the sheet that shapes the window's own parts.

Each colour of text stands out from both backgrounds of its palette by at least 4.5 to 1 (WCAG 2.1, 1.4.3).
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette


class Tone(StrEnum):
    """What a colour says."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"
    QUIET = "quiet"
    ACCENT = "accent"


@dataclass(frozen=True, kw_only=True)
class Tones:
    good: QColor
    doubtful: QColor
    bad: QColor
    quiet: QColor
    accent: QColor
    on_accent: QColor
    line: QColor

    def of(self, tone: Tone) -> QColor:
        return {
            Tone.GOOD: self.good,
            Tone.DOUBTFUL: self.doubtful,
            Tone.BAD: self.bad,
            Tone.QUIET: self.quiet,
            Tone.ACCENT: self.accent,
        }[tone]


LIGHT = Tones(
    good=QColor("#186a34"),
    doubtful=QColor("#855700"),
    bad=QColor("#b3261e"),
    quiet=QColor("#565d69"),
    accent=QColor("#1f4fc4"),
    on_accent=QColor("#ffffff"),
    line=QColor("#cdd2da"),
)
DARK = Tones(
    good=QColor("#56d391"),
    doubtful=QColor("#e9bd4b"),
    bad=QColor("#ff9a92"),
    quiet=QColor("#b4bcc9"),
    accent=QColor("#8ab2ff"),
    on_accent=QColor("#0d1b36"),
    line=QColor("#545b66"),
)


def tones_of(palette: QPalette) -> Tones:
    return DARK if palette.window().color().lightness() < 128 else LIGHT


def tinted(colour: QColor, share: float) -> QColor:
    """The colour, let through only so far: for backgrounds."""
    return QColor(colour.red(), colour.green(), colour.blue(), round(255 * share))


def sheet(tones: Tones) -> str:
    """Qt's style sheet for cards, the main buttons and the banner; all else is the desktop's own style."""
    accent, on_accent, bad, line = (c.name() for c in (tones.accent, tones.on_accent, tones.bad, tones.line))
    return f"""
        QFrame[part="card"] {{ background: palette(base); border: 1px solid {line}; border-radius: 8px; }}
        QFrame[part="card"] QLabel {{ background: transparent; border: none; }}
        QLabel[part="quiet"] {{ color: {tones.quiet.name()}; }}
        QLabel[part="title"] {{ color: {tones.quiet.name()}; font-weight: 600; }}
        QLabel[part="heading"] {{ font-weight: 600; }}
        QLabel[part="problem"] {{ color: {bad}; }}
        QLabel[part="code"] {{ font-family: monospace; }}
        QFrame[part="note"] {{ background: palette(alternate-base); border: 1px solid {line}; border-radius: 8px; }}
        QFrame[part="note"] QLabel {{ background: transparent; border: none; }}
        QLineEdit[part="field"] {{
            background: palette(base); border: 1px solid {line}; border-radius: 5px; padding: 4px 6px;
        }}
        QLineEdit[part="field"]:focus {{ border: 1px solid {accent}; }}
        QTableView[part="card"] {{ background: palette(base); border: 1px solid {line}; border-radius: 8px; }}
        QPlainTextEdit[part="card"] {{
            background: palette(base); border: 1px solid {line}; border-radius: 8px; padding: 4px 6px;
        }}
        QPlainTextEdit[part="card"]:focus {{ border: 1px solid {accent}; }}
        QPushButton[part="main"] {{
            background: {accent}; color: {on_accent}; border: 1px solid {accent}; border-radius: 6px;
            padding: 7px 22px; font-weight: 600;
        }}
        QPushButton[part="main"]:hover, QPushButton[part="main"]:focus {{ border: 1px solid palette(text); }}
        QPushButton[part="main"]:disabled {{
            background: palette(button); color: {tones.quiet.name()}; border-color: {line};
        }}
        QPushButton[part="stop"] {{
            background: palette(button); color: {tones.quiet.name()}; border: 1px solid {line}; border-radius: 6px;
            padding: 7px 18px; font-weight: 600;
        }}
        QPushButton[part="stop"]:enabled {{ color: {bad}; border-color: {bad}; }}
        QPushButton[part="stop"]:enabled:hover, QPushButton[part="stop"]:focus {{ border: 1px solid palette(text); }}
        QListWidget[part="card"] {{ background: palette(base); border: 1px solid {line}; border-radius: 8px; }}
        QTabBar::tab {{
            background: transparent; color: {tones.quiet.name()}; border: none; border-bottom: 2px solid transparent;
            padding: 5px 2px 6px 2px; margin: 0 18px 4px 0; font-weight: 600;
        }}
        QTabBar::tab:selected {{ color: palette(text); border-bottom-color: {accent}; }}
        QTabBar::tab:hover {{ color: palette(text); }}
        QSplitter::handle {{ background: transparent; }}
        QListWidget[part="card"]::item {{ padding: 5px 4px; }}
        QScrollArea[part="card"] {{
            background: palette(base); border: 1px solid {line}; border-radius: 8px; padding: 3px;
        }}
    """
