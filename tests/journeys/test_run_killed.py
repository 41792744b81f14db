# SPDX-License-Identifier: MIT
"""A training is killed in the middle of an epoch and goes on as if nothing had happened."""

import subprocess
import sys
from pathlib import Path

import pytest

from ser_workbench.models.checkpoint import load_weights
from ser_workbench.progress import run_steps
from ser_workbench.runs.experiment import resume_run, run_experiment
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.whole_file import write_text
from ser_workbench.runs.workspace import Workspace
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.runs.trained import TINY

VICTIM = """
import sys
from pathlib import Path
import time
from pathlib import Path

from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import load_experiment
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.events import BatchEnded

for event in run_experiment(load_experiment(Path(sys.argv[1])), Workspace(Path(sys.argv[2]))):
    if isinstance(event, BatchEnded) and (event.epoch, event.batch) == (2, 2):
        print("in the middle of the second epoch", flush=True)
        time.sleep(100)
"""


@pytest.mark.parametrize("model", ["fst-cldnn-log-mel", "ldnn-mfcc"])
def test_that_a_killed_run_goes_on_to_the_same_weights_bit_for_bit(tmp_path, model):
    named = {"corpus.folder": str(write_tone_corpus(tmp_path / "tones", takes=6))}
    named["noise.folder"] = str(write_noise_folder(tmp_path / "noise"))
    settings = ExperimentSettings().changed(
        {"model.name": model, **TINY, **named, "training.max_epochs": 3, "noise.snrs": 1}
    )
    write_text(tmp_path / "config.toml", settings.to_toml())
    kill_in_second_epoch(tmp_path / "config.toml", tmp_path / "killed")

    killed = Workspace(tmp_path / "killed")
    run = killed.store.find("last")
    assert (run.state, run.epochs) == ("interrupted", 1)
    resumed = run_steps(resume_run(killed, "last"))
    whole = Workspace(tmp_path / "whole")
    uninterrupted = run_steps(run_experiment(settings, whole))

    for name in ("best_clean.safetensors", "best_noisy.safetensors", "checkpoint.safetensors"):
        first, _ = load_weights(RunFolder(killed.run_folder(resumed.run)).path / name)
        second, _ = load_weights(RunFolder(whole.run_folder(uninterrupted.run)).path / name)
        assert first.keys() == second.keys()
        for tensor in first:
            assert first[tensor].numpy().tobytes() == second[tensor].numpy().tobytes(), f"{name}: {tensor}"
    assert resumed.scores == uninterrupted.scores
    assert killed.store.predictions(resumed.run, "noisy") == whole.store.predictions(uninterrupted.run, "noisy")


def kill_in_second_epoch(config, workspace):
    words = [sys.executable, "-c", VICTIM, str(config), str(workspace)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=root) as victim:
        assert victim.stdout is not None
        assert "middle" in victim.stdout.readline()
        victim.kill()  # SIGKILL: no handler, no finally.
        victim.wait()
