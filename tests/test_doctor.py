# SPDX-License-Identifier: MIT
"""The doctor examines any machine to the end, however little is there."""

import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from ser_workbench.audio.microphone import MicrophoneFacts
from ser_workbench.doctor import Finding, examine
from ser_workbench.progress import run_steps


def test_that_a_home_that_does_not_exist_is_no_reason_to_break_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "nobody" / "home"))
    findings = run_steps(examine())
    (disk,) = (finding for finding in findings if finding.what == "disk")
    assert str(tmp_path) in disk.found
    assert len(findings) == 12


def test_that_the_licence_of_open_smile_is_told_whether_it_is_installed_or_not(monkeypatch: pytest.MonkeyPatch):
    found = [_look_for_open_smile()]
    monkeypatch.setattr("ser_workbench.doctor.version", _refuse)
    found.append(_look_for_open_smile())
    assert all("not for products" in finding.found for finding in found)
    assert all(finding.is_fine for finding in found), "who tries no rival misses nothing"
    assert "not installed; baselines want ser-workbench[opensmile]" in found[1].found


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([("Built-in", 2, 44100.0), ("USB", 1, 48000.0)], "Built-in (2 channels, 44.1 kHz), 1 more: USB"),
        ([("Headset", 1, 8000.0)], "Headset (1 channel, 8 kHz)"),
    ],
)
def test_that_the_microphones_are_named(found: list, said: str, monkeypatch: pytest.MonkeyPatch):
    listed = tuple(MicrophoneFacts(name, n, "ALSA", *others, n == 0) for n, (name, *others) in enumerate(found))
    monkeypatch.setattr("ser_workbench.doctor.list_microphones", lambda: listed)
    assert _look_for("microphone") == Finding("microphone", said)


def test_that_who_has_no_microphone_or_no_portaudio_is_told_of_the_file(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ser_workbench.doctor.list_microphones", tuple)
    none = _look_for("microphone")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    for finding in (none, _look_for("microphone")):
        assert not finding.is_fine
        assert "'live RUN --file WAV' hears a file" in finding.to_do
    assert _look_for("microphone").found == "The package 'sounddevice' is missing; run `pip install sounddevice`"


def _look_for_open_smile() -> Finding:
    return _look_for("openSMILE")


def _look_for(what: str) -> Finding:
    (finding,) = (finding for finding in run_steps(examine()) if finding.what == what)
    return finding


def _refuse(name: str) -> str:
    raise PackageNotFoundError(name)
