# SPDX-License-Identifier: MIT
"""What an ear is made from: a selected network, and the utterances of its run that it is asked about.

Of a noisy set of tens of thousands a part is heard that follows from nothing but how many there are: a temperature and
the shape of a cloud do not need them all, and a person waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ser_workbench.audio.content import hash_file
from ser_workbench.features.build import build_features
from ser_workbench.features.store import FeatureStore, hash_computation
from ser_workbench.inspection.kept import name_outputs
from ser_workbench.progress import Steps
from ser_workbench.runs.events import StageStarted
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.items import Item, feature_items
from ser_workbench.runs.other_data import load_network
from ser_workbench.runs.result import CLEAN, NOISY
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.selected import Selected
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.kept_ear import KeptEar
from ser_workbench.studies.what_is_heard import Heard, heard_of_run

VERSION = 3
"""To be raised when what is kept would come out otherwise."""
MOST_ITEMS = 2000
"""Of each side; a network on the CPU hears some twenty to fifty a second."""


@dataclass(frozen=True, slots=True)
class EarMaterial:
    """A network, whom to ask it about, and where the answers are kept."""

    selected: Selected
    heard: Heard
    """All utterances of the run under the network's condition: clean, or clean and noisy together."""
    store: FeatureStore
    kept: KeptEar

    def side(self, side: str, most: int = MOST_ITEMS) -> Heard:
        """So many utterances of a side at most."""
        places = [place for place, row in enumerate(self.heard.rows) if row.side == side]
        return take(self.heard, [places[place] for place in thin(len(places), most)])

    def ready(self, items: Sequence[Item]) -> Steps[None]:
        """See to it that the features of these items are in the store.

        Raises AudioError or PartitionError where a recording has gone or changed, DiskFullError.
        """
        if (yield from self.store.find_missing(item.key for item in items)):
            yield from self.heard.verify()
            yield StageStarted("Computing features")
            by_recording = sorted(items, key=lambda item: item.utterance)
            yield from build_features(feature_items(by_recording, self.heard.settings), self.store)


def gather(workspace: Workspace, run: RunRow, state: str) -> EarMaterial:
    """Read what a run has; nothing is computed. Raises RunError for a run without a network."""
    selected = load_network(workspace, run, state)
    heard = heard_of_run(workspace, run.id, None, selected.condition)
    weights = hash_file(RunFolder(workspace.run_folder(run.id)).best(selected.condition))
    items = [(item.key, item.label, item.speaker, row.side) for item, row in zip(heard.items, heard.rows, strict=True)]
    features = heard.settings.features
    name = name_outputs(VERSION, weights, hash_computation(features), features.normalisation, items)
    store = FeatureStore(workspace.features_folder, features)
    return EarMaterial(selected, heard, store, KeptEar(workspace.outputs_folder / run.id, selected.condition, name))


def under_all_noise(workspace: Workspace, run: RunRow) -> Heard:
    """The utterances of a run as its network was trained: clean, and noisy too where it has noise."""
    return heard_of_run(workspace, run.id, None, NOISY if run.settings.has_noise else CLEAN)


def take(heard: Heard, places: Sequence[int]) -> Heard:
    """The utterances at these places."""
    items, rows = tuple(heard.items[place] for place in places), tuple(heard.rows[place] for place in places)
    return replace(heard, items=items, rows=rows)


def thin(count: int, most: int) -> list[int]:
    """Places among so many: all, or `most` of them in rising order, the same each time."""
    if count <= most:
        return list(range(count))
    return sorted(map(int, np.random.default_rng(0).permutation(count)[:most]))
