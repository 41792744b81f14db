# SPDX-License-Identifier: MIT
"""A matrix with audible cells meets what decides for it; panels that have one ask for this."""

from ser_workbench.gui.desk import Desk
from ser_workbench.gui.panels.audible_matrix import AudibleMatrix
from ser_workbench.presenters.audible_cells import AudibleCells


def introduce_cells(matrix: AudibleMatrix, desk: Desk) -> AudibleCells:
    """Connect what is clicked to what decides; `show` of what comes back fills the matrix."""
    cells = AudibleCells(desk.session, matrix, desk.jobs, desk.listening)
    matrix.cell_clicked.connect(cells.choose_cell)
    matrix.play_clicked.connect(cells.play)
    return cells
