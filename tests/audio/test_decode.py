# SPDX-License-Identifier: MIT
"""Files become samples, and whatever is wrong with a file is said in one sentence that names it."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ser_workbench.audio.decode import is_audio, look_at, read_audio, write_audio
from ser_workbench.audio.facts import AudioFacts
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import (
    AudioError,
    BadInputError,
    EmptyAudioError,
    NonFiniteAudioError,
    UnreadableAudioError,
)
from tests.audio.sounds import hiss, tone


def spectrum_peak_hz(samples: Samples) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples * np.hanning(len(samples))))) * 16000 / len(samples))


def test_that_a_16_bit_file_at_16_khz_comes_back_bit_for_bit(tmp_path: Path) -> None:
    whole = np.random.default_rng(0).integers(-32768, 32768, 5000).astype(np.int16)
    soundfile.write(tmp_path / "a.wav", whole, 16000)
    samples = read_audio(tmp_path / "a.wav")
    assert samples.dtype == np.float32
    assert np.array_equal(samples * 32768, whole)


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 48000])
def test_that_any_rate_becomes_16_khz_with_pitch_level_and_length_kept(tmp_path: Path, rate: int) -> None:
    soundfile.write(tmp_path / "a.wav", tone(1000, 1.0, 0.5, rate), rate, subtype="FLOAT")
    samples = read_audio(tmp_path / "a.wav")
    assert abs(len(samples) - 16000) <= 1
    assert spectrum_peak_hz(samples) == pytest.approx(1000, abs=1)
    middle = samples[2000:-2000]
    expected = tone(1000)[2000 : 2000 + len(middle)]
    assert np.max(np.abs(middle - expected)) < 1e-3


def test_that_resampling_removes_what_16_khz_cannot_hold(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(10000, 1.0, 0.5, 48000), 48000)
    assert np.max(np.abs(read_audio(tmp_path / "a.wav")[500:-500])) < 1e-3


def test_that_channels_are_averaged(tmp_path: Path) -> None:
    left, right = tone(300), hiss()
    soundfile.write(tmp_path / "a.wav", np.stack([left, right, 0 * left], axis=1), 16000, subtype="FLOAT")
    assert np.allclose(read_audio(tmp_path / "a.wav"), (left + right) / 3, atol=1e-7)


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3", "aiff"])
def test_that_the_header_alone_tells_length_rate_and_channels(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"a.{suffix}"
    soundfile.write(file, np.stack([hiss(), hiss()], axis=1), 16000)
    assert look_at(file) == AudioFacts(1.0, 16000, 2, 16000)
    assert len(read_audio(file)) == 16000


def test_that_silence_is_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(100), 16000)
    assert not read_audio(tmp_path / "a.wav").any()


def test_that_a_file_of_one_sample_is_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.array([0.5]), 16000)
    assert read_audio(tmp_path / "a.wav").tolist() == [0.5]


def test_that_a_kind_of_wav_that_cannot_be_sought_in_is_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", hiss()[:8000], 8000, subtype="GSM610")
    assert len(read_audio(tmp_path / "a.wav")) == pytest.approx(16000, abs=2 * 320)


def make_bad_file(folder: Path, fault: str) -> Path:
    file = folder / f"{fault}.wav"
    soundfile.write(file, hiss(), 16000, subtype="FLOAT")
    match fault:
        case "text":
            file.write_text("this is text, not sound\n" * 20, encoding="utf-8")
        case "missing":
            file.unlink()
        case "no_bytes":
            file.write_bytes(b"")
        case "no_samples":
            soundfile.write(file, np.zeros(0), 16000)
        case "cut_off":
            file.write_bytes(file.read_bytes()[:20000])
        case "cut_in_the_header":
            file.write_bytes(file.read_bytes()[:20])
        case "nan" | "infinite":
            samples = hiss()
            samples[77] = np.nan if fault == "nan" else np.inf
            soundfile.write(file, samples, 16000, subtype="FLOAT")
        case "beyond_all_levels":
            soundfile.write(file, hiss() * np.float32(1e30), 16000, subtype="FLOAT")
        case "of_no_rate":
            soundfile.write(file, hiss(), 1)
    return file


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("text", UnreadableAudioError),
        ("missing", UnreadableAudioError),
        ("no_bytes", EmptyAudioError),
        ("no_samples", EmptyAudioError),
        ("cut_off", UnreadableAudioError),
        ("cut_in_the_header", UnreadableAudioError),
        ("nan", NonFiniteAudioError),
        ("infinite", NonFiniteAudioError),
        ("beyond_all_levels", UnreadableAudioError),
        ("of_no_rate", UnreadableAudioError),
    ],
)
def test_that_a_bad_file_is_refused_in_one_sentence_that_names_it(
    tmp_path: Path, fault: str, error: type[AudioError]
) -> None:
    file = make_bad_file(tmp_path, fault)
    with pytest.raises(error) as caught:
        read_audio(file)
    text = str(caught.value)
    assert str(file) in text
    assert "\n" not in text
    assert text.endswith(".")


@pytest.mark.parametrize("fault", ["text", "missing", "no_bytes", "no_samples", "cut_off"])
def test_that_most_faults_are_seen_in_the_header_already(tmp_path: Path, fault: str) -> None:
    with pytest.raises(AudioError):
        look_at(make_bad_file(tmp_path, fault))


@pytest.mark.parametrize("suffix", ["flac", "aiff"])
def test_that_a_file_that_was_cut_off_is_never_taken_for_a_short_one(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"a.{suffix}"
    soundfile.write(file, hiss(), 16000)
    file.write_bytes(file.read_bytes()[:15000])
    with pytest.raises(UnreadableAudioError):
        read_audio(file)


def test_that_32_bit_whole_numbers_written_as_floats_are_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", hiss() * np.float32(2**31), 16000, subtype="FLOAT")
    assert np.isfinite(read_audio(tmp_path / "a.wav")).all()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all names are Unicode")
def test_that_a_file_whose_name_is_not_unicode_is_refused_in_one_printable_sentence(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", hiss(), 16000)
    file = (tmp_path / "a.wav").rename(tmp_path / os.fsdecode(b"l\xe4rm.wav"))
    with pytest.raises(UnreadableAudioError, match="not Unicode") as caught:
        read_audio(file)
    assert r"l\xe4rm.wav" in str(caught.value)


def test_that_a_header_that_promises_more_than_fits_into_memory_is_told_with_the_file(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", hiss(), 16000)
    content = bytearray((tmp_path / "a.flac").read_bytes())
    content[21] |= 0x0F  # The 36 bits of STREAMINFO that count the samples.
    content[22:26] = b"\xff\xff\xff\xff"
    (tmp_path / "a.flac").write_bytes(content)
    with pytest.raises(UnreadableAudioError, match=r"a\.flac (claims to last 1193 hours|is cut off|cannot be read)"):
        read_audio(tmp_path / "a.flac")


def test_that_a_headerless_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.raw").write_bytes(bytes(100))
    with pytest.raises(UnreadableAudioError, match="no header"):
        read_audio(tmp_path / "a.raw")


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_that_what_is_written_is_read_back_within_half_a_step_of_16_bits(tmp_path: Path, suffix: str) -> None:
    samples = hiss()
    write_audio(tmp_path / f"a.{suffix}", samples)
    assert np.max(np.abs(read_audio(tmp_path / f"a.{suffix}") - samples)) <= 0.5 / 32768 + 1e-9
    assert [file.name for file in tmp_path.iterdir()] == [f"a.{suffix}"]


def test_that_samples_beyond_full_scale_are_clipped_and_do_not_wrap(tmp_path: Path) -> None:
    write_audio(tmp_path / "a.wav", np.array([2.0, -2.0], np.float32))
    assert read_audio(tmp_path / "a.wav").tolist() == [32767 / 32768, -1.0]


@pytest.mark.parametrize("name", ["a.mp3", "a", "nowhere/a.wav"])
def test_that_a_place_that_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInputError, match="name a"):
        write_audio(tmp_path / name, hiss())


def test_that_nan_is_never_written(tmp_path: Path) -> None:
    with pytest.raises(NonFiniteAudioError):
        write_audio(tmp_path / "a.wav", np.array([np.nan], np.float32))
    assert not list(tmp_path.iterdir())


def test_that_hidden_files_and_other_endings_are_no_audio() -> None:
    names = ["a.wav", "a.WAV", "a.Flac", "._a.wav", "a.txt", "wav"]
    assert [is_audio(Path(name)) for name in names] == [True, True, True, False, False, False]


@pytest.mark.real
def test_that_all_of_emodb_is_read_as_soundfile_reads_it(emodb_folder: Path) -> None:
    files = sorted((emodb_folder / "wav").glob("*.wav"))
    assert len(files) == 535
    for file in files[::25]:
        assert np.array_equal(read_audio(file), soundfile.read(file, dtype="float32")[0])


@pytest.mark.real
def test_that_ogg_vorbis_at_44_khz_is_read_at_the_right_length(esc10_folder: Path) -> None:
    files = sorted(file for file in esc10_folder.rglob("*.ogg"))
    for file in files[::40]:
        assert len(read_audio(file)) / 16000 == pytest.approx(look_at(file).seconds, abs=1e-3)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_that_a_file_that_may_not_be_read_is_not_called_damaged(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", hiss(), 16000)
    for place in (tmp_path / "a.wav", tmp_path):
        place.chmod(0o000)
        try:
            with pytest.raises(UnreadableAudioError, match="check the permissions"):
                read_audio(tmp_path / "a.wav")
        finally:
            place.chmod(0o700)
