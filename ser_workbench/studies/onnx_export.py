# SPDX-License-Identifier: MIT
"""A trained network leaves as ONNX, in a folder that other programs use without us. Imports no torch by itself."""

from pathlib import Path

from ser_workbench.progress import Steps
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.onnx_result import OnnxExport


def export_onnx(workspace: Workspace, run: str, out: Path, state: str = "clean") -> Steps[OnnxExport]:
    """Write a selected network into `out`, a new folder: `model.onnx`, `settings.json`, `README.md`, `example.py`.

    The samples of an utterance of any length go in, probabilities come out: preprocessing and normalisation are part
    of the graph, and so is a temperature, if the validation utterances are at hand. What it says of up to 100
    utterances of the run is held against torch before the folder appears. A network normalised per speaker hears every
    voice as one of the training side, as it does live.
    run: an id, a unique start of one, or `last`; state: `clean` or `noisy`
    Raises RunError for a run without a network, for a place that is taken, or where the two networks differ,
    PartitionError or AudioError for a run normalised per speaker whose recordings are gone; then nothing is left.
    """
    from ser_workbench.studies.onnx_folder import write_onnx_folder

    return (yield from write_onnx_folder(workspace, workspace.store.find(run), out, state))
