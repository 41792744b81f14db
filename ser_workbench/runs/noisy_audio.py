# SPDX-License-Identifier: MIT
"""The noisy set as files of sound: `audio/UTTERANCE/NOISE/+05.32dB_at_0.123456.flac`, and a table beside them.

Each file depends on its own row of the recipe alone, so that files come out the same in any order; each is written
beside its place and renamed, so that a killed writing goes on where it was. When all copies of an utterance are
there, `levels.csv` in its folder says so, and at the end `manifest.csv` lists all: the folder is a corpus.
"""

import math
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, astuple, dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from threading import Event as Flag
from typing import Any

from ser_workbench.amounts import size_text
from ser_workbench.audio.decode import read_audio, write_audio
from ser_workbench.audio.mixing import MixedFile, fit_noise, mix_for_file
from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.errors import DiskFullError, SilentAudioError
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.noisy_recipe import NoisyRecipe
from ser_workbench.runs.recent_noises import RecentNoises
from ser_workbench.runs.whole_file import read_table, write_table

STAGE = "Writing noisy speech"
AUDIO, LEVELS, MANIFEST = "audio", "levels.csv", "manifest.csv"
LEVEL_COLUMNS = ("file", "noise_id", "offset", "snr_db", "gain_db", "measured_snr_db")
MANIFEST_COLUMNS = ("file", "speaker", "gender", "emotion", "utterance_id", *LEVEL_COLUMNS[1:])
BYTES_A_FILE = 4096
"""Headers, the rest of the last block on the disk, and the file's lines in the tables."""
AHEAD = 4
"""So many utterances wait for each worker: enough that none idles, few enough to stop at once."""


@dataclass(frozen=True, slots=True)
class AudioSize:
    """What writing the files takes, at most: coded files are smaller."""

    files: int
    seconds: float
    most_bytes: int


@dataclass(frozen=True, slots=True)
class AudioWritten:
    """What lies in the folder in the end, and what of it was there before."""

    files: int
    kept: int
    bytes: int
    mean_snr_error_db: float
    """The mean difference between the SNR asked for and the one measured on the parts of the written file."""

    def to_json(self) -> dict[str, Any]:
        """As `noisy-set --write-audio --json` tells it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Level:
    """One file: `file` is its path below its utterance's folder."""

    file: str
    noise_id: str
    offset: float
    snr_db: float
    gain_db: float
    measured_snr_db: float


def audio_size(recipe: NoisyRecipe) -> AudioSize:
    """How much there will be to write, from lengths alone."""
    samples = {u.id: round(u.seconds * SAMPLE_RATE_HZ) + 1 for u in recipe.corpus.utterances}
    count = sum(2 * samples[item.utterance_id] + BYTES_A_FILE for item in recipe.items)
    return AudioSize(len(recipe.items), recipe.seconds, count)


def write_noisy_audio(recipe: NoisyRecipe, folder: Path, suffix: str) -> Steps[AudioWritten]:
    """Write every noisy utterance as 16-bit audio below `folder`/audio, several at once; whole files there are kept.

    suffix: `.flac` or `.wav`
    Closing the generator keeps what is there. A file that would clip is turned down just enough; its gain stands in
    the tables.
    Raises DiskFullError before more is begun than the disk has room for, AudioError naming a file.
    """
    copies: dict[str, list[NoisyItem]] = defaultdict(list)
    for item in recipe.items:
        copies[item.utterance_id].append(item)
    place = folder / AUDIO
    place.mkdir(parents=True, exist_ok=True)
    there = _names_below(place, suffix)
    _refuse_full_disk(recipe, place, len(there))
    writer = _Writer(recipe, place, suffix)
    levels: dict[str, list[_Level]] = {}
    done, total = 0, len(recipe.items)
    yield Progress(STAGE, 0, total, "files")
    try:
        for utterance_id, found in writer.write_all(copies):
            levels[utterance_id] = found
            done += len(copies[utterance_id])
            yield Progress(STAGE, done, total, "files")
    finally:
        writer.stop()
    errors = [abs(level.snr_db - level.measured_snr_db) for found in levels.values() for level in found]
    sizes = [(place / file).stat().st_size for file in _write_manifest(recipe, place, levels)]
    return AudioWritten(len(sizes), len(there), sum(sizes), sum(errors) / len(errors))


