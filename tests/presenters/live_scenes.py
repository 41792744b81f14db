# SPDX-License-Identifier: MIT
"""Scenes as they are while somebody listens, made of events by hand: a minute of speaking, silence and doubt."""

from pathlib import Path

import numpy as np

from ser_workbench.live.events import RunningView, SpeechHeard, UtteranceBegan, UtteranceEnded, UtteranceView
from ser_workbench.live.judgement import Judgement
from ser_workbench.live.neighbours import Neighbour
from ser_workbench.presenters.live_looked import COLUMN_S, MEL_BANDS, Looked
from ser_workbench.presenters.live_scene import VOICE_S, Listens, LiveScene

EMOTIONS = ("anger", "boredom", "disgust", "fear", "happiness", "neutral", "sadness")
SPOKEN = (
    (2.0, 4.6, "anger", 1, 0.93),
    (7.1, 9.2, "happiness", 2, 0.52),
    (12.0, 15.3, "sadness", 1, 0.88),
    (18.2, 20.4, "fear", 3, 0.41),
    (24.0, 26.9, "neutral", 1, 0.81),
    (31.0, 33.2, "boredom", 1, 0.77),
    (37.0, 40.5, "anger", 2, 0.55),
    (45.0, 47.1, "disgust", 1, 0.84),
    (51.5, 54.2, "happiness", 1, 0.90),
    (56.4, 58.7, "anger", 1, 0.91),
)
"""Start, end, emotion, how many are named, its probability."""
DOUBTS = (
    "It is 14 dB quieter than the quietest training utterances; go nearer to the microphone.",
    "The microphone passes nothing above 3.4 kHz; the training recordings reach 7.6 kHz.",
)


def a_judgement(emotion: str = "anger", named: int = 1, probability: float = 0.9) -> Judgement:
    """The rest of the probability falls off from emotion to emotion."""
    place = EMOTIONS.index(emotion)
    others = [EMOTIONS[(place + step) % len(EMOTIONS)] for step in range(1, len(EMOTIONS))]
    weights = np.array([0.55**step for step in range(len(others))])
    shares = dict(zip(others, (1 - probability) * weights / weights.sum(), strict=True)) | {emotion: probability}
    return Judgement({name: float(shares[name]) for name in EMOTIONS}, (emotion, *others[: named - 1]), 0.9)


def a_neighbour(number: int, emotion: str = "anger") -> Neighbour:
    file = f"wav/{number:02d}a0{number}W.wav"
    gender = "female" if number % 2 else "male"
    return Neighbour(file, Path("/corpus") / file, emotion, f"{number:02d}", gender, "train", "", 1.5, 0.1 * number)


def an_utterance(
    number: int, start_s: float, end_s: float, judgement: Judgement, doubts: tuple[str, ...] = ()
) -> UtteranceEnded:
    near = tuple(a_neighbour(place, judgement.label_set[-1 if place == 3 else 0]) for place in range(1, 6))
    samples = np.zeros(round((end_s - start_s) * 16000), np.float32)
    return UtteranceEnded(number, start_s, end_s, judgement, doubts, near, samples, False, 6.5, 0.0)


def a_sound(start_s: float, end_s: float, is_spoken: bool, seed: int = 0, heard_at: float = 0.0) -> Looked:
    """A block as it is drawn: noise, and over it syllables with harmonics where somebody speaks."""
    rng = np.random.default_rng(seed)
    first, last = round(start_s / COLUMN_S), round(end_s / COLUMN_S)
    times = np.arange(first, last) * COLUMN_S
    syllable = np.clip(np.sin(2 * np.pi * 2.1 * times) + 0.5, 0, 1.5) * is_spoken
    size = (0.004 + 0.25 * syllable * rng.uniform(0.6, 1, len(times))).astype(np.float32)
    bands = np.arange(MEL_BANDS)
    voice = np.sin(bands[None, :] * 0.9 + 3 * np.sin(times[:, None] * 1.7)) + 2 - bands[None, :] / 12
    log_mel = 2.2 + rng.normal(0, 0.5, (len(times), MEL_BANDS)) + 3.4 * syllable[:, None] * voice
    envelope = np.stack([-size, size * rng.uniform(0.7, 1, len(times))], axis=1)
    peak = float(size.max(initial=0.0))
    kinds = envelope.astype(np.float32), log_mel.astype(np.float32)
    return Looked(end_s, heard_at, peak, False, 0, first, kinds[0], first, kinds[1])


def a_scene(until_s: float = 60.0, title: str = "fst-cldnn-log-mel · clean") -> LiveScene:
    """What was spoken until then."""
    scene = LiveScene(EMOTIONS, title=title, source="USB microphone", state=Listens.LISTENING)
    go_on(scene, 0.0, until_s)
    return scene


def go_on(scene: LiveScene, start_s: float, until_s: float, heard_at: float = 0.0) -> None:
    """What happens in a stretch of the stream, in steps of 100 ms."""
    for step in range(round(start_s * 10), round(until_s * 10)):
        now_s = step / 10
        spoken = _spoken_at(now_s)
        scene.take(a_sound(now_s, now_s + 0.1, spoken is not None, step, heard_at))
        for place in range(round(now_s / VOICE_S), round((now_s + 0.1) / VOICE_S)):
            probability = 0.97 if spoken else 0.04
            scene.take(SpeechHeard(place * VOICE_S, (place + 1) * VOICE_S, probability, spoken is not None))
        _say(scene, now_s, heard_at)


def _say(scene: LiveScene, now_s: float, heard_at: float) -> None:
    ended = next((row for row in SPOKEN if abs(row[1] - now_s) < 0.05), None)
    if ended is not None:
        doubts = DOUBTS if ended[3] == 3 else ()
        judgement = a_judgement(*ended[2:])
        scene.take(an_utterance(SPOKEN.index(ended) + 1, ended[0], ended[1], judgement, doubts))
    spoken = _spoken_at(now_s) or _spoken_at(now_s - 1.0)
    judgement = a_judgement(*spoken[2:]) if spoken else a_judgement("neutral", 3, 0.4)
    scene.take(RunningView(max(0, now_s - 2), now_s, judgement, spoken is not None, 5.2, heard_at))
    going = _spoken_at(now_s)
    if going is not None and not scene.is_speaking:
        scene.take(UtteranceBegan(going[0]))
    if going is not None and now_s - going[0] > 0.5:
        scene.take(UtteranceView(going[0], now_s, a_judgement(*going[2:]), 6.1, heard_at))


def _spoken_at(now_s: float) -> tuple[float, float, str, int, float] | None:
    return next((row for row in SPOKEN if row[0] <= now_s < row[1] - 0.04), None)
