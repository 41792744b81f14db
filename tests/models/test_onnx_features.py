# SPDX-License-Identifier: MIT
"""Features inside a graph of ONNX: the same as those a network is trained on."""

import numpy as np
import pytest
from onnxruntime.capi.onnxruntime_pybind11_state import Fail

from ser_workbench.audio.decode import read_audio
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.normalisation import Normaliser
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.onnx_features import add_features, add_normalisation
from tests.models.onnx_sound import listen, make_model, make_voice


def hear(settings, samples):
    (said,) = listen(make_model(lambda graph, given: add_features(graph, given, settings)), samples).values()
    return said


def normalise(features, normaliser):
    (said,) = listen(
        make_model(lambda graph, given: add_normalisation(graph, given, normaliser), given_axes=2), features
    ).values()
    return said


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kind": "mfcc"},
        {"kind": "mfcc", "coefficients": 1},
        {"kind": "mfcc", "coefficients": 40},
        {"bands": 23, "low_hz": 100, "high_hz": 4000},
        {"window_ms": 32, "hop_ms": 10.5},
        {"window_ms": 20, "hop_ms": 20},
        {"window_ms": 10, "hop_ms": 35},
    ],
    ids=lambda changes: " ".join(f"{key}={value}" for key, value in changes.items()) or "paper",
)
def test_that_features_are_those_of_the_extractor(changes):
    settings = FeatureSettings(**changes)
    window, hop = settings.window_samples, settings.hop_samples
    for samples in (window, window + hop - 1, window + hop, 9999):
        voice = make_voice(samples)
        expected = FeatureExtractor(settings).extract(voice)
        said = hear(settings, voice)
        assert said.shape == expected.shape == (1 + (samples - window) // hop, settings.height)
        np.testing.assert_allclose(said, expected, atol=1e-3)
        assert np.abs(said - expected).mean() < 1e-5


@pytest.mark.parametrize("kind", ["log-mel", "mfcc"])
def test_that_digital_silence_has_the_floor_of_the_extractor(kind):
    settings = FeatureSettings(kind=kind)
    silence = np.zeros(4000, np.float32)
    np.testing.assert_allclose(hear(settings, silence), FeatureExtractor(settings).extract(silence), atol=1e-5)


@pytest.mark.parametrize("samples", [0, 1, 240, 399])
def test_that_less_than_a_window_fails_instead_of_giving_numbers(samples):
    with pytest.raises(Fail, match="needs_400_samples_or_more"):
        hear(FeatureSettings(), make_voice(samples))


def test_that_a_normaliser_is_applied_to_the_last_bit():
    features = np.random.default_rng(0).normal(5, 3, (50, 4)).astype(np.float32)
    normaliser = Normaliser.fit([features[:20]])
    assert np.array_equal(normalise(features, normaliser), normaliser.apply(features))


def test_that_without_one_a_signal_is_brought_to_0_and_1_by_itself():
    features = np.random.default_rng(0).normal(5, 3, (50, 4)).astype(np.float32)
    features[:, 1] *= 0.1
    features[:, 2] = -15.9424  # Digital silence: a constant band keeps its scale.
    said = normalise(features, None)
    np.testing.assert_allclose(said, Normaliser.fit([features]).apply(features), atol=1e-6)
    np.testing.assert_allclose(said.std(axis=0), [1, 1, 0, 1], atol=1e-5)


@pytest.mark.real
def test_that_features_of_real_speech_are_those_of_the_extractor(emodb_folder):
    for kind in ("log-mel", "mfcc"):
        settings = FeatureSettings(kind=kind)
        for file in sorted((emodb_folder / "wav").glob("*.wav"))[::50]:
            samples = read_audio(file)
            expected, said = FeatureExtractor(settings).extract(samples), hear(settings, samples)
            assert np.abs(said - expected).max() < 1e-2  # In the quietest frames, where rounding is largest.
            assert np.abs(said - expected).mean() < 5e-5
