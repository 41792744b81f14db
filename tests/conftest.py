# SPDX-License-Identifier: MIT
"""What all tests share: Qt without a screen, no thread left alive, the real recordings where they lie."""

import gc
import itertools
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# One thread computes tiny networks faster than several that wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")

DASKS = ("Dask-Offload", "Profile", "IO loop", "AsyncProcess", "asyncio_")
"""Threads that Dask starts once and keeps, or ends in its own time, after its cluster is closed."""

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


TESTS_A_COLLECTION = 20
"""Python's collector clears plots that hold each other before Qt deletes them, and Qt may still ask them for their
size: pyqtgraph then complains, and the test that happens to run would fail. So it collects between tests alone."""


def pytest_configure() -> None:
    gc.set_threshold(10**9)


def pytest_runtest_logfinish() -> None:
    """A test and its fixtures are over."""
    if next(_ended) % TESTS_A_COLLECTION == 0:
        gc.collect()


_ended = itertools.count(1)


@pytest.fixture(autouse=True)
def no_thread_is_left_alive() -> Iterator[None]:
    """Fail the test that leaves one of our threads running."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 5
    left = _new_threads(before)
    while left and time.monotonic() < deadline:
        left[0].join(0.05)
        left = _new_threads(before)
    assert not left, f"threads left alive: {[thread.name for thread in left]}"


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    alive = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    return [thread for thread in alive if not thread.name.startswith(DASKS)]


@pytest.fixture(autouse=True)
def user_folders_are_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from the user's own settings and caches."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "user" / name))


def _real(name: str) -> Path:
    place = SHARED_DATA / name
    if not place.exists():
        missing = f"the real recordings ({name}) are not here"
        if os.environ.get("SER_WORKBENCH_REQUIRE_REAL") == "1":  # set by .ci/run
            pytest.fail(missing)
        pytest.skip(missing)
    return place


@pytest.fixture(scope="session")
def emodb_folder() -> Path:
    """EmoDB: 535 utterances."""
    return _real("emodb")


@pytest.fixture(scope="session")
def esc10_folder() -> Path:
    """ESC-10: 400 clips of environmental sound."""
    return _real("esc10")


@pytest.fixture(scope="session")
def enterface_manifest() -> Path:
    """eNTERFACE'05: path and seconds of its 1,263 files; the recordings themselves are not there."""
    return _real("enterface05_manifest.tsv")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many tests on real recordings passed; .ci/run reads this line."""
    passed = sum("real" in report.keywords for report in terminalreporter.stats.get("passed", ()))
    skipped = sum("real" in report.keywords for report in terminalreporter.stats.get("skipped", ()))
    terminalreporter.write_line(f"real recordings: {passed} passed, {skipped} skipped")
