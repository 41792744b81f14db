# SPDX-License-Identifier: MIT
"""The work behind `run_outputs.py`: features, the selected network, and its outputs on their way to the disk."""

from collections.abc import Sequence

from ser_workbench.audio.content import hash_file
from ser_workbench.features.build import build_features
from ser_workbench.features.store import FeatureStore, hash_computation
from ser_workbench.inspection.hear import check_layers, hear_layers, measure_widths
from ser_workbench.inspection.kept import KeptOutputs, name_outputs
from ser_workbench.inspection.outputs import ModuleOutputs
from ser_workbench.progress import Steps
from ser_workbench.runs.events import StageStarted
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.items import feature_items
from ser_workbench.runs.other_data import load_network
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.selected import Selected
from ser_workbench.runs.trial import make_examples
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.what_is_heard import Heard
from ser_workbench.training.devices import cpu_threads


def hear_kept(
    workspace: Workspace, run: RunRow, heard: Heard, state: str, layers: Sequence[str]
) -> Steps[ModuleOutputs]:
    """What the layers of one of a run's networks say; only those that are not kept yet are computed.

    Raises RunError for a run without a network, BadInputError for a layer that it does not have.
    """
    selected = load_network(workspace, run, state)
    check_layers(selected.settings.model, layers)
    folder = workspace.outputs_folder / run.id / name_heard(workspace, run, selected.condition, heard)
    kept = KeptOutputs(folder, heard.rows)
    missing = kept.find_missing(layers)
    if missing:
        yield from _hear(workspace, selected, heard, missing, kept)
    return kept.load(layers)


def name_heard(workspace: Workspace, run: RunRow, condition: str, heard: Heard) -> str:
    """What outputs follow from: the network with its normalisation, and the features of each utterance.

    condition: whose selected state speaks
    """
    weights = hash_file(RunFolder(workspace.run_folder(run.id)).best(condition))
    features = hash_computation(heard.settings.features)
    keys = ([item.key for item in items] for items in (heard.items, heard.scaling_items))
    return name_outputs(weights, features, *keys)


def _hear(
    workspace: Workspace, selected: Selected, heard: Heard, layers: Sequence[str], kept: KeptOutputs
) -> Steps[None]:
    store = FeatureStore(workspace.features_folder, heard.settings.features)
    wanted = sorted((*heard.items, *heard.scaling_items), key=lambda item: item.utterance)
    if (yield from store.find_missing(item.key for item in wanted)):
        yield from heard.verify()
        yield StageStarted("Computing features")
        yield from build_features(feature_items(wanted, heard.settings), store)
    scaling = yield from selected.scaling.for_speakers(store, heard.scaling_items)
    examples = make_examples(heard.items, store, scaling)
    network, training = selected.build_network(), selected.settings.training
    with cpu_threads(training.threads), kept.writing(measure_widths(network, layers)) as keep:
        yield from hear_layers(network, examples, layers, training.batch_size, training.device, keep)
