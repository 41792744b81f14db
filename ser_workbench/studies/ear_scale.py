# SPDX-License-Identifier: MIT
"""Whose mean and variance live speech is brought to 0 and 1 by.

Choice: a network trained with normalisation per speaker hears a live voice as one of the training side, not as a
speaker of its own: of a single utterance the mean and variance follow what is said, and how. Measured on EmoDB's test
speakers (clean, FST-CLDNN on log-Mel and LDNN on MFCC): 57 and 59 % of the utterances are recognised where all that a
speaker says is known, 18 and 14 % where each utterance is normalised by itself, 55 and 44 % this way.
"""

from ser_workbench.features.normalisation import Normaliser
from ser_workbench.progress import Steps
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.scaling import Scaling, fit_scaling
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.ear_material import MOST_ITEMS, EarMaterial, take, thin, under_all_noise
from ser_workbench.studies.kept_ear import SCALE


def scale_of(workspace: Workspace, run: RunRow, material: EarMaterial) -> Steps[Scaling]:
    """The normalisation of a run for somebody who is heard for the first time."""
    selected = material.selected
    if selected.scaling.kind != "speaker":
        return selected.scaling
    kept = material.kept.load_arrays(SCALE, ("mean", "scale"), (selected.settings.features.height,))
    if kept is None or not (kept["scale"] > 0).all():
        everyone = under_all_noise(workspace, run)
        places = [place for place, row in enumerate(everyone.rows) if row.side == "train"]
        train = take(everyone, [places[place] for place in thin(len(places), MOST_ITEMS)])
        yield from material.ready(train.items)
        kept = (yield from fit_scaling("training", material.store, train.items, ())).to_arrays()
        material.kept.save_arrays(SCALE, kept)
    return Scaling("training", Normaliser.from_arrays(kept))
