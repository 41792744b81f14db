# SPDX-License-Identifier: MIT
"""The style sheet of the window, grown from the theme's colours."""

from ser_workbench.errors import MissingFolderError
from ser_workbench.gui.colours import Colours
from ser_workbench.resources import icons_folder


def style_sheet(c: Colours, zoom: float) -> str:
    """Qt style sheet for the colours, its sizes multiplied by the zoom."""
    return "\n".join((_frames(c), _words(c, zoom), _buttons(c), _fields(c), _lists(c), _bars(c)))


def _px(size: float, zoom: float) -> str:
    return f"{round(size * zoom)}px"


def _icon(name: str) -> str:
    try:
        return f'url("{(icons_folder() / name).as_posix()}")'
    except MissingFolderError:
        return "none"


def _frames(c: Colours) -> str:
    return f"""
QMainWindow, QDialog {{ background: {c.window}; }}
QFrame[kind="card"] {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 8px; }}
QFrame[kind="drop"] {{ background: transparent; border: 2px dashed {c.border}; border-radius: 8px; }}
QFrame[kind="drop"][isOver="true"] {{ background: {c.selection}; border-color: {c.accent}; }}
QFrame[kind="banner"] {{ background: {c.bad_surface}; border: 1px solid {c.bad}; border-radius: 6px; }}
QFrame[kind="line"] {{ background: {c.border}; border: none; max-height: 1px; min-height: 1px; }}
QWidget#rail {{ background: {c.surface}; border-right: 1px solid {c.border}; }}
QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {c.selection}; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.border}; padding: 4px 6px; }}
"""


def _words(c: Colours, zoom: float) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {_px(22, zoom)}; font-weight: 600; }}
QLabel[role="subtitle"] {{ color: {c.muted}; font-size: {_px(13, zoom)}; }}
QLabel[role="heading"] {{ font-size: {_px(14, zoom)}; font-weight: 600; }}
QLabel[role="caption"] {{ color: {c.muted}; font-size: {_px(12, zoom)}; }}
QLabel[role="value"] {{ font-size: {_px(18, zoom)}; font-weight: 600; }}
QLabel[role="error"] {{ color: {c.bad}; font-size: {_px(12, zoom)}; }}
QLabel[role="good"] {{ color: {c.good}; }}
QLabel[role="warn"] {{ color: {c.warn}; }}
QLabel:disabled {{ color: {c.muted}; }}
"""


def _buttons(c: Colours) -> str:
    return f"""
QPushButton, QToolButton[kind] {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.border};
  border-radius: 6px; padding: 6px 12px; }}
QPushButton:hover, QToolButton[kind]:hover {{ border-color: {c.accent}; }}
QPushButton:pressed, QToolButton[kind]:pressed {{ background: {c.selection}; }}
QPushButton:checked, QToolButton[kind]:checked {{ background: {c.selection}; border-color: {c.accent}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {c.accent}; }}
QPushButton:disabled, QToolButton[kind]:disabled {{ color: {c.muted}; background: {c.window};
  border-color: {c.border}; }}
QPushButton[kind="primary"], QToolButton[kind="primary"] {{ background: {c.accent}; color: {c.accent_text};
  border-color: {c.accent}; font-weight: 600; }}
QPushButton[kind="primary"]:hover, QToolButton[kind="primary"]:hover {{ background: {c.accent_hover}; }}
QPushButton[kind="primary"]:disabled, QToolButton[kind="primary"]:disabled {{ background: {c.raised};
  color: {c.muted}; border-color: {c.border}; }}