class _Writer:
    """Writes the copies of several utterances at once; decoding and coding give Python's lock away."""

    def __init__(self, recipe: NoisyRecipe, place: Path, suffix: str) -> None:
        self._recipe = recipe
        self._place = place
        self._suffix = suffix
        self._speech = {utterance.id: utterance.file for utterance in recipe.corpus.utterances}
        self._noise = {noise.id: noise.file for noise in recipe.noises.noises}
        self._folders = name_folders(self._speech)
        self._noise_folders = name_folders(self._noise)
        self._is_stopped = Flag()
        workers = os.cpu_count() or 1
        self._ahead = AHEAD * workers
        self._noises = RecentNoises()
        self._pool = ThreadPoolExecutor(workers, "noisy speech")

    def write_all(self, copies: dict[str, list[NoisyItem]]) -> Iterator[tuple[str, list[_Level]]]:
        """Each utterance with its files, in the order in which they are done."""
        waiting = iter(copies.items())
        running: dict[Future[list[_Level]], str] = {}
        while True:
            for utterance_id, items in islice(waiting, self._ahead - len(running)):
                running[self._pool.submit(self._write_copies, utterance_id, items)] = utterance_id
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()

    def stop(self) -> None:
        """No further file is begun."""
        self._is_stopped.set()
        self._pool.shutdown(cancel_futures=True)

    def _write_copies(self, utterance_id: str, items: Sequence[NoisyItem]) -> list[_Level]:
        folder = self._place / self._folders[utterance_id]
        names = [f"{self._noise_folders[item.noise_id]}/{_name_of(item)}{self._suffix}" for item in items]
        levels = _read_levels(folder)
        if [level.file for level in levels] == names and all((folder / name).exists() for name in names):
            return levels
        levels = []
        speech = read_audio(self._speech[utterance_id])
        for item, name in zip(items, names, strict=True):
            if self._is_stopped.is_set():
                return levels
            noise = fit_noise(self._noises.read(self._noise[item.noise_id]), len(speech), item.offset)
            mixed = self._mix(speech, noise, item)
            if not (folder / name).exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                write_audio(folder / name, mixed.samples)
            measured = round(mixed.gain_db, 6), round(mixed.snr_db, 6)
            levels.append(_Level(name, item.noise_id, item.offset, item.snr_db, *measured))
        write_table(folder / LEVELS, LEVEL_COLUMNS, map(astuple, levels))
        return levels

    def _mix(self, speech: Samples, noise: Samples, item: NoisyItem) -> MixedFile:
        try:
            return mix_for_file(speech, noise, item.snr_db, self._recipe.settings.noise.snr_over)
        except SilentAudioError as error:
            raise SilentAudioError(f"{item.noise_id} cannot be laid over {item.utterance_id}: {error}") from None


def name_folders(ids: Iterable[str]) -> dict[str, str]:
    """Id → the folder for what is made of it: its path without the ending, which no two may share."""
    bare = {name: PurePosixPath(name).with_suffix("").as_posix() for name in ids}
    counts = Counter(bare.values())
    folders = {name: stem for name, stem in bare.items() if counts[stem] == 1}
    taken = set(folders.values())
    for name in sorted(bare.keys() - folders.keys()):
        folder = name.replace(".", "_")
        while folder in taken:
            folder += "_"
        folders[name] = folder
        taken.add(folder)
    return folders


def _name_of(item: NoisyItem) -> str:
    """`+05.32dB_at_0.123456`: how loud, and which place of the noise."""
    return f"{item.snr_db:+06.2f}dB_at_{item.offset:.6f}"


def _names_below(place: Path, suffix: str) -> list[str]:
    return [name for _, _, names in os.walk(place) for name in names if name.endswith(suffix)]


def _refuse_full_disk(recipe: NoisyRecipe, place: Path, files_there: int) -> None:
    size = audio_size(recipe)
    needed = size.most_bytes * max(0, size.files - files_there) // max(1, size.files)
    free = shutil.disk_usage(place).free
    if needed > free:
        raise DiskFullError(
            f"The files may take {size_text(needed, math.ceil)} more, but the disk of {place} has {size_text(free)} "
            "left; choose another disk, fewer noises or fewer ratios."
        )


def _read_levels(folder: Path) -> list[_Level]:
    """What the folder's table says; nothing where it is missing or damaged: it is made again then."""
    try:
        rows = read_table(folder / LEVELS)
        return [_Level(row["file"], row["noise_id"], *(float(row[name]) for name in LEVEL_COLUMNS[2:])) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _write_manifest(recipe: NoisyRecipe, place: Path, levels: dict[str, list[_Level]]) -> list[str]:
    """List all files, each once; returns their paths below `place`."""
    folders = name_folders(u.id for u in recipe.corpus.utterances)
    rows: dict[str, tuple[object, ...]] = {}
    for u in recipe.corpus.utterances:
        for level in levels.get(u.id, []):
            file, *numbers = astuple(level)
            file = f"{folders[u.id]}/{file}"
            rows[file] = (file, u.speaker, u.gender, u.emotion, u.id, *numbers)
    write_table(place / MANIFEST, MANIFEST_COLUMNS, rows.values())
    return list(rows)
