# SPDX-License-Identifier: MIT
"""`.venv`: made, filled with the pinned packages, kept whole, and recognised as whole within a moment.

A stamp inside it, written last, says what it was made from. A mark, written first and removed last, says that somebody
was at work: where it still lies, an installation was killed, and the environment is made again from nothing. An
environment without a mark and with an older stamp is brought up to date in its place.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pip_progress
from failures import NEEDED_BYTES, BootstrapError, no_space_sentence
from system_libraries import apt_command, install_packages, make_libraries_whole

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP, MARK, LOG = "ser_workbench_stamp.json", "ser_workbench_installing", "ser_workbench_install.log"
LEVELS = ("run", "test")
"""What an environment is good for, each level holding the one before."""

MODULES = ("ser_workbench", "numpy", "pydantic", "pyqtgraph", "PySide6", "safetensors", "sklearn", "soundfile", "torch")
TEST_MODULES = ("importlinter", "kaldi_native_fbank", "mypy", "pytest", "pytestqt", "scipy")
LOOK = "import importlib.util, sys; sys.exit(any(importlib.util.find_spec(name) is None for name in sys.argv[1:]))"


def make_whole(level: str, *, has_screen: bool) -> None:
    """Leave an environment in which the program (level `run`) or its tests (`test`) can start.

    Raises BootstrapError with one sentence when that cannot be.
    """
    with _alone():
        stamp = read_stamp(VENV)
        lacking = make_libraries_whole(level, has_screen=has_screen, accepted=stamp.get("lacking", ()))
        if not is_whole(VENV, stamp, level):
            install(level, lacking)


def is_whole(venv: Path, stamp: dict[str, Any], level: str) -> bool:
    """Whether the environment was made from these very pins for this level, and its Python still works."""
    if (venv / MARK).exists() or not suits(stamp, fingerprint(), level):
        return False
    return python_works(venv, MODULES + (TEST_MODULES if level == "test" else ()))


def suits(stamp: dict[str, Any], wanted_fingerprint: str, level: str) -> bool:
    """Whether a stamp promises this level (what is good for the tests is good for the program), from these pins."""
    if stamp.get("fingerprint") != wanted_fingerprint:
        return False
    return LEVELS.index(level) <= LEVELS.index(stamp.get("level", "run"))


def install(level: str, lacking: list[str]) -> None:
    """Make the environment, fill it, and stamp it."""
    if (VENV / MARK).exists() or not python_works(VENV, ("pip",)) or not is_of_this_python(VENV):
        make_empty(VENV)
    kept_level = read_stamp(VENV).get("level", level)  # who had the tests keeps them
    (VENV / MARK).touch()
    (VENV / STAMP).unlink(missing_ok=True)
    print(f"Installing SER Workbench into {VENV} (the first time takes some minutes)", flush=True)
    level = max(level, kept_level, key=LEVELS.index)
    try:
        for words in pip_calls(ROOT, level):
            pip_progress.install(python_of(VENV), words, VENV / LOG)
    except BootstrapError as failure:
        if not failure.is_half_done:
            (VENV / MARK).unlink()
        raise
    write_stamp(VENV, {"fingerprint": fingerprint(), "level": level, "lacking": lacking})
    (VENV / MARK).unlink()


def pip_calls(root: Path, level: str) -> list[list[str]]:
    """The words of `pip install`, call by call.

    What builds the project comes first and pinned, so that pip needs no second environment to build in. Dependency
    groups are read here: the pip that comes with Python 3.11 does not know them.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    pins = ["-c", str(root / "packaging" / "constraints.txt")]
    builders = [*project["build-system"]["requires"], "editables"]
    tests = project["dependency-groups"]["test"] if level == "test" else []
    return [[*pins, *builders], [*pins, "--no-build-isolation", "--editable", str(root), *tests]]


def make_empty(venv: Path) -> None:
    """Make a virtual environment that holds pip alone, in the place of whatever is left of an older one.

    Raises BootstrapError when the folder is somebody else's, the disk too full, or Python lacks its `venv`.
    """
    if venv.is_dir() and any(venv.iterdir()) and not ((venv / MARK).exists() or (venv / "pyvenv.cfg").exists()):
        raise BootstrapError(f"{venv} is not a virtual environment; move that folder away and run the command again.")
    venv.mkdir(exist_ok=True)
    (venv / MARK).touch()  # before anything is removed: who is killed here must not leave what looks like a whole one
    for entry in venv.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != MARK:
            entry.unlink()
    if shutil.disk_usage(venv).free < NEEDED_BYTES:
        raise BootstrapError(no_space_sentence())
    ensure_venv_module()
    made = subprocess.run([sys.executable, "-m", "venv", str(venv)], check=False, capture_output=True, text=True)
    if made.returncode:
        lines = (made.stderr or made.stdout).strip().splitlines()
        reason = lines[-1].rstrip(".") if lines else "no reason given"
        raise BootstrapError(f"Python cannot make a virtual environment in {venv} ({reason}).")


def ensure_venv_module() -> None:
    """Debian ships Python without what fills a virtual environment: install it, or say how to."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if install_packages([package]):
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip"):
            return
    raise BootstrapError(f"This Python cannot make virtual environments; install with: {apt_command([package])}")


def fingerprint() -> str:
    """A hash of all that an environment is made from: project, pins, Python, place."""
    parts = [
        (ROOT / "pyproject.toml").read_bytes(),
        (ROOT / "packaging" / "constraints.txt").read_bytes(),
        sys.version.encode(),
        str(ROOT).encode(),
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read_stamp(venv: Path) -> dict[str, Any]:
    """What the stamp says; nothing where it is missing or damaged."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and stamp.get("level") in LEVELS else {}


def write_stamp(venv: Path, stamp: dict[str, Any]) -> None:
    """Write the stamp beside and rename it."""
    part = venv / f"{STAMP}.part"
    part.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    part.replace(venv / STAMP)


def python_of(venv: Path) -> Path:
    """The environment's Python."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def python_works(venv: Path, modules: tuple[str, ...]) -> bool:
    """Whether the environment's Python starts and finds the modules (it does not import them)."""
    words = [str(python_of(venv)), "-I", "-c", LOOK, *modules]
    try:
        return subprocess.run(words, check=False, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def is_of_this_python(venv: Path) -> bool:
    """Whether the environment belongs to the Python that runs now, and lies where it was made."""
    words = [str(python_of(venv)), "-I", "-c", "import sys; print(sys.version); print(sys.prefix)"]
    told = subprocess.run(words, check=False, capture_output=True, text=True).stdout
    return told.startswith(sys.version) and Path(told.splitlines()[-1]).resolve() == venv.resolve()


@contextmanager
def _alone() -> Iterator[None]:
    """Keep a second bootstrap of the same checkout waiting; the lock goes with the process, however it ends."""
    if os.name == "nt":
        yield  # Windows has no lock on a file that is only read; the mark alone must do.
        return
    import fcntl

    with (ROOT / "packaging" / "constraints.txt").open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another bootstrap is at work in this folder; waiting for it.", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
