# SPDX-License-Identifier: MIT
"""Outputs of a made-up module that knows as much of emotion, speaker and gender as a test asks for."""

import numpy as np

from ser_workbench.inspection.outputs import ModuleOutputs, OutputRow

EMOTIONS = ("anger", "fear", "sadness")


def make_outputs(*, emotion=0.0, speaker=0.0, gender=0.0, speakers=10, utterances=24, width=12, seed=0, module="blstm"):
    """Six of ten speakers are learnt, two choose, two are tested; women and men in turn, emotions too.

    emotion, speaker, gender: how far their classes lie apart, in deviations of a column
    """
    rng = np.random.default_rng(seed)
    rows, points = [], []
    of_emotion = {name: emotion * rng.normal(size=width) for name in EMOTIONS}
    of_gender = {name: gender * rng.normal(size=width) for name in ("female", "male")}
    for number in range(speakers):
        of_speaker = speaker * rng.normal(size=width)
        sex = "female" if number % 2 else "male"
        side = "train" if number < speakers - 4 else "validation" if number < speakers - 2 else "test"
        for utterance in range(utterances):
            name = EMOTIONS[utterance % 3]
            rows.append(OutputRow(f"s{number:02}/{utterance:02}.wav", f"s{number:02}", name, sex, side))
            points.append(of_emotion[name] + of_gender[sex] + of_speaker + rng.normal(size=width))
    return ModuleOutputs(tuple(rows), {module: np.array(points, dtype=np.float32)})


def sides_of(outputs):
    return outputs.side("train"), outputs.side("validation"), outputs.side("test")
