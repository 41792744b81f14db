# SPDX-License-Identifier: MIT
"""What stands in the folder of an exported network for those who use it elsewhere: a page to read and an example."""

from collections.abc import Mapping
from typing import Any

EXAMPLE = '''\
"""Tell the emotion of a WAV file of 16,000 Hz and 16 bits: python example.py speech.wav"""

import json
import sys
import wave
from pathlib import Path

import numpy as np
import onnxruntime

session = onnxruntime.InferenceSession(str(Path(__file__).with_name("model.onnx")), providers=["CPUExecutionProvider"])
emotions = json.loads(session.get_modelmeta().custom_metadata_map["emotions"])
with wave.open(sys.argv[1]) as file:
    if (file.getframerate(), file.getsampwidth()) != (16000, 2):
        sys.exit("The file must have 16,000 samples a second of 16 bits each; convert it first.")
    heard = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, file.getnchannels())
samples = (heard.mean(axis=1) / 32768).astype(np.float32)
(probabilities,) = session.run(["probabilities"], {"samples": samples})
for emotion, probability in sorted(zip(emotions, probabilities), key=lambda pair: -pair[1]):
    print(f"{emotion}: {100 * probability:.1f} %")
'''

NORMALISATION = {
    "training": "each band by the mean and variance of the training recordings, which are inside the model",
    "none": "none",
    "utterance": "each band by its own mean and variance over the samples you give; give whole utterances",
    "speaker": "each band by the mean and variance of the training recordings, which are inside the model;\n"
    "in training it was each speaker's own, which of a speaker heard for the first time nobody knows",
}


def readme_of(facts: Mapping[str, Any], checked: str) -> str:
    """The page, in terms of no language in particular."""
    emotions = ", ".join(f"{place} {name}" for place, name in enumerate(facts["emotions"]))
    count, least, features = len(facts["emotions"]), facts["least_samples"], facts["features"]
    least_ms = 1000 * least / facts["sample_rate_hz"]
    kind = {"log-mel": "log-Mel", "mfcc": "MFCC"}[features["kind"]]
    return f"""# {facts["model"]}: emotions of speech, as ONNX

Run `{facts["run"]}` of {facts["program"]}, the network selected on {facts["state"]} validation speech (epoch
{facts["epoch"]}), trained on the corpus *{facts["corpus"]}*, whose licence may bind what you do with the network.

`model.onnx` needs nothing but a runtime for ONNX (operator set {facts["onnx"]["opset"]}; onnxruntime has it since 1.12,
for Python, C, C++, C#, Java, JavaScript and others). `example.py` uses it in 20 lines with onnxruntime and numpy alone.

## What goes in

One tensor, `samples`: 32-bit floats of shape (n), one utterance as recorded.

- {facts["sample_rate_hz"]:,} samples a second, one channel (the mean of several). Another rate must be resampled first.
- Full scale is −1 to 1: 16-bit whole numbers are divided by 32768. Change the level no further.
- Any length from {least} samples ({least_ms:g} ms) up; fewer make the runtime fail. The networks are trained on
  utterances of some seconds: cut longer recordings where the speaker pauses.

Features ({kind}), their normalisation and the context of each frame are computed inside.
Normalisation: {NORMALISATION[features["normalisation"]]}.

## What comes out

Tensors of 32-bit floats of shape ({count}), a value for each emotion in this order:
{emotions}.

- `probabilities`: they add up to 1.
- `logits`: what they are the softmax of.
{_calibrated_line(facts["temperature"])}
## Where to find the rest

`settings.json` holds all settings of the preprocessing and of the network, the numbers of the normalisation, and the
SHA-256 of the weights that the run keeps. The same, as text by name, is the metadata of `model.onnx` (`emotions` is a
list in JSON).

{checked}
"""


def _calibrated_line(temperature: float | None) -> str:
    if temperature is None:
        return ""
    return (
        f"- `calibrated`: the softmax of the logits over the temperature {temperature:.4g}, fitted on the run's\n"
        "  validation utterances; as probabilities they are to be believed sooner than `probabilities`.\n"
    )
