# SPDX-License-Identifier: MIT
"""A selected network is put to the test: predictions of every item, and the score they make."""

from collections.abc import Sequence

from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Steps
from ser_workbench.runs.items import Item
from ser_workbench.runs.result import PredictionRow, Score
from ser_workbench.runs.scaling import Features, Scaling
from ser_workbench.runs.selected import Selected
from ser_workbench.training.batches import Example
from ser_workbench.training.devices import cpu_threads
from ser_workbench.training.metrics import confusion_matrix
from ser_workbench.training.predict import predict


def make_examples(items: Sequence[Item], store: FeatureStore, scaling: Scaling) -> list[Example]:
    """The items as a network hears them; features are read from the store each time, never kept."""
    return [_make_example(item, store, scaling) for item in items]


def try_network(
    selected: Selected, items: Sequence[Item], store: FeatureStore, scaling: Scaling, condition: str
) -> Steps[tuple[Score, list[PredictionRow]]]:
    """Hear all items with one network under one condition."""
    settings = selected.settings.training
    examples = make_examples(items, store, scaling)
    with cpu_threads(settings.threads):
        stage = f"Testing, {condition}"
        said = yield from predict(selected.build_network(), examples, settings.batch_size, settings.device, stage)
    names = selected.emotions
    rows = [
        PredictionRow(
            condition=condition,
            utterance=item.utterance,
            speaker=item.speaker,
            emotion=item.emotion,
            predicted=names[predicted],
            probabilities=tuple(map(float, probabilities)),
            noise=item.noise,
            snr_db=item.snr_db,
        )
        for item, predicted, probabilities in zip(items, said.predicted, said.probabilities, strict=True)
    ]
    confusion = confusion_matrix(said.labels, said.predicted, len(names))
    figures = said.figures
    return Score(figures.ua, figures.wa, len(items), tuple(tuple(map(int, row)) for row in confusion)), rows


def _make_example(item: Item, store: FeatureStore, scaling: Scaling) -> Example:
    def load() -> Features:
        return scaling.apply(store.get(item.key), item.speaker)

    return Example(f"{item.utterance}|{item.key}", item.label, store.count_frames(item.key), load)
