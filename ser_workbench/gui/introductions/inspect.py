# SPDX-License-Identifier: MIT
"""The Inspect panel meets its presenter."""

from collections.abc import Iterator

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.introductions.audible_cells import introduce_cells
from ser_workbench.gui.panels.inspect import InspectPanel
from ser_workbench.presenters.inspect import InspectPresenter


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenter, and connect what is clicked to what decides."""
    panel = InspectPanel(desk.theme)
    cells = introduce_cells(panel.confusions.cells, desk)
    presenter = InspectPresenter(desk.session, panel, desk.jobs, desk.listening, cells)
    picking, export = presenter.picking, presenter.export
    panel.shown.connect(presenter.shown)
    panel.empty_clicked.connect(presenter.go_to_work)
    panel.bar.run_chosen.connect(presenter.choose_run)
    panel.bar.option_chosen.connect(presenter.choose_option)
    panel.bar.side_chosen.connect(picking.choose_side)
    panel.grid.layer_chosen.connect(presenter.choose_layer)
    panel.grid.hovered.connect(picking.hover)
    panel.grid.clicked.connect(picking.click)
    panel.grid.lassoed.connect(picking.take)
    panel.sliders.snr_chosen.connect(presenter.choose_snr)
    panel.sliders.epoch_chosen.connect(presenter.choose_epoch)
    panel.probes.probe_clicked.connect(presenter.open_probe)
    panel.classes.turned.connect(picking.turn_class)
    panel.classes.alone.connect(picking.only_class)
    panel.classes.all_clicked.connect(picking.all_classes)
    panel.play_clicked.connect(picking.play)
    panel.selection.item_chosen.connect(picking.mark)
    panel.selection.item_opened.connect(picking.click)
    panel.selection.clear_clicked.connect(picking.take_nothing)
    panel.figure_wanted.connect(export.ask_figure)
    panel.export_button.points_clicked.connect(export.ask_points)
    panel.export_button.selection_clicked.connect(export.ask_selection)
    panel.export_file_chosen.connect(export.write)
    presenter.start()
    return Introduced(panel, presenter)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """The nine plots with an utterance marked; one alone; what noise does; the confusions of a probe."""
    panel, presenter = introduced.panel, introduced.presenter
    assert isinstance(panel, InspectPanel)
    assert isinstance(presenter, InspectPresenter)
    yield Until(lambda: desk.session.workspace is not None and bool(presenter.run), "the runs are listed")
    yield Until(lambda: presenter.look is not None and not presenter.is_busy, "a network is looked into", 600)
    presenter.picking.mark(0)
    yield Shot("inspect")
    panel.grid.show_alone((0, 2))
    yield Shot("inspect-alone")
    panel.grid.show_alone(None)
    if presenter.look is not None and presenter.look.settings.has_noise:
        presenter.choose_snr(2)
        yield Until(lambda: not presenter.is_busy, "noise has come in", 600)
        yield Shot("inspect-noise")
        presenter.choose_snr(len(panel.sliders.snr.places) - 1)
        yield Until(lambda: not presenter.is_busy, "it is clean again", 600)
    presenter.open_probe("emotion", "mlp")
    yield Until(lambda: bool(panel.confusions.cells.utterances.rows_model.rows), "a cell is listed")
    yield Shot("inspect-probe")
    panel.confusions.back_clicked.emit()
