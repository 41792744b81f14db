# SPDX-License-Identifier: MIT
"""Module outputs of a trained run, computed once and then kept. Imports nothing of torch before the first step."""

from collections.abc import Sequence
from pathlib import Path

from ser_workbench.inspection.outputs import MODULES, ModuleOutputs
from ser_workbench.progress import Steps
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.workspace import Workspace

SNR_GRID_DB = tuple(float(snr_db) for snr_db in range(-10, 31, 5))
"""The signal-to-noise ratios of the slider."""


def run_outputs(
    workspace: Workspace,
    run: str,
    side: str | None = None,
    condition: str = "clean",
    state: str = "clean",
    layers: Sequence[str] = MODULES,
    corpus: Path | None = None,
    noise: Path | None = None,
) -> Steps[ModuleOutputs]:
    """What the modules of a run's network say; arrays may be read-only memory maps of what is kept.

    run: an id, a unique start of one, or `last`
    side: `train`, `validation` or `test`; None: all three
    condition: `clean`, or `noisy`, the clean and the noisy utterances together
    state: which selected network speaks, `clean` or `noisy`
    layers: modules, or other layers (`models.layer_names.list_layers`)
    corpus: other recordings than the run's, which have no side; noise: the noises of their noisy condition
    Raises RunError for a run without a network, or without noise where that is asked for, BadInputError for a layer
    that it does not have, CorpusError, AudioError, DiskFullError.
    """
    from ser_workbench.studies.hearing import hear_kept
    from ser_workbench.studies.what_is_heard import heard_of_corpus, heard_of_run

    row = workspace.store.find(run)
    if corpus is not None:
        heard = yield from heard_of_corpus(workspace, row.settings, corpus, noise, condition)
        return (yield from hear_kept(workspace, row, heard, state, layers))
    if condition == CLEAN:  # The clean utterances of all sides are few, and kept together.
        everyone = yield from hear_kept(workspace, row, heard_of_run(workspace, row.id, None, CLEAN), state, layers)
        return everyone if side is None else everyone.side(side)
    return (yield from hear_kept(workspace, row, heard_of_run(workspace, row.id, side, condition), state, layers))


def outputs_at_snr(
    workspace: Workspace,
    run: str,
    side: str | None,
    snr_db: float,
    noise_seed: int = 0,
    state: str = "clean",
    layers: Sequence[str] = MODULES,
) -> Steps[ModuleOutputs]:
    """The same utterances in the same order as `run_outputs`, each under one noise at a signal-to-noise ratio.

    Which noise, and which part of it, follows from the seed and the utterance alone: at every ratio the same one.
    Raises what `run_outputs` raises.
    """
    from ser_workbench.studies.hearing import hear_kept
    from ser_workbench.studies.what_is_heard import heard_at_snr

    row = workspace.store.find(run)
    heard = heard_at_snr(workspace, row.id, side, snr_db, noise_seed)
    return (yield from hear_kept(workspace, row, heard, state, layers))
