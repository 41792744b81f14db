# SPDX-License-Identifier: MIT
"""Make the demo corpus of `resources/demo_corpus`: synthetic voices in six emotions, and synthetic noises.

Needs espeak-ng (1.51 made what is committed) beside the project's own packages; users need none of this. The same
espeak-ng and the same seed give the same files.

python packaging/make_demo_corpus.py [--out DIR] [--seed N]
"""

import argparse
import csv
import os
import shutil
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from demo_corpus.effects import HIGHEST_PEAK, RATE_HZ, finish, set_level
from demo_corpus.emotions import ENDINGS, RULES, draw_manner
from demo_corpus.espeak import PitchScale, measure_scale, speak
from demo_corpus.noises import NOISES
from demo_corpus.ogg import write_ogg
from demo_corpus.texts import sentences_of
from demo_corpus.voices import Voice, draw_voices

SENTENCES_EACH = 3
COLUMNS = ("file", "speaker", "gender", "emotion", "text")
MARKER = (
    "Every voice in this folder is synthetic: made by espeak-ng, with rules for six emotions. Nobody speaks here.\n"
)
Row = tuple[str, str, str, str, str]


def main() -> int:
    """Write the corpus beside and put it in the place of the old one; exit 1 where espeak-ng is missing."""
    words = argparse.ArgumentParser(description="Make the synthetic demo corpus.")
    project = Path(__file__).resolve().parent.parent
    words.add_argument("--out", type=Path, default=project / "resources" / "demo_corpus", help="folder to write")
    words.add_argument("--seed", type=int, default=2018, help="another seed gives other voices")
    chosen = words.parse_args()
    if shutil.which("espeak-ng") is None:
        print("espeak-ng is not installed; install it (apt-get install espeak-ng) and try again.", file=sys.stderr)
        return 1
    make_speech(chosen.out / "speech", chosen.seed)
    make_noise(chosen.out / "noise", chosen.seed)
    size = sum(file.stat().st_size for file in chosen.out.rglob("*.ogg"))
    print(f"{chosen.out}: {size / 1e6:.2f} MB of audio")
    return 0


def make_speech(folder: Path, seed: int) -> None:
    """All utterances, their table, and the marker that says that they are synthetic."""
    new = fresh_folder(folder)
    voices = draw_voices(seed)
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        rows = [
            row
            for part in workers.map(lambda pair: list(speak_all(new, pair[0], pair[1], seed)), enumerate(voices))
            for row in part
        ]
    with (new / "speech.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(sorted(rows))
    (new / "synthetic.txt").write_text(MARKER, encoding="utf-8")
    put_in_place(new, folder)


def speak_all(folder: Path, index: int, voice: Voice, seed: int) -> Iterator[Row]:
    """What one voice says: each sentence in each emotion."""
    scale = measure_scale(voice.espeak_voice)
    for emotion in RULES:
        for number, text in enumerate(sentences_of(index, SENTENCES_EACH), 1):
            name = f"{voice.name}/{voice.name}_{emotion}_{number}.ogg"
            samples = speak_one(voice, scale, emotion, text, np.random.default_rng([seed, zlib.crc32(name.encode())]))
            write_ogg(folder / name, samples, RATE_HZ)
            yield name, voice.name, voice.gender, emotion, text


def speak_one(
    voice: Voice, scale: PitchScale, emotion: str, text: str, rng: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """One utterance, 16 kHz."""
    manner = draw_manner(emotion, voice.expressiveness, rng)
    ending = ENDINGS[emotion][rng.integers(len(ENDINGS[emotion]))]
    spoken, rate = speak(voice, scale, text, ending, manner)
    return finish(spoken, rate, voice, manner, rng)


def make_noise(folder: Path, seed: int) -> None:
    """One file of each noise, 4 to 9 s, at about the same level."""
    new = fresh_folder(folder)
    for name, maker in NOISES.items():
        rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
        samples = set_level(maker(int(RATE_HZ * rng.uniform(4, 9)), rng), -26.0)
        edge = np.minimum(np.arange(len(samples)), np.arange(len(samples))[::-1]) / (0.01 * RATE_HZ)
        samples = samples * np.clip(edge, 0, 1)
        write_ogg(new / f"{name}_1.ogg", samples * min(1.0, HIGHEST_PEAK / np.max(np.abs(samples))), RATE_HZ)
    put_in_place(new, folder)


def fresh_folder(folder: Path) -> Path:
    """An empty folder beside the one that is to be made."""
    new = folder.with_name(folder.name + ".part")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    return new


def put_in_place(new: Path, folder: Path) -> None:
    """Put the finished folder where the old one was."""
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


if __name__ == "__main__":
    sys.exit(main())
