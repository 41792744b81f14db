# SPDX-License-Identifier: MIT
"""espeak-ng, made to speak a sentence at a pitch in hertz, with a melody given word by word."""

import io
import subprocess
from dataclasses import dataclass

import numpy as np
import soundfile
from numpy.typing import NDArray

from demo_corpus.emotions import Manner
from demo_corpus.voices import Voice

Signal = NDArray[np.float64]

SAMPLE_SENTENCE = "We were away a year ago."
"""Voiced throughout, for measuring a voice's pitch."""

SMALL_WORDS = frozenset(
    (
        *("a", "about", "an", "are", "around", "at", "be", "been", "by", "from", "has", "have", "he", "his", "in"),
        *("is", "it", "me", "my", "of", "on", "over", "she", "the", "there", "they", "under", "was", "we", "will"),
    )
)
"""Words that carry no accent."""


@dataclass(frozen=True, slots=True)
class PitchScale:
    """Which of espeak-ng's pitch values (0 to 99) gives which pitch."""

    values: Signal
    log2_hz: Signal

    def value_for(self, hz: float) -> float:
        """The value for a pitch, the nearest end where the voice cannot go there."""
        return float(np.interp(np.log2(hz), self.log2_hz, self.values))


def say(voice: str, text: str, pitch: float, rate_wpm: float) -> tuple[Signal, int]:
    """What espeak-ng says to SSML text: samples at full scale ±1, and their rate.

    Raises FileNotFoundError where espeak-ng is not installed, CalledProcessError where it refuses.
    """
    words = ["espeak-ng", "-v", voice, "-m", "-p", f"{pitch:.0f}", "-s", f"{rate_wpm:.0f}", "--stdout", text]
    done = subprocess.run(words, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    samples, rate = soundfile.read(io.BytesIO(done.stdout), dtype="float64")
    return samples, rate


def measure_scale(voice: str) -> PitchScale:
    """Listen to a voice at four pitches and draw a line through them."""
    values = np.array([15.0, 40.0, 65.0, 90.0])
    text = f'<speak><prosody range="0%">{SAMPLE_SENTENCE}</prosody></speak>'
    heard = [float(np.median(track_pitch(*say(voice, text, value, 160)))) for value in values]
    line = np.polyfit(values, np.log2(heard), 2)
    grid = np.arange(0.0, 100.0)
    return PitchScale(grid, np.maximum.accumulate(np.polyval(line, grid)))


def speak(voice: Voice, scale: PitchScale, text: str, ending: str, manner: Manner) -> tuple[Signal, int]:
    """Say a sentence in a manner; samples, and the rate at which they must be played for the voice's own size.

    The voice's size is the rate: all of it is shifted together, so pitch and tempo are asked for the other way.
    """
    size = voice.formant_factor * (1 + manner.smile)
    base_hz = voice.pitch_hz * 2 ** (manner.pitch_st / 12) / size
    words = text.split()
    spoken = []
    marks = [""] * (len(words) - 1) + [ending]  # inside the last word's element: alone, a full stop is read as "dot"
    for index, word in enumerate(words):
        value = scale.value_for(base_hz * 2 ** (_melody_st(words, index, manner) / 12))
        percent = 100 * value / max(scale.value_for(base_hz), 1.0) - 100
        spoken.append(f'<prosody pitch="{percent:+.0f}%">{word}{marks[index]}</prosody>')
    body = f'<prosody range="{100 * manner.pitch_range:.0f}%">{" ".join(spoken)}</prosody>'
    samples, rate = say(
        voice.espeak_voice, f"<speak>{body}</speak>", scale.value_for(base_hz), voice.rate_wpm * manner.rate / size
    )
    return samples, round(rate * size)


def _melody_st(words: list[str], index: int, manner: Manner) -> float:
    """How far a word lies above the mean pitch."""
    place = index / max(len(words) - 1, 1) - 0.5
    melody = manner.slope_st * place
    if words[index].lower() not in SMALL_WORDS:
        melody += manner.accent_st * 0.5
    else:
        melody -= manner.accent_st * 0.5
    return melody + (manner.final_st if index == len(words) - 1 else 0.0)


def track_pitch(samples: Signal, rate: int, low_hz: float = 60, high_hz: float = 600) -> Signal:
    """The pitch of the voiced frames, by autocorrelation of 80 ms each 10 ms; (frames,) Hz."""
    width, hop = int(0.08 * rate), int(0.01 * rate)
    window = np.hanning(width)
    own = np.fft.irfft(np.abs(np.fft.rfft(window, 2 * width)) ** 2)
    low, high = int(rate / high_hz), int(rate / low_hz)
    loud = 0.02 * float(np.max(samples**2, initial=1e-12))
    heard = []
    for start in range(0, len(samples) - width, hop):
        frame = samples[start : start + width]
        if np.mean(frame**2) < 0.1 * loud:
            continue
        likeness = np.fft.irfft(np.abs(np.fft.rfft((frame - frame.mean()) * window, 2 * width)) ** 2)
        likeness = likeness[low:high] / own[low:high] * own[0] / likeness[0]
        best = int(np.argmax(likeness > 0.92 * likeness.max()))  # the first high one: octaves below are as high
        while best + 1 < len(likeness) and likeness[best + 1] > likeness[best]:
            best += 1
        if likeness[best] > 0.5:
            heard.append(rate / (low + best))
    return np.array(heard)
