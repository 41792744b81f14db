# SPDX-License-Identifier: MIT
"""The Noise panel meets its presenters."""

from collections.abc import Iterator
from dataclasses import dataclass

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.panels.noise import NoisePanel
from ser_workbench.presenters.noise import NoisePresenter
from ser_workbench.presenters.noise_export import NoiseExport
from ser_workbench.presenters.noise_preview import MixPresenter
from ser_workbench.presenters.noise_problems import NoiseProblemsPresenter


@dataclass(frozen=True, slots=True)
class NoisePresenters:
    """One decides on noises and condition, one on the preview, one on problems; one exports the recipe."""

    noise: NoisePresenter
    mix: MixPresenter
    problems: NoiseProblemsPresenter
    recipe: NoiseExport


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenters, and connect what is clicked to what decides."""
    panel = NoisePanel(desk.theme)
    presenters = NoisePresenters(
        NoisePresenter(desk.session, panel, desk.jobs, desk.opening),
        MixPresenter(desk.session, panel.preview, desk.jobs, desk.listening),
        NoiseProblemsPresenter(desk.session, panel, desk.jobs),
        NoiseExport(desk.session, desk.jobs),
    )
    noise, mix, problems = presenters.noise, presenters.mix, presenters.problems
    panel.folder_chosen.connect(noise.open_folder)
    panel.fetch_clicked.connect(desk.actions.fetch_corpus.trigger)
    panel.condition.changed.connect(noise.change)
    panel.collection.classes.changed.connect(noise.change)
    panel.collection.classes.class_toggled.connect(noise.change_class)
    panel.collection.problems.check_clicked.connect(problems.check)
    panel.collection.problems.cancel_clicked.connect(problems.cancel)
    panel.export_chosen.connect(presenters.recipe.export)
    panel.noise_chosen.connect(mix.choose_noise)
    panel.preview.snr_chosen.connect(mix.choose_snr)
    panel.preview.draw_clicked.connect(lambda: mix.draw(noise.items))
    panel.preview.part_clicked.connect(mix.toggle_play)
    panel.preview.cursor_wanted.connect(mix.move_cursor)
    noise.start()
    mix.start()
    problems.start()
    return Introduced(panel, presenters)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """The condition and one mix."""
    panel = introduced.panel
    assert isinstance(panel, NoisePanel)
    yield Until(lambda: desk.session.noises is not None, "the noises are open")
    yield Until(lambda: panel.noisy_set.has_histogram, "the noisy set is drawn")
    yield Until(lambda: panel.preview.has_pictures, "one mix is drawn")
    yield Shot("noise")
