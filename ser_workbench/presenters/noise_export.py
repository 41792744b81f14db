# SPDX-License-Identifier: MIT
"""The recipe of the noisy set goes into a folder, as `noisy-set` writes it."""

from pathlib import Path

from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Steps
from ser_workbench.runs.noisy_recipe import draw_recipe, refuse_place, save_recipe
from ser_workbench.runs.settings import ExperimentSettings, with_absolute_folders


class NoiseExport:
    """Writes the recipe of the session's settings where the user says."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session = session
        self._jobs = jobs

    def export(self, folder: Path) -> None:
        """Draw the noisy set and write its tables into a new folder below this one."""
        corpus, noises = self._session.corpus, self._session.noises
        if corpus is None or noises is None:
            self._session.complain("Open a corpus and a folder of noise first: the recipe is drawn from both.")
            return
        settings = self._session.settings
        place = folder / f"{corpus.name}_{noises.folder.name}_seed{settings.noise.seed}"
        self._jobs.start(
            "Exporting the recipe",
            export_recipe(settings, place),
            watch(on_result=self._session.say, on_error=self._session.complain),
        )


def export_recipe(settings: ExperimentSettings, place: Path) -> Steps[str]:
    """Draw and write; returns what to say.

    Raises what `draw_recipe` and `save_recipe` raise.
    """
    settings = with_absolute_folders(settings)
    refuse_place(place, settings)
    recipe = yield from draw_recipe(settings, is_listening=False)
    save_recipe(recipe, place)
    return f"The recipe of {len(recipe.items):,} noisy utterances is in {place}."
