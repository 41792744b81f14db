# SPDX-License-Identifier: MIT
"""Features of a noisy set, computed into a workspace beforehand: trainings on the same set then begin at once."""

from ser_workbench.corpus.frozen import PartitionRow
from ser_workbench.corpus.partition import hash_corpus
from ser_workbench.features.build import Built, build_features
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Steps
from ser_workbench.runs.begin import emotions_of
from ser_workbench.runs.items import clean_items, feature_items, noisy_items
from ser_workbench.runs.noisy_recipe import NoisyRecipe
from ser_workbench.runs.workspace import Workspace


def build_noisy_features(recipe: NoisyRecipe, features: FeatureSettings, workspace: Workspace) -> Steps[Built]:
    """Compute what the workspace does not hold yet of the clean utterances and of their noisy copies.

    Raises what `build_features` raises.
    """
    hashes = yield from hash_corpus(recipe.corpus)
    rows = [
        PartitionRow(u.id, u.speaker, u.gender, u.emotion, "train", hashes[u.id], u.seconds)  # No side is asked for.
        for u in recipe.corpus.utterances
    ]
    emotions = emotions_of(row.emotion for row in rows)
    noisy = noisy_items(rows, emotions, recipe.items, recipe.hashes, recipe.settings.noise.snr_over)
    items = feature_items(clean_items(rows, emotions) + noisy, recipe.settings)
    return (yield from build_features(items, FeatureStore(workspace.features_folder, features)))
