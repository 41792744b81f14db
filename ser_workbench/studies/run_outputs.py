# SPDX-License-Identifier: MIT
"""Module outputs of a trained run, computed once and then kept. Imports nothing of torch before the first step."""

from collections.abc import Sequence
from pathlib import Path

from ser_workbench.inspection.outputs import MODULES, ModuleOutputs
from ser_workbench.progress import Steps
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
    """What the modules of a run's network say; arrays are read-only memory maps of what is kept.

    run: an id, a unique start of one, or `last`
    side: `train`, `validation` or `test`; None: all three
    condition: `clean`, or `noisy`, the clean and the noisy utterances together
    state: which selected network speaks, `clean` or `noisy`
    layers: modules, or other layers as `list_run_layers` names them
    corpus: other recordings than the run's; they have no side. noise: the noises to draw from there
    Raises RunError for a run without a network or a layer it does not have, CorpusError, AudioError, DiskFullError.
    """
    raise NotImplementedError
    yield


def outputs_at_snr(
    workspace: Workspace,
    run: str,
    side: str | None,
    snr_db: float,
    noise_seed: int = 0,
    state: str = "clean",
    layers: Sequence[str] = MODULES,
) -> Steps[ModuleOutputs]:
    """The same utterances in the same order, each under one noise of its side, at a signal-to-noise ratio.

    Which noise, and which part of it, follows from the seed and the utterance alone: at every ratio the same one.
    Raises RunError also for a run without noise.
    """
    raise NotImplementedError
    yield


def list_run_layers(workspace: Workspace, run: str) -> tuple[str, ...]:
    """The layers of a run's network by name, in the order of depth: raw, conv1, conv2, cnn, blstm, dense1 … mlp.

    Raises RunError.
    """
    raise NotImplementedError
