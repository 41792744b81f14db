# SPDX-License-Identifier: MIT
"""The work behind `evaluate.py`: selected networks hear what they were neither trained nor tested on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.frozen import PartitionRow
from ser_workbench.corpus.partition import hash_corpus
from ser_workbench.corpus.soundness import is_silent
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import CorpusError, RunError, SilentAudioError, TooShortAudioError
from ser_workbench.features.build import build_features
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.store import FeatureStore
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.progress import Note, Progress, Steps
from ser_workbench.runs.evaluation import Evaluation, FilePrediction
from ser_workbench.runs.events import StageStarted
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.items import Item, clean_items, feature_items, noisy_items
from ser_workbench.runs.material import draw_noise, open_recordings
from ser_workbench.runs.other_settings import for_other_data
from ser_workbench.runs.result import CLEAN, NOISY, PredictionRow
from ser_workbench.runs.run_row import FINISHED, RunRow
from ser_workbench.runs.scaling import Scaling
from ser_workbench.runs.selected import Selected, load_selected
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.trial import try_network
from ser_workbench.runs.workspace import Workspace

ANY_NOISE = "Every noise of the folder is drawn from: other data have no sides, and the training may have heard it."


def evaluate(
    workspace: Workspace, run: RunRow, corpus_folder: Path, noise_folder: Path | None, reader: str | None
) -> Steps[Evaluation]:
    """See `evaluate.evaluate_run`."""
    networks = {CLEAN: load_network(workspace, run, CLEAN)}
    if noise_folder:
        networks[NOISY] = load_network(workspace, run, NOISY)
        if networks[NOISY].condition == CLEAN:
            yield Note(f"Run '{run.id}' was trained without noise; its one network is tested under both conditions.")
    emotions = networks[CLEAN].emotions
    yield StageStarted("Opening the corpus")
    corpus = yield from open_recordings(workspace, corpus_folder, reader, networks[CLEAN].settings.features)
    left_out = Counter(u.emotion for u in corpus.utterances if u.emotion not in emotions)
    if left_out:
        yield Note(f"Left out, since the network does not know the emotion: {_counts(left_out)}.", is_warning=True)
    settings = for_other_data(networks[CLEAN].settings, corpus.folder, noise_folder)
    items, noisy_set = yield from _draw_items(corpus, emotions, settings)
    store = FeatureStore(workspace.features_folder, settings.features)
    yield StageStarted("Computing features")
    by_recording = sorted(items[CLEAN] + items[NOISY], key=lambda item: item.utterance)
    yield from build_features(feature_items(by_recording, settings), store)
    items[NOISY] = items[CLEAN] + items[NOISY]  # The noisy condition is both together.
    scores, predictions = {}, list[PredictionRow]()
    yield StageStarted("Testing")
    for condition, network in networks.items():
        scaling = yield from network.scaling.for_speakers(store, items[NOISY])
        scores[condition], rows = yield from try_network(network, items[condition], store, scaling, condition)
        predictions += rows
    said = tuple(predictions)
    return Evaluation(run.id, str(corpus.folder), emotions, scores, dict(left_out), said, settings, noisy_set)


def predict_emotions(
    workspace: Workspace, run: RunRow, files: Sequence[Path], condition: str, scaling: Scaling | None
) -> Steps[list[FilePrediction]]:
    """See `evaluate.predict_files`."""
    selected = load_network(workspace, run, condition)
    if scaling is not None:
        selected = replace(selected, scaling=scaling)
    network, extractor = selected.build_network(), FeatureExtractor(selected.settings.features)
    said = []
    for done, file in enumerate(files, 1):
        said.append(_predict_file(file, selected, network, extractor))
        yield Progress("Predicting", done, len(files), "files")
    return said


def load_network(workspace: Workspace, run: RunRow, condition: str) -> Selected:
    """The network selected under a condition; a run without noise has the clean one alone, which then speaks for both.

    Raises RunError when the run is not finished, or its weights are gone.
    """
    file = RunFolder(workspace.run_folder(run.id)).best(condition if run.settings.has_noise else CLEAN)
    if file.exists():
        return load_selected(file)
    if run.state == FINISHED:
        raise RunError(f"{file}, the weights of a finished run, is gone; put it back, or train again.")
    raise RunError(f"Run '{run.id}' ({run.state}) has no network yet; resume it, or keep what it has so far.")


def _draw_items(
    corpus: Corpus, emotions: Sequence[str], settings: ExperimentSettings
) -> Steps[tuple[dict[str, list[Item]], tuple[NoisyItem, ...]]]:
    """The clean items, and the noisy ones without them; and the noisy set."""
    hashes = yield from hash_corpus(corpus)
    rows = [
        PartitionRow(u.id, u.speaker, u.gender, u.emotion, "test", hashes[u.id], u.seconds)
        for u in corpus.utterances
        if u.emotion in emotions
    ]
    if not rows:
        raise CorpusError(f"{corpus.folder} has none of the emotions that the network knows ({', '.join(emotions)}).")
    items: dict[str, list[Item]] = {CLEAN: clean_items(rows, emotions), NOISY: []}
    noisy_set: tuple[NoisyItem, ...] = ()
    if settings.has_noise:
        yield Note(ANY_NOISE)
        noisy_set, noise_hashes = yield from draw_noise(settings, [row.utterance_id for row in rows], None)
        items[NOISY] = noisy_items(rows, emotions, noisy_set, noise_hashes, settings.noise.snr_over)
    return items, noisy_set


def _predict_file(file: Path, selected: Selected, network: Cldnn, extractor: FeatureExtractor) -> FilePrediction:
    samples = read_audio(file)
    if is_silent(samples):
        raise SilentAudioError(f"{file} is silent from beginning to end; record it again.")
    try:
        features = selected.scaling.apply(extractor.extract(samples))
    except TooShortAudioError as error:
        raise TooShortAudioError(f"{file}: {error}") from None
    with torch.no_grad():
        logits = network(torch.from_numpy(features)[None], torch.tensor([len(features)]))
    probabilities = dict(zip(selected.emotions, logits.softmax(1)[0].tolist(), strict=True))
    return FilePrediction(str(file), max(probabilities, key=lambda name: probabilities[name]), probabilities)


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} of {emotion}" for emotion, count in sorted(counts.items()))
