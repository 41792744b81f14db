# SPDX-License-Identifier: MIT
"""Finished runs in a real workspace whose answers were written by hand, so that nothing has to be trained."""

from collections.abc import Mapping, Sequence

from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.partition import Partition, PartitionRow
from ser_workbench.runs.folder import RunFolder, RunIdentity
from ser_workbench.runs.result import CLEAN, NOISY, Answer, PredictionRow, RunResult, Score
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.training.metrics import confusion_matrix, unweighted_accuracy, weighted_accuracy

EMOTIONS = ("anger", "fear", "sadness")


def settings_of(model: str = "fst-cldnn-log-mel", seed: int = 0, **changes: object) -> ExperimentSettings:
    """One of the eight models on a corpus `tones` without noise."""
    wanted = {key.replace("__", "."): value for key, value in changes.items()}
    return ExperimentSettings().changed(
        {"model.name": model, "corpus.folder": "/data/tones", "training.seed": seed, **wanted}
    )


def enter(
    workspace: Workspace,
    settings: ExperimentSettings,
    clean: Sequence[Answer],
    noisy: Sequence[Answer] = (),
    corpus: str = "tones",
    hashes: Mapping[str, str] | None = None,
    minute: int = 0,
) -> str:
    """Enter a finished run and return its id; speakers t1, t2 and v1 are those it was not tested on."""
    run_id = f"run-{len(workspace.store.list()):03}"
    identity = RunIdentity(run_id, f"2026-01-01T00:{minute or int(run_id[4:]):02}:00+00:00", corpus, EMOTIONS)
    folder = RunFolder(workspace.run_folder(run_id))
    folder.path.mkdir(parents=True)
    _partition(clean, hashes or {}).save_csv(folder.partition)
    if settings.has_noise:
        items = [NoisyItem(a.utterance, a.noise, 0.5, a.snr_db) for a in noisy if a.snr_db is not None]
        folder.save_noisy_set(items, {item.noise_id: "ab" for item in items}, settings.noise.seed)
    workspace.store.add(identity, settings)
    answers = [(CLEAN, a) for a in clean] + [(NOISY, a) for a in noisy]
    predictions = [PredictionRow(condition, *a[:4], (1.0, 0.0, 0.0), a.noise, a.snr_db) for condition, a in answers]
    scores = {condition: _score(heard) for condition, heard in ((CLEAN, clean), (NOISY, noisy)) if heard}
    result = RunResult(run_id, scores, 1, 1.0, EMOTIONS, dict.fromkeys(scores, 1))
    workspace.store.finish(result, predictions, 1.0)
    return run_id


def with_noise(answers: Sequence[Answer], snr_db: float = 5.0) -> list[Answer]:
    """The noisy condition: the clean answers, and the same with rain over them."""
    return [*answers, *(answer._replace(noise="rain.wav", snr_db=snr_db) for answer in answers)]


def _score(answers: Sequence[Answer]) -> Score:
    truth, predicted = ([EMOTIONS.index(answer[place]) for answer in answers] for place in (2, 3))
    confusion = confusion_matrix(truth, predicted, len(EMOTIONS)).tolist()
    ua, wa = unweighted_accuracy(truth, predicted, len(EMOTIONS)), weighted_accuracy(truth, predicted)
    return Score(ua, wa, len(answers), tuple(map(tuple, confusion)))


def _partition(test: Sequence[Answer], hashes: Mapping[str, str]) -> Partition:
    speakers = sorted({answer.speaker for answer in test})
    others = [s for s in ("s00", "s01", "t1", "t2", "v1") if s not in speakers]
    untested = [(f"{s}/{n}.wav", s, emotion) for s in others for n, emotion in enumerate(EMOTIONS * 2)]
    rows = [(utterance, s, emotion, "validation" if s == "v1" else "train") for utterance, s, emotion in untested]
    rows += [(answer.utterance, answer.speaker, answer.emotion, "test") for answer in test]
    return Partition(
        tuple(PartitionRow(u, s, "female", e, side, hashes.get(u, u), 1.0) for u, s, e, side in sorted(rows))
    )
