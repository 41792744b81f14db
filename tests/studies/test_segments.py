# SPDX-License-Identifier: MIT
"""Long recordings are heard utterance by utterance, as a microphone would be."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from ser_workbench.audio.decode import read_audio, write_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.errors import UnreadableAudioError
from ser_workbench.progress import Event, Note, Progress, run_steps
from ser_workbench.runs.evaluate import predict_files
from ser_workbench.runs.evaluation import FilePrediction
from ser_workbench.runs.experiment import run_experiment
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.prepare_ear import prepare_ear
from ser_workbench.studies.segment_files import FileSegments
from ser_workbench.studies.segments import SegmentSettings, hear_segments, predict_recordings
from tests.studies.talk import write_talk


def test_that_each_voice_of_a_talk_is_a_segment_judged_as_its_samples_are_alone(
    trained: tuple[Workspace, str], tmp_path: Path
):
    workspace, run = trained
    times = write_talk(tmp_path / "talk.wav")
    ear = run_steps(prepare_ear(workspace, run))
    heard = run_steps(hear_segments(ear, tmp_path / "talk.wav", SegmentSettings()))
    assert len(heard.segments) == len(times)
    samples = read_audio(tmp_path / "talk.wav")
    assert heard.seconds == pytest.approx(len(samples) / SAMPLE_RATE_HZ)
    for segment, (start_s, end_s) in zip(heard.segments, times, strict=True):
        assert segment.start_s == pytest.approx(start_s, abs=0.3)
        assert segment.end_s == pytest.approx(end_s, abs=0.3)
        first, last = (round(time_s * SAMPLE_RATE_HZ) for time_s in (segment.start_s, segment.end_s))
        write_audio(tmp_path / "alone.wav", samples[first:last])
        (alone,) = run_steps(predict_files(workspace, run, [tmp_path / "alone.wav"]))
        assert list(segment.judgement.probabilities) == list(alone.probabilities)
        shares = _calibrated(alone, ear.honesty.utterance.temperature)
        np.testing.assert_allclose(list(segment.judgement.probabilities.values()), shares, atol=1e-4)


def _calibrated(said: FilePrediction, temperature: float) -> np.ndarray:
    logits = np.log(list(said.probabilities.values())) / temperature
    return np.exp(logits) / np.exp(logits).sum()


def test_that_a_run_that_normalises_per_speaker_hears_whole_files_and_segments_alike(
    tones: ExperimentSettings, tmp_path: Path
):
    workspace = Workspace(tmp_path / "workspace")
    changes = {"features.normalisation": "speaker", "training.max_epochs": 1, "noise.snrs": 1}
    run = run_steps(run_experiment(tones.changed(changes), workspace)).run
    write_talk(tmp_path / "talk.wav", voices=1)
    ear = run_steps(prepare_ear(workspace, run))
    (segment,) = run_steps(hear_segments(ear, tmp_path / "talk.wav", SegmentSettings())).segments
    first, last = (round(time_s * SAMPLE_RATE_HZ) for time_s in (segment.start_s, segment.end_s))
    write_audio(tmp_path / "alone.wav", read_audio(tmp_path / "talk.wav")[first:last])
    (alone,) = run_steps(predict_recordings(workspace, run, [tmp_path / "alone.wav"], "clean", SegmentSettings()))
    assert isinstance(alone, FilePrediction)
    shares = _calibrated(alone, ear.honesty.utterance.temperature)
    np.testing.assert_allclose(list(segment.judgement.probabilities.values()), shares, atol=1e-4)
    (by_itself,) = run_steps(predict_files(workspace, run, [tmp_path / "alone.wav"]))
    assert by_itself.probabilities != pytest.approx(alone.probabilities, abs=1e-3)


def test_that_without_the_corpus_a_recording_is_a_speaker_of_its_own_and_that_is_told(
    tones: ExperimentSettings, tmp_path: Path
):
    shutil.copytree(tones.corpus.folder, tmp_path / "tones")
    workspace = Workspace(tmp_path / "workspace")
    changes = {
        "features.normalisation": "speaker",
        "training.max_epochs": 1,
        "noise.snrs": 1,
        "corpus.folder": str(tmp_path / "tones"),
    }
    run = run_steps(run_experiment(tones.changed(changes), workspace)).run
    shutil.rmtree(tmp_path / "tones")
    shutil.rmtree(workspace.features_folder)
    write_talk(tmp_path / "talk.wav", voices=1)
    events: list[Event] = []
    steps = predict_recordings(workspace, run, [tmp_path / "talk.wav"], "clean", SegmentSettings())
    (said,) = run_steps(steps, events.append)
    assert isinstance(said, FilePrediction)
    assert [event.text for event in events if isinstance(event, Note) and event.is_warning]


def test_that_long_recordings_have_segments_and_short_ones_are_judged_whole_in_the_order_given(
    trained: tuple[Workspace, str], tmp_path: Path
):
    workspace, run = trained
    write_talk(tmp_path / "long.wav", voices=3)
    write_talk(tmp_path / "short.wav", voices=1)
    files = [tmp_path / "long.wav", tmp_path / "short.wav", tmp_path / "long.wav"]
    settings = SegmentSettings(longest_whole_s=6)
    long, short, again = run_steps(predict_recordings(workspace, run, files, "clean", settings))
    assert isinstance(long, FileSegments)
    assert isinstance(short, FilePrediction)
    assert again == long
    assert len(long.segments) == 3
    assert sum(long.probabilities.values()) == pytest.approx(1)
    (wanted,) = run_steps(predict_recordings(workspace, run, files[1:2], "clean", settings, are_segments_wanted=True))
    assert isinstance(wanted, FileSegments)


def test_that_progress_is_told_once_a_second_and_that_closing_stops_it(trained: tuple[Workspace, str], tmp_path: Path):
    write_talk(tmp_path / "talk.wav", voices=2)
    ear = run_steps(prepare_ear(*trained))
    events: list[Event] = []
    run_steps(hear_segments(ear, tmp_path / "talk.wav", SegmentSettings()), events.append)
    told = [event.done for event in events if isinstance(event, Progress)]
    assert told == list(range(1, round(len(read_audio(tmp_path / "talk.wav")) / SAMPLE_RATE_HZ) + 1))[: len(told)]
    assert len(told) > 5
    steps = hear_segments(ear, tmp_path / "talk.wav", SegmentSettings())
    next(steps)
    steps.close()


def test_that_a_recording_in_which_nobody_speaks_has_no_emotion_and_a_warning_says_so(
    trained: tuple[Workspace, str], tmp_path: Path
):
    noise = 0.05 * np.random.default_rng(0).standard_normal(3 * SAMPLE_RATE_HZ)
    write_audio(tmp_path / "rain.wav", noise.astype(np.float32))
    ear = run_steps(prepare_ear(*trained))
    events: list[Event] = []
    heard = run_steps(hear_segments(ear, tmp_path / "rain.wav", SegmentSettings()), events.append)
    assert (heard.segments, heard.emotion, heard.seconds) == ((), None, 3.0)
    assert [event.text for event in events if isinstance(event, Note) and event.is_warning]


def test_that_a_file_that_is_not_there_is_told_before_anything_is_heard(trained: tuple[Workspace, str], tmp_path: Path):
    write_talk(tmp_path / "talk.wav", voices=1)
    steps = predict_recordings(
        *trained, [tmp_path / "talk.wav", tmp_path / "none.wav"], "clean", SegmentSettings(), are_segments_wanted=False
    )
    with pytest.raises(UnreadableAudioError, match=r"none\.wav"):
        next(steps)