QPushButton[kind="danger"], QToolButton[kind="danger"] {{ color: {c.bad}; }}
QPushButton[kind="link"] {{ background: transparent; border: none; color: {c.accent}; padding: 2px; text-align: left; }}
QPushButton[kind="quiet"] {{ background: transparent; border: none; color: {c.muted}; padding: 6px 12px;
  text-align: left; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="quiet"]:focus {{ color: {c.text}; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }}
QToolButton:hover {{ background: {c.raised}; }}
QPushButton[kind="rail"] {{ background: transparent; border: none; border-radius: 8px; padding: 9px 12px;
  text-align: left; color: {c.muted}; }}
QPushButton[kind="rail"]:hover {{ background: {c.raised}; color: {c.text}; }}
QPushButton[kind="rail"]:checked {{ background: {c.selection}; color: {c.text}; font-weight: 600; }}
QPushButton[kind="step"] {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 8px; padding: 0; }}
QPushButton[kind="step"]:hover, QPushButton[kind="step"]:focus {{ border-color: {c.accent}; }}
QPushButton[kind="row"] {{ background: transparent; border: none; border-radius: 6px; padding: 0; }}
QPushButton[kind="row"]:hover, QPushButton[kind="row"]:focus {{ background: {c.raised}; }}
"""


def _fields(c: Colours) -> str:
    return f"""
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit {{ background: {c.surface}; color: {c.text};
  border: 1px solid {c.border}; border-radius: 6px; padding: 4px 8px; min-height: 20px;
  selection-background-color: {c.accent}; selection-color: {c.accent_text}; }}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {{
  border-color: {c.accent}; }}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {{ color: {c.muted};
  background: {c.window}; }}
QLineEdit[isWrong="true"], QSpinBox[isWrong="true"], QDoubleSpinBox[isWrong="true"], QComboBox[isWrong="true"] {{
  border-color: {c.bad}; }}
QSpinBox, QDoubleSpinBox {{ padding: 4px 20px 4px 6px; }}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ subcontrol-origin: border; subcontrol-position: top right;
  width: 20px; border: none; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ subcontrol-origin: border; subcontrol-position: bottom right;
  width: 20px; border: none; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: {_icon("chevron-up.svg")}; width: 12px; height: 12px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: {_icon("chevron-down.svg")}; width: 12px; height: 12px; }}
QComboBox {{ padding-right: 24px; }}
QComboBox::drop-down {{ subcontrol-origin: border; subcontrol-position: center right; width: 24px; border: none; }}
QComboBox::down-arrow {{ image: {_icon("chevron-down.svg")}; width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.border}; outline: none;
  selection-background-color: {c.selection}; selection-color: {c.text}; }}
QCheckBox, QRadioButton {{ background: transparent; spacing: 8px; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {c.muted}; border-radius: 4px;
  background: {c.surface}; }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: {_icon("tick.svg")}; }}
QCheckBox::indicator:disabled {{ background: {c.window}; border-color: {c.border}; }}
QSlider::groove:horizontal {{ height: 4px; background: {c.border}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: 2px; }}
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {{ background: {c.border}; }}
QSlider::handle:horizontal {{ background: {c.accent}; width: 16px; height: 16px; margin: -6px 0;
  border-radius: 8px; }}
"""


def _lists(c: Colours) -> str:
    return f"""
QAbstractItemView {{ background: {c.surface}; alternate-background-color: {c.window}; color: {c.text};
  border: 1px solid {c.border}; border-radius: 6px; gridline-color: {c.border}; outline: none;
  selection-background-color: {c.selection}; selection-color: {c.text}; }}
QAbstractItemView::item {{ padding: 3px 6px; }}
QAbstractItemView::item:selected {{ background: {c.selection}; color: {c.text}; }}
QHeaderView {{ background: {c.surface}; border: none; }}
QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: none;
  border-bottom: 1px solid {c.border}; padding: 6px 8px; font-weight: 600; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ subcontrol-origin: border; subcontrol-position: top center;
  width: 9px; height: 9px; }}
QHeaderView::up-arrow {{ image: {_icon("chevron-up.svg")}; }}
QHeaderView::down-arrow {{ image: {_icon("chevron-down.svg")}; }}
QTableCornerButton::section {{ background: {c.surface}; border: none; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.border}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {c.muted}; padding: 7px 12px; border: none;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {c.text}; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; font-weight: 600; }}
"""


def _bars(c: Colours) -> str:
    return f"""
QMenuBar {{ background: {c.surface}; border-bottom: 1px solid {c.border}; padding: 2px 6px; }}
QMenuBar::item {{ background: transparent; padding: 4px 10px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {c.selection}; }}
QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.selection}; color: {c.text}; }}
QMenu::item:disabled {{ color: {c.muted}; }}
QMenu::separator {{ height: 1px; background: {c.border}; margin: 4px 8px; }}
QStatusBar {{ background: {c.surface}; border-top: 1px solid {c.border}; color: {c.muted}; }}
QStatusBar::item {{ border: none; }}
QProgressBar {{ background: {c.raised}; border: none; border-radius: 4px; min-height: 8px; max-height: 8px;
  text-align: center; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.border}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
