# SPDX-License-Identifier: MIT
"""A folder of noise: any audio below it; of MUSAN the noise portion only, its music and speech never."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.decode import is_audio, look_at
from ser_workbench.audio.noise_kinds import (
    FOLDER,
    MUSAN_OTHER,
    is_musan,
    is_other_channel,
    label_noise,
    read_esc_classes,
)
from ser_workbench.errors import AudioError, MissingFolderError, NoAudioError
from ser_workbench.progress import Progress, Steps

FILES_AN_EVENT = 25


@dataclass(frozen=True, slots=True)
class NoiseFile:
    """One recording of noise; `id` is its path below the collection's folder, with forward slashes."""

    id: str
    file: Path
    seconds: float
    noise_class: str = ""
    """What is heard, as far as names and folders tell; empty where they do not."""
    sample_rate_hz: int = 0
    channels: int = 0
    source: str = ""
    """The recording that it was cut from, where the name tells; empty: it stands for itself."""


@dataclass(frozen=True, slots=True)
class NoiseCollection:
    """The noises of a folder, sorted by id; `kind` is `musan`, `esc-10`, `esc-50`, `demand` or `folder`."""

    folder: Path
    kind: str
    noises: tuple[NoiseFile, ...]
    problems: tuple[tuple[str, str], ...] = ()
    """Files left out, relative to the folder, each with the reason."""

    @property
    def seconds(self) -> float:
        """The length of all noises together."""
        return sum(noise.seconds for noise in self.noises)


def open_noise(folder: Path) -> Steps[NoiseCollection]:
    """Look at the headers of all noises below a folder; unreadable files become problems and are left out.

    Of DEMAND's scenes, which sixteen microphones recorded at once, the first channel stands for all: the others
    are the same noise again, and would only make a scene count sixteen times.
    Raises MissingFolderError, or NoAudioError when nothing is left.
    """
    if not folder.is_dir():
        raise MissingFolderError(f"The noise folder {folder} does not exist; check the path.")
    _refuse_other_portions(folder)
    closed: list[OSError] = []
    files = sorted(_audio_below(folder, closed))
    labels_from, esc_classes = folder.resolve(), read_esc_classes(folder.resolve())
    noises: list[NoiseFile] = []
    kinds: set[str] = set()
    problems = [(str(e.filename), f"{e.filename} may not be read; check its permissions.") for e in closed]
    for done, (name, file) in enumerate(files):
        if done % FILES_AN_EVENT == 0:
            yield Progress("Looking at noise", done, len(files), "files")
        try:
            facts = look_at(file)
        except AudioError as error:
            problems.append((name, str(error)))
            continue
        label = label_noise(labels_from, name, esc_classes)
        kinds.add(label.kind)
        about = (label.noise_class, facts.sample_rate_hz, facts.channels, label.source)
        noises.append(NoiseFile(name, file, facts.seconds, *about))
    yield Progress("Looking at noise", len(files), len(files), "files")
    if not noises:
        raise NoAudioError(f"{folder} holds no audio that can be read; choose a folder of noise recordings.")
    kind = kinds.pop() if len(kinds) == 1 else FOLDER
    return NoiseCollection(folder, kind, tuple(noises), tuple(problems))


def _audio_below(folder: Path, closed: list[OSError]) -> Iterator[tuple[str, Path]]:
    """Relative name and path of every audio file, without MUSAN's music and speech; `closed` takes other folders."""
    for place, names, files in os.walk(folder, onerror=closed.append):
        if is_musan(Path(place)):
            names[:] = [name for name in names if name not in MUSAN_OTHER]
        names[:] = [name for name in names if not name.startswith(".")]
        for name in files:
            file = Path(place, name)
            if is_audio(file) and not is_other_channel(file):
                yield file.relative_to(folder).as_posix(), file


def _refuse_other_portions(folder: Path) -> None:
    inside = folder.resolve()
    for place in (inside, *inside.parents):
        if place.name in MUSAN_OTHER and is_musan(place.parent):
            noise = place.parent / "noise"
            raise NoAudioError(f"{folder} is MUSAN's {place.name}, which is never drawn as noise; choose {noise}.")
