# SPDX-License-Identifier: MIT
"""Any folder of noise; of MUSAN its noise portion alone."""

import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ser_workbench.audio.noise import NoiseCollection, open_noise
from ser_workbench.errors import MissingFolderError, NoAudioError
from ser_workbench.progress import Progress, run_steps
from tests.audio.sounds import hiss


def put_noise(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(folder / name, hiss(0.5), 16000)


@pytest.fixture
def musan(tmp_path: Path) -> Path:
    """A tree with the names of MUSAN."""
    folder = tmp_path / "corpora" / "musan"
    put_noise(folder, "noise/free-sound/a.wav", "noise/sound-bible/b.wav")
    put_noise(folder, "music/fma/c.wav", "speech/librivox/d.wav", "speech/us-gov/e.wav")
    return folder


def classes_of(collection: NoiseCollection) -> dict[str, int]:
    return dict(Counter(noise.noise_class for noise in collection.noises))


def ids_of(collection: NoiseCollection) -> list[str]:
    return [noise.id for noise in collection.noises]


def test_that_all_audio_below_a_folder_is_noise_sorted_by_its_relative_path(tmp_path: Path) -> None:
    put_noise(tmp_path, "b/rain.wav", "a.flac", "b/c/dog.WAV")
    (tmp_path / "credits.txt").write_text("x", encoding="utf-8")
    collection = run_steps(open_noise(tmp_path))
    assert ids_of(collection) == ["a.flac", "b/c/dog.WAV", "b/rain.wav"]
    assert collection.kind == "folder"
    assert collection.seconds == pytest.approx(1.5)


@pytest.mark.parametrize("place", ["", "..", "noise", "noise/free-sound"])
def test_that_musans_music_and_speech_are_never_noise(musan: Path, place: str) -> None:
    names = {Path(name).name for name in ids_of(run_steps(open_noise(musan / place)))}
    assert names == ({"a.wav"} if place == "noise/free-sound" else {"a.wav", "b.wav"})


def test_that_musan_is_recognised_at_its_root_and_at_its_noise(musan: Path) -> None:
    assert run_steps(open_noise(musan)).kind == "musan"
    assert run_steps(open_noise(musan / "noise")).kind == "musan"


@pytest.mark.parametrize("place", ["music", "speech", "speech/librivox"])
def test_that_musans_other_portions_are_refused_with_the_place_of_its_noise(musan: Path, place: str) -> None:
    with pytest.raises(NoAudioError, match=r"never drawn as noise; choose .*noise"):
        run_steps(open_noise(musan / place))


def test_that_folders_named_music_or_speech_elsewhere_are_plain_folders(tmp_path: Path) -> None:
    put_noise(tmp_path, "music/a.wav", "speech/b.wav")
    assert ids_of(run_steps(open_noise(tmp_path))) == ["music/a.wav", "speech/b.wav"]


def test_that_an_unreadable_noise_is_a_problem_and_left_out(tmp_path: Path) -> None:
    put_noise(tmp_path, "a.wav")
    (tmp_path / "b.wav").write_text("no sound", encoding="utf-8")
    collection = run_steps(open_noise(tmp_path))
    assert ids_of(collection) == ["a.wav"]
    assert [name for name, _ in collection.problems] == ["b.wav"]


def test_that_a_missing_folder_and_one_without_audio_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingFolderError, match="gone"):
        run_steps(open_noise(tmp_path / "gone"))
    (tmp_path / "a.wav").write_text("no sound", encoding="utf-8")
    with pytest.raises(NoAudioError):
        run_steps(open_noise(tmp_path))


