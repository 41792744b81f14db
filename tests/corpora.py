# SPDX-License-Identifier: MIT
"""Tiny synthetic corpora, built where a test wants them: tones for emotions, and trees of published names."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

TONES_HZ = {"anger": 900.0, "happiness": 500.0, "sadness": 250.0}
"""Each emotion of the tone corpus is a tone of this height, higher for the female voices."""
TONE_SPEAKERS = {"s01": "female", "s02": "male", "s03": "female"}

EMODB_NAMES = ("03a01Wa", "03a02Lb", "08b01Ea", "08b02Ac", "10a04Fd", "13b09Ta", "16b10Nb")
RAVDESS_NAMES = tuple(f"03-01-{emotion:02d}-01-01-01-{actor:02d}" for actor in (1, 2, 24) for emotion in range(1, 9))
CREMA_D_NAMES = tuple(
    f"{actor}_DFA_{emotion}_XX"
    for actor in (1001, 1002, 1091)
    for emotion in ("ANG", "DIS", "FEA", "HAP", "NEU", "SAD")
)
SAVEE_NAMES = ("a01", "d02", "f03", "h04", "n30", "sa05", "su06")
TESS_EMOTIONS = ("angry", "disgust", "fear", "happy", "neutral", "ps", "sad")


def make_tone(hz: float, seconds: float = 0.2, rate_hz: int = 16000, seed: int = 0) -> NDArray[np.float32]:
    """A tone with a little noise, so that each seed is another recording; (samples,) float32."""
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    noise = np.random.default_rng(seed).standard_normal(len(time_s))
    return (0.3 * np.sin(2 * np.pi * hz * time_s) + 0.01 * noise).astype(np.float32)


def write_wav(file: Path, samples: NDArray[np.float32], rate_hz: int = 16000, subtype: str = "PCM_16") -> Path:
    """Write (samples,) or (samples, channels), making the folder first; the ending chooses the format."""
    file.parent.mkdir(parents=True, exist_ok=True)
    name = file.suffix.lower().lstrip(".").upper()
    soundfile.write(file, samples, rate_hz, subtype=subtype, format=name)
    return file


def write_files(folder: Path, names: Iterable[str]) -> Path:
    """A short tone, each another, under every one of the names (which may hold folders)."""
    for seed, name in enumerate(names):
        write_wav(folder / name, make_tone(440, seconds=0.05, seed=seed))
    return folder


def write_table(file: Path, rows: Iterable[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A table; the first row is its header."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return file


def write_tone_corpus(
    folder: Path,
    takes: int = 2,
    seconds: float = 0.3,
    speakers: Mapping[str, str] = TONE_SPEAKERS,
    emotions: Mapping[str, float] = TONES_HZ,
) -> Path:
    """The tiny corpus of all tests: speakers × emotions × takes tones of unequal length, and `manifest.csv`."""
    rows = [("file", "speaker", "gender", "emotion")]
    seed = 0
    for speaker, gender in speakers.items():
        for emotion, hz in emotions.items():
            for take in range(takes):
                seed += 1
                name = f"{speaker}/{emotion}_{take}.wav"
                height = hz * (1.3 if gender == "female" else 1.0)
                write_wav(folder / name, make_tone(height, seconds * (1 + 0.1 * take), seed=seed))
                rows.append((name, speaker, gender, emotion))
    write_table(folder / "manifest.csv", rows)
    return folder


def write_noise_folder(folder: Path, count: int = 4, seconds: float = 0.25) -> Path:
    """White noises of unequal loudness."""
    for seed in range(count):
        samples = np.random.default_rng(seed).standard_normal(round(seconds * 16000)) * (0.05 + 0.02 * seed)
        write_wav(folder / f"noise_{seed}.wav", samples.astype(np.float32))
    return folder


def write_emodb_tree(folder: Path) -> Path:
    """`wav/03a01Wa.wav` …: 7 utterances, one an emotion, of 5 speakers."""
    return write_files(folder, [f"wav/{name}.wav" for name in EMODB_NAMES])


def write_ravdess_tree(folder: Path) -> Path:
    """`Actor_01/03-01-01-01-01-01-01.wav` …: 8 emotions of each of actors 01 (male), 02 and 24 (female)."""
    return write_files(folder, [f"Actor_{name[-2:]}/{name}.wav" for name in RAVDESS_NAMES])


def write_crema_d_tree(folder: Path) -> Path:
    """`AudioWAV/1001_DFA_ANG_XX.wav` …: 6 emotions of each of actors 1001 (male), 1002 and 1091 (female)."""
    return write_files(folder, [f"AudioWAV/{name}.wav" for name in CREMA_D_NAMES])


def write_savee_tree(folder: Path, is_flat: bool = False) -> Path:
    """`AudioData/DC/a01.wav` … or, flat, `ALL/DC_a01.wav` …: 7 emotions of each of the 4 speakers."""
    pattern = "ALL/{}_{}.wav" if is_flat else "AudioData/{}/{}.wav"
    return write_files(folder, [pattern.format(who, name) for who in ("DC", "JE", "JK", "KL") for name in SAVEE_NAMES])


def write_tess_tree(folder: Path, is_flat: bool = False) -> Path:
    """`OAF_angry/OAF_back_angry.wav` … or, flat, `OAF_back_angry.wav` …: 7 emotions of OAF and of YAF."""
    names = [f"{who}_back_{emotion}" for who in ("OAF", "YAF") for emotion in TESS_EMOTIONS]
    folders = ["" if is_flat else f"{name.replace('_back', '')}/" for name in names]
    return write_files(folder, [f"{place}{name}.wav" for place, name in zip(folders, names, strict=True)])


def write_demo_tree(folder: Path) -> Path:
    """What the demo corpus looks like: `speech.csv` beside `synthetic.txt`."""
    write_tone_corpus(folder)
    (folder / "manifest.csv").rename(folder / "speech.csv")
    (folder / "synthetic.txt").write_text("These voices are synthetic.\n", encoding="utf-8")
    return folder
