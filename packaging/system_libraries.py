# SPDX-License-Identifier: MIT
"""The libraries of the operating system that Qt and the sound need on Linux: looked for, installed, or named.

macOS and Windows wheels bring all of them along. Nothing is remembered between calls: to look takes milliseconds, and
a container may be renewed under an environment that lives on.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from failures import BootstrapError

Purpose = Literal["qt", "screen", "sound", "text"]


@dataclass(frozen=True)
class SystemLibrary:
    """A shared library (or fonts), the Debian package that brings it, and what cannot be done without it."""

    name: str
    package: str
    purpose: Purpose


# Read from the wheels' own lists of needed libraries (objdump -p) for PySide6 6.12.
LIBRARIES = (
    SystemLibrary("libEGL.so.1", "libegl1", "qt"),
    SystemLibrary("libGL.so.1", "libgl1", "qt"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0", "qt"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3", "qt"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1", "qt"),
    SystemLibrary("libfreetype.so.6", "libfreetype6", "qt"),
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0", "qt"),
    SystemLibrary("libX11-xcb.so.1", "libx11-xcb1", "screen"),
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0", "screen"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4", "screen"),
    SystemLibrary("libxcb-image.so.0", "libxcb-image0", "screen"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1", "screen"),
    SystemLibrary("libxcb-randr.so.0", "libxcb-randr0", "screen"),
    SystemLibrary("libxcb-render-util.so.0", "libxcb-render-util0", "screen"),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0", "screen"),
    SystemLibrary("libxcb-sync.so.1", "libxcb-sync1", "screen"),
    SystemLibrary("libxcb-xfixes.so.0", "libxcb-xfixes0", "screen"),
    SystemLibrary("libxcb-xkb.so.1", "libxcb-xkb1", "screen"),
    SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "screen"),
    SystemLibrary("libwayland-client.so.0", "libwayland-client0", "screen"),
    SystemLibrary("libwayland-cursor.so.0", "libwayland-cursor0", "screen"),
    SystemLibrary("libportaudio.so.2", "libportaudio2", "sound"),
)
FONTS = SystemLibrary("a font", "fonts-dejavu-core", "text")
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y")
FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".pfb")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be opened here."""
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def needed_purposes(level: str, *, has_screen: bool) -> frozenset[Purpose]:
    """The purposes without which the program cannot start: tests need Qt, a window needs its screen's libraries."""
    if level == "test":
        return frozenset({"qt"})
    return frozenset({"qt", "screen"}) if has_screen else frozenset()


def find_missing() -> list[SystemLibrary]:
    """What this Linux lacks, in the order of the table; nothing elsewhere."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [library for library in LIBRARIES if not _loads(library.name)]
    return missing if _has_font() else [*missing, FONTS]


def apt_command(packages: Iterable[str]) -> str:
    """The command that the user may give by hand."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages where we may (root, or sudo without a password); True when apt reports success."""
    prefix = _permission()
    if prefix is None:
        return False
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    _run_quietly([*prefix, *APT, "update"])
    if _run_quietly([*prefix, *APT, "install", "--no-install-recommends", *packages]):
        return True
    # One package that this release of the system does not know must not keep the others out.
    one_by_one = [_run_quietly([*prefix, *APT, "install", "--no-install-recommends", package]) for package in packages]
    return all(one_by_one)


def make_libraries_whole(level: str, *, has_screen: bool, accepted: Collection[str] = ()) -> list[str]:
    """Install what is missing, or say how to; returns the names of what the program can start without and lacks.

    accepted: names found missing in an earlier call, for which nothing is tried again unless they are needed.
    Raises BootstrapError when the program could not start.
    """
    needed = needed_purposes(level, has_screen=has_screen)
    missing = find_missing()
    fresh = [library for library in missing if library.name not in accepted or library.purpose in needed]
    if not fresh:
        return [library.name for library in missing]
    install_packages([library.package for library in fresh])
    missing = find_missing()
    still = [library for library in missing if library in fresh]
    if still:
        sentence = missing_sentence(still, has_apt=shutil.which("apt-get") is not None)
        if any(library.purpose in needed for library in still):
            raise BootstrapError(sentence)
        print(sentence, file=sys.stderr)
    return [library.name for library in missing]


def missing_sentence(missing: list[SystemLibrary], *, has_apt: bool) -> str:
    """What is missing and the exact command."""
    names = ", ".join(library.name for library in missing)
    packages = [library.package for library in missing]
    if has_apt:
        return f"This system lacks {names}; install with: {apt_command(packages)}"
    return f"This system lacks {names}; install them with its package manager (Debian calls them {' '.join(packages)})."


def _permission() -> list[str] | None:
    """The words before apt-get: none for root, sudo where it asks for no password, None where we may not."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    ask = subprocess.run(["sudo", "-n", "true"], check=False, stdin=subprocess.DEVNULL, capture_output=True)
    return ["sudo", "-n"] if ask.returncode == 0 else None


def _run_quietly(words: list[str]) -> bool:
    silence = subprocess.DEVNULL
    return subprocess.run(words, check=False, stdin=silence, stdout=silence, stderr=silence).returncode == 0


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(file.suffix.lower() in FONT_SUFFIXES for folder in folders for file in folder.rglob("*"))