def test_that_opening_tells_how_far_it_is(tmp_path: Path) -> None:
    put_noise(tmp_path, *(f"{number}.wav" for number in range(60)))
    shares = [event.share for event in open_noise(tmp_path) if isinstance(event, Progress)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1


@pytest.mark.parametrize("place", ["..", "../..", "", "noise", "noise/free-sound"])
def test_that_musan_is_recognised_at_any_level_with_its_portions_as_classes(musan: Path, place: str) -> None:
    collection = run_steps(open_noise((musan / place).resolve()))
    assert collection.kind == "musan"
    portions = {"free-sound": 1} if place == "noise/free-sound" else {"free-sound": 1, "sound-bible": 1}
    assert classes_of(collection) == portions


def test_that_beside_other_noises_musan_is_a_part_of_a_plain_folder(musan: Path) -> None:
    put_noise(musan.parent, "street/rain.wav")
    collection = run_steps(open_noise(musan.parent))
    assert collection.kind == "folder"
    assert ids_of(collection) == ["musan/noise/free-sound/a.wav", "musan/noise/sound-bible/b.wav", "street/rain.wav"]


def test_that_rate_and_channels_are_told(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.stack([hiss(0.5)] * 2, axis=1), 44100)
    (noise,) = run_steps(open_noise(tmp_path)).noises
    assert (noise.sample_rate_hz, noise.channels) == (44100, 2)


def test_that_in_any_folder_the_first_folder_is_the_class(tmp_path: Path) -> None:
    put_noise(tmp_path, "street/a/rain.wav", "street/b.wav", "alone.wav")
    collection = run_steps(open_noise(tmp_path))
    assert {noise.id: noise.noise_class for noise in collection.noises} == {
        "alone.wav": "",
        "street/a/rain.wav": "street",
        "street/b.wav": "street",
    }


def test_that_esc_10_has_its_classes_and_its_clips_of_one_recording(tmp_path: Path) -> None:
    put_noise(tmp_path, "001 - Dog bark/1-100032-A.wav", "006 - Person sneeze/1-28135-A.wav")
    put_noise(tmp_path, "006 - Person sneeze/1-28135-B.wav")
    collection = run_steps(open_noise(tmp_path))
    assert collection.kind == "esc-10"
    assert classes_of(collection) == {"Dog bark": 1, "Person sneeze": 2}
    assert [noise.source for noise in collection.noises] == ["esc 100032", "esc 28135", "esc 28135"]


@pytest.mark.parametrize("place", ["", "ESC-50-master", "ESC-50-master/audio"])
def test_that_esc_50_has_the_classes_of_its_table(tmp_path: Path, place: str) -> None:
    whole = tmp_path / "ESC-50-master"
    put_noise(whole, "audio/1-100032-A-0.wav", "audio/5-9032-A-20.wav", "audio/2-1-A-7.wav")
    (whole / "meta").mkdir()
    table = "filename,fold,target,category\n1-100032-A-0.wav,1,0,dog\n5-9032-A-20.wav,5,20,crying_baby\n"
    (whole / "meta" / "esc50.csv").write_text(table, encoding="utf-8")
    collection = run_steps(open_noise(tmp_path / place))
    assert collection.kind == "esc-50"
    assert classes_of(collection) == {"class 7": 1, "crying_baby": 1, "dog": 1}


def test_that_of_demand_one_of_the_sixteen_channels_stands_for_a_scene(tmp_path: Path) -> None:
    put_noise(tmp_path, *(f"{scene}/ch{n:02}.wav" for scene in ("DKITCHEN", "TBUS") for n in range(1, 17)))
    collection = run_steps(open_noise(tmp_path))
    assert collection.kind == "demand"
    assert ids_of(collection) == ["DKITCHEN/ch01.wav", "TBUS/ch01.wav"]
    assert classes_of(collection) == {"DKITCHEN": 1, "TBUS": 1}
    assert ids_of(run_steps(open_noise(tmp_path / "TBUS"))) == ["ch01.wav"]


@pytest.mark.real
def test_that_esc_10_holds_400_noises(esc10_folder: Path) -> None:
    collection = run_steps(open_noise(esc10_folder))
    assert len(collection.noises) == 400
    assert not collection.problems
    assert collection.kind == "esc-10"
    assert set(classes_of(collection).values()) == {40}
    assert len({noise.source for noise in collection.noises}) < 400  # Several clips were cut from one recording.
    assert collection.seconds == pytest.approx(2000, rel=0.01)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_that_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    put_noise(tmp_path, "a.wav", "closed/b.wav")
    (tmp_path / "closed").chmod(0o000)
    try:
        collection = run_steps(open_noise(tmp_path))
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert ids_of(collection) == ["a.wav"]
    assert "closed" in collection.problems[0][1]
