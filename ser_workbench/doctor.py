# SPDX-License-Identifier: MIT
"""Examines this machine: what it has for training, sound and the window, and what to do about what is missing."""

import ctypes.util
import importlib
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

from ser_workbench import __version__
from ser_workbench.audio.microphone import list_microphones
from ser_workbench.errors import AudioDeviceError, WorkbenchError
from ser_workbench.progress import Progress, Steps
from ser_workbench.resources import demo_corpus_folder

GIB = 2**30
DISK_WANTED_GIB = 5
MEMORY_WANTED_GIB = 4
PACKAGES = ("torch", "torchaudio", "numpy", "scikit-learn", "PySide6_Essentials", "pyqtgraph", "soundfile", "soxr")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: what was found, and what to do where it is not fine."""

    what: str
    found: str
    is_fine: bool = True
    to_do: str = ""


def examine(workspace: Path | None = None) -> Steps[list[Finding]]:
    """Examine everything, one finding after another; nothing is changed.

    workspace: the folder whose disk is asked; the home folder by default.
    """
    examiners: list[Callable[[], Finding]] = [
        _examine_program,
        _examine_packages,
        _examine_open_smile,
        _examine_processor,
        _examine_memory,
        lambda: _examine_disk(workspace or Path.home()),
        _examine_gpu,
        _examine_sound,
        _examine_microphones,
        _examine_screen,
        _examine_database,
        _examine_demo,
    ]
    findings = []
    for done, examiner in enumerate(examiners, 1):
        findings.append(examiner())
        yield Progress("examining", done, len(examiners), "things")
    return findings


def _examine_program() -> Finding:
    found = f"{__version__}, Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return Finding("SER Workbench", found)


def _examine_packages() -> Finding:
    found, missing = [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    to_do = f"install {', '.join(missing)} with 'python3 packaging/bootstrap.py run'" if missing else ""
    return Finding("packages", ", ".join(found), not missing, to_do)


def _examine_open_smile() -> Finding:
    licence = "free for research and private use, not for products"
    try:
        return Finding("openSMILE", f"{version('opensmile')}, {licence}")
    except PackageNotFoundError:
        return Finding("openSMILE", f"not installed; baselines want ser-workbench[opensmile] ({licence})")


def _examine_processor() -> Finding:
    return Finding("processor", f"{os.cpu_count()} cores, {platform.processor() or platform.machine()}")


def _examine_memory() -> Finding:
    memory = psutil.virtual_memory()
    is_fine = memory.available >= MEMORY_WANTED_GIB * GIB
    to_do = "" if is_fine else f"close other programs; a training wants {MEMORY_WANTED_GIB} GiB"
    return Finding("memory", f"{memory.available / GIB:.1f} of {memory.total / GIB:.1f} GiB free", is_fine, to_do)


def _examine_disk(folder: Path) -> Finding:
    folder = next(place for place in (folder, *folder.parents) if place.exists())  # A home may be named, but not there.
    free = shutil.disk_usage(folder).free / GIB
    is_fine = free >= DISK_WANTED_GIB
    to_do = "" if is_fine else f"free some space; features of a noisy set want {DISK_WANTED_GIB} GiB or more"
    return Finding("disk", f"{free:.1f} GiB free at {folder}", is_fine, to_do)


def _examine_gpu() -> Finding:
    try:
        torch = importlib.import_module("torch")
    except (ImportError, OSError) as error:
        return Finding("GPU", f"torch does not load: {error}", False, "run 'python3 packaging/bootstrap.py run' again")
    if torch.cuda.is_available():
        properties = torch.cuda.get_device_properties(0)
        return Finding("GPU", f"{properties.name}, {properties.total_memory / GIB:.0f} GiB (cuda)")
    if torch.backends.mps.is_available():
        return Finding("GPU", "Apple GPU (mps)")
    return Finding("GPU", f"none; training uses {torch.get_num_threads()} threads of the processor")


def _examine_sound() -> Finding:
    try:
        sounddevice = importlib.import_module("sounddevice")
        devices = list(sounddevice.query_devices())
    except OSError:
        to_do = "install PortAudio: sudo apt install libportaudio2" if sys.platform == "linux" else "install PortAudio"
        return Finding("sound", "PortAudio is missing", False, to_do)
    except Exception as error:  # noqa: BLE001 - PortAudio raises its own class, which exists only where it loads.
        return Finding("sound", f"PortAudio fails: {error}", False, "check the sound settings of the system")
    outputs = sum(device["max_output_channels"] > 0 for device in devices)
    to_do = "" if outputs else "plug in a loudspeaker; everything else works without"
    return Finding("sound", f"{outputs} outputs", bool(outputs), to_do)


def _examine_microphones() -> Finding:
    instead = "'live RUN --file WAV' hears a file as if it were one"
    try:
        found = list_microphones()
    except AudioDeviceError as error:
        return Finding("microphone", str(error).rstrip("."), False, instead)
    if not found:
        return Finding("microphone", "none", False, f"plug one in; {instead}")
    first = found[0]
    others = list(dict.fromkeys(facts.name for facts in found if facts.name != first.name))
    more = f", {len(others)} more: {', '.join(others)}" if others else ""
    channels = "1 channel" if first.channels == 1 else f"{first.channels} channels"
    return Finding("microphone", f"{first.name} ({channels}, {first.sample_rate_hz / 1000:g} kHz){more}")


def _examine_screen() -> Finding:
    if sys.platform != "linux":
        return Finding("screen", "native")
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    missing = [name for name in ("EGL", "GL", "xkbcommon") if ctypes.util.find_library(name) is None]
    if missing:
        wanted = " ".join({"EGL": "libegl1", "GL": "libgl1", "xkbcommon": "libxkbcommon0"}[name] for name in missing)
        return Finding("screen", "a library of Qt is missing", False, f"sudo apt install {wanted}")
    if not display:
        return Finding("screen", "none", False, "use the verbs, 'ser-workbench demo' first, or log in with a screen")
    return Finding("screen", display)


def _examine_database() -> Finding:
    return Finding("SQLite", sqlite3.sqlite_version)


def _examine_demo() -> Finding:
    try:
        return Finding("demo corpus", f"{sum(1 for _ in demo_corpus_folder().rglob('*.ogg'))} synthetic utterances")
    except WorkbenchError as error:
        return Finding("demo corpus", "missing", False, str(error))
