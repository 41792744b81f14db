# SPDX-License-Identifier: MIT
"""A whole recogniser in ONNX: samples in, probabilities out."""

import numpy as np
import pytest
import torch
from onnx.reference import ReferenceEvaluator

from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.normalisation import Normaliser
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.cldnn import Cldnn
from ser_workbench.models.onnx_model import make_onnx_model
from ser_workbench.models.settings import ModelSettings
from tests.models.onnx_sound import listen, make_voice

MODEL = ModelSettings.model_validate({"name": "t-cldnn-mfcc", "maps": 4, "cells": 8})


def build(normalisation):
    return Cldnn(MODEL, FeatureSettings(kind="mfcc", normalisation=normalisation), 4, seed=0).eval()


@pytest.mark.parametrize("normalisation", ["training", "none", "utterance", "speaker"])
def test_that_samples_of_any_length_become_what_torch_makes_of_them(normalisation):
    network = build(normalisation)
    extractor = FeatureExtractor(network.features)
    of_training = Normaliser.fit([extractor.extract(make_voice(16000, seed=5))])
    model = make_onnx_model(network, of_training if normalisation in ("training", "speaker") else None, None)
    for samples in (400, 401, 16000, 31234):
        features = extractor.extract(make_voice(samples))
        if normalisation != "none":
            features = (Normaliser.fit([features]) if normalisation == "utterance" else of_training).apply(features)
        with torch.no_grad():
            logits = network(torch.from_numpy(features)[None], torch.tensor([len(features)]))[0]
        said = listen(model, make_voice(samples))
        assert list(said) == ["logits", "probabilities"]
        assert said["probabilities"].shape == (4,)
        np.testing.assert_allclose(said["logits"], logits, atol=1e-4)
        np.testing.assert_allclose(said["probabilities"], logits.softmax(0), atol=1e-5)


def test_that_a_temperature_cools_the_logits():
    said = listen(make_onnx_model(build("none"), None, 0.25), make_voice(8000))
    assert list(said) == ["logits", "probabilities", "calibrated"]
    hot = np.exp(said["logits"] / 0.25)
    np.testing.assert_allclose(said["calibrated"], hot / hot.sum(), atol=1e-6)
    assert said["calibrated"].max() > said["probabilities"].max()


def test_that_a_normaliser_belongs_to_the_kinds_that_are_fitted_beforehand():
    for kind in ("training", "speaker"):
        with pytest.raises(ValueError, match="did not come"):
            make_onnx_model(build(kind), None, None)
    with pytest.raises(ValueError, match="and a normaliser came"):
        make_onnx_model(build("utterance"), Normaliser(np.zeros(13, np.float32), np.ones(13, np.float32)), None)


def test_that_the_input_names_no_length():
    model = make_onnx_model(build("none"), None, None)
    (given,) = model.graph.input
    assert [axis.dim_param for axis in given.type.tensor_type.shape.dim] == ["n"]


def test_that_another_runtime_says_the_same():
    model = make_onnx_model(build("utterance"), None, 2.0)
    names = ["logits", "probabilities", "calibrated"]
    said = ReferenceEvaluator(model).run(names, {"samples": make_voice(3000)})
    ours = listen(model, make_voice(3000))
    for name, values in zip(names, said, strict=True):
        np.testing.assert_allclose(values, ours[name], atol=1e-5)
