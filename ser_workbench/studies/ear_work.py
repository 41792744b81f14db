# SPDX-License-Identifier: MIT
"""The work behind `prepare_ear.py`: validation is heard, training utterances are placed, their sound is measured."""

from pathlib import Path

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.mixing import fit_noise, mix_at_snr
from ser_workbench.errors import AudioError
from ser_workbench.inspection.hear import hear_modules
from ser_workbench.live.calibration import Calibration
from ser_workbench.live.conditions import TrainingConditions, measure_conditions
from ser_workbench.live.ear import Ear
from ser_workbench.live.honesty import Honesty
from ser_workbench.live.neighbours import Known, Neighbours
from ser_workbench.progress import Note, Progress, Steps
from ser_workbench.runs.recent_noises import RecentNoises
from ser_workbench.runs.run_row import RunRow
from ser_workbench.runs.scaling import Scaling
from ser_workbench.runs.trial import make_examples
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.ear_hearing import hear_answers, span_frames, whole_utterances, windows_of
from ser_workbench.studies.ear_material import EarMaterial, gather
from ser_workbench.studies.ear_scale import scale_of
from ser_workbench.studies.kept_ear import BLSTM, UTTERANCE
from ser_workbench.training.devices import cpu_threads

MOST_MEASURED = 400
"""Training recordings whose sound is measured; ten seconds of work."""
FILES_AN_EVENT = 10


def make_ear(workspace: Workspace, run: RunRow, state: str, window_s: float) -> Steps[Ear]:
    """See `prepare_ear.prepare_ear`."""
    material = gather(workspace, run, state)
    selected = material.selected
    scale = yield from scale_of(workspace, run, material)
    honesty = Honesty(
        utterance=(yield from calibrate(material, scale)),
        running=(yield from calibrate(material, scale, window_s)),
        window_s=window_s,
        conditions=(yield from _measure_training(material)),
        neighbours=(yield from _place_training(material, scale)),
    )
    network, features = selected.build_network(), selected.settings.features
    return Ear(run.id, selected.condition, selected.emotions, features, network, scale, honesty)


def calibrate(material: EarMaterial, scale: Scaling, window_s: float | None = None) -> Steps[Calibration]:
    """What validation utterances teach; window_s: heard in windows of this length; None: as a whole."""
    width = None if window_s is None else span_frames(material.selected.settings.features, window_s)
    view = UTTERANCE if width is None else f"running-{width}"
    kept = material.kept.load_calibration(view, material.selected.emotions)
    if kept is not None:
        return kept
    items = material.side("validation").items
    yield from material.ready(items)
    spans = whole_utterances(items, material.store) if width is None else windows_of(items, material.store, width)
    answers = yield from hear_answers(material, scale, spans, "Listening to the validation side")
    found = Calibration.fit(material.selected.emotions, answers)
    material.kept.save_calibration(view, found)
    return found


def _place_training(material: EarMaterial, scale: Scaling) -> Steps[Neighbours]:
    """Where the training utterances lie in the BLSTM's space."""
    heard, selected = material.side("train"), material.selected
    corpus = Path(heard.settings.corpus.folder)
    rows = [Known(row.utterance, row.emotion, row.speaker, row.gender, row.side, row.noise) for row in heard.rows]
    kept = material.kept.load_arrays(BLSTM, (BLSTM,), (len(rows), 2 * selected.settings.model.cells))
    if kept is None:
        yield from material.ready(heard.items)
        examples = make_examples(heard.items, material.store, scale)
        training, stage = selected.settings.training, "Listening to the training side"
        with cpu_threads(training.threads):
            heard_by = selected.build_network(), examples, (BLSTM,), training.batch_size, training.device, stage
            kept = yield from hear_modules(*heard_by)
        material.kept.save_arrays(BLSTM, kept)
    if not corpus.is_dir():
        yield Note(f"{corpus} is not there, so the neighbours of what is heard cannot be played.", is_warning=True)
    return Neighbours.of(corpus, rows, kept[BLSTM])


def _measure_training(material: EarMaterial) -> Steps[TrainingConditions | None]:
    """How the training utterances sound; None, with a Note, where they are not at hand."""
    kept = material.kept.load_conditions()
    if kept is not None:
        return kept
    heard, noises, found = material.side("train", MOST_MEASURED), RecentNoises(), []
    settings = heard.settings
    yield Progress("Measuring the training recordings", 0, len(heard.items), "files")
    for done, item in enumerate(heard.items, 1):
        try:
            samples = read_audio(Path(settings.corpus.folder) / item.utterance)
            if item.noise:
                noise = fit_noise(noises.read(Path(settings.noise.folder) / item.noise), len(samples), item.offset)
                samples = mix_at_snr(samples, noise, item.snr_db or 0.0, settings.noise.snr_over)
        except AudioError as error:
            yield Note(f"How the training was recorded stays unknown: {error}", is_warning=True)
            return None
        found.append(measure_conditions(samples))
        if done % FILES_AN_EVENT == 0 or done == len(heard.items):
            yield Progress("Measuring the training recordings", done, len(heard.items), "files")
    conditions = TrainingConditions.of(found)
    material.kept.save_conditions(conditions)
    return conditions
