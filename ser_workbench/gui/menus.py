# SPDX-License-Identifier: MIT
"""The menu bar: every action of the window has its place here."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from ser_workbench.gui.actions import Actions

Entry = QAction | None
"""An action, or a line between two groups."""


def menus_of(actions: Actions) -> dict[str, list[Entry]]:
    """Title of each menu and what it holds."""
    a = actions
    return {
        "&File": [
            a.new_workspace,
            a.open_workspace,
            None,
            a.open_corpus,
            a.open_noise,
            a.fetch_corpus,
            a.try_demo,
            None,
            a.quit,
        ],
        "&View": [
            *a.panels.values(),
            None,
            *a.themes.values(),
            a.toggle_theme,
            None,
            a.zoom_in,
            a.zoom_out,
            a.zoom_reset,
            None,
            a.play,
        ],
        "&Run": [
            a.run_start,
            a.run_pause,
            a.run_resume,
            a.run_stop_and_keep,
            a.run_cancel,
            None,
            a.sweep_start,
            a.sweep_pause,
            a.sweep_resume,
            a.sweep_stop,
            None,
            a.baselines_start,
            a.baselines_pause,
            a.baselines_resume,
            a.baselines_stop,
            None,
            a.paper_start,
            a.paper_pause,
            a.paper_resume,
            a.paper_stop,
        ],
        "&Live": [
            a.live_listen,
            a.live_stop,
            a.live_freeze,
            a.live_record,
            None,
            a.live_keep,
            None,
            a.live_file,
            a.live_refresh,
        ],
        "&Help": [a.show_shortcuts, a.show_readme, None, a.show_about],
    }


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> None:
    """Make all menus."""
    for title, entries in menus_of(actions).items():
        menu = QMenu(title, bar)
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(entry)
        bar.addMenu(menu)
