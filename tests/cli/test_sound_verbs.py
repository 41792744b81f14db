# SPDX-License-Identifier: MIT
"""`features` and `mix`, as other programs call them."""

import json
from pathlib import Path

import kaldi_native_fbank
import numpy as np
import pytest
import soundfile
import torch
import torchaudio.compliance.kaldi

from tests.cli.words import say


def _power_db(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


@pytest.mark.real
@pytest.mark.parametrize("kind", ["log-mel", "mfcc"])
def test_that_features_of_twenty_emodb_files_equal_both_kaldis(
    kind: str, emodb_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for file in sorted(emodb_folder.rglob("*.wav"))[::27][:20]:
        out = tmp_path / f"{file.stem}.npy"
        answer = say(capsys, "features", file, "--kind", kind, "--out", out, "--json")
        ours = np.load(out, allow_pickle=False)
        assert ours.dtype == np.float32
        assert json.loads(answer.out)["frames"] == len(ours)
        samples, _ = soundfile.read(file, dtype="float32")
        torchaudio, native = _torchaudio(samples, kind), _kaldi_native(samples, kind)
        assert torchaudio.shape == native.shape == ours.shape
        assert np.abs(ours - torchaudio).max() < 1e-3
        # In quiet bands the two round apart by up to 5e-3; nobody can lie nearer to both than they to each other.
        assert np.abs(ours - native).max() < max(1e-3, 1.05 * np.abs(torchaudio - native).max())
        assert np.mean(np.abs(ours - native) < 1e-3) > 0.97


def _torchaudio(samples: np.ndarray, kind: str) -> np.ndarray:
    wave = torch.from_numpy(samples)[None] * 32768
    if kind == "log-mel":
        return torchaudio.compliance.kaldi.fbank(wave, num_mel_bins=40, dither=0.0).numpy()
    return torchaudio.compliance.kaldi.mfcc(
        wave, num_mel_bins=40, num_ceps=13, dither=0.0, use_energy=True, energy_floor=0.0
    ).numpy()


def _kaldi_native(samples: np.ndarray, kind: str) -> np.ndarray:
    if kind == "log-mel":
        options, make = kaldi_native_fbank.FbankOptions(), kaldi_native_fbank.OnlineFbank
    else:
        options, make = kaldi_native_fbank.MfccOptions(), kaldi_native_fbank.OnlineMfcc
        options.num_ceps = 13
        options.use_energy = True
    options.frame_opts.dither = 0
    options.mel_opts.num_bins = 40
    computer = make(options)
    computer.accept_waveform(16000, (samples * 32768).tolist())
    computer.input_finished()
    return np.stack([computer.get_frame(n) for n in range(computer.num_frames_ready)])


@pytest.mark.real
@pytest.mark.parametrize("snr_db", [-10, 0, 15])
def test_that_the_snr_measured_on_the_parts_of_the_written_file_is_the_one_asked_for(
    snr_db: int, emodb_folder: Path, esc10_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    speech_file = emodb_folder / "wav" / "03a01Fa.wav"
    noise_file = sorted(esc10_folder.rglob("*.ogg"))[150]
    out = tmp_path / "mixed.wav"
    answer = say(capsys, "mix", speech_file, noise_file, "--snr-db", snr_db, "--seed", 3, "--out", out, "--json")
    said = json.loads(answer.out)
    mixed, rate_hz = soundfile.read(out)
    speech, _ = soundfile.read(speech_file)
    speech = speech * 10 ** (said["gain_db"] / 20)
    assert rate_hz == 16000
    assert np.abs(mixed).max() < 1.0
    assert _power_db(speech) - _power_db(mixed - speech) == pytest.approx(snr_db, abs=0.05)


def test_that_the_same_seed_gives_the_same_bytes_and_another_one_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    rng = np.random.default_rng(0)
    soundfile.write(tmp_path / "s.wav", 0.1 * rng.standard_normal(16000), 16000)
    soundfile.write(tmp_path / "n.wav", 0.1 * rng.standard_normal(80000), 16000)
    written = []
    for seed in (1, 1, 2):
        words = ["mix", tmp_path / "s.wav", tmp_path / "n.wav", "--snr-db", 3, "--seed", seed]
        assert say(capsys, *words, "--out", tmp_path / "m.wav").status == 0
        written.append((tmp_path / "m.wav").read_bytes())
    assert written[0] == written[1] != written[2]


def test_that_over_active_speech_the_noise_is_louder_where_half_is_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    rng = np.random.default_rng(0)
    speech = np.concatenate([0.1 * rng.standard_normal(160_000), np.zeros(160_000)])
    soundfile.write(tmp_path / "s.wav", speech, 16000)
    soundfile.write(tmp_path / "n.wav", 0.1 * rng.standard_normal(320_000), 16000)
    words = ["mix", tmp_path / "s.wav", tmp_path / "n.wav", "--snr-db", 10, "--out", tmp_path / "m.wav", "--json"]
    noise_db = {}
    for over in ("whole", "active"):
        said = json.loads(say(capsys, *words, "--snr-over", over).out)
        mixed, _ = soundfile.read(tmp_path / "m.wav")
        noise_db[over] = _power_db(mixed - speech * 10 ** (said["gain_db"] / 20))
        assert said["snr_db"] == pytest.approx(10, abs=0.05)
    assert noise_db["active"] - noise_db["whole"] == pytest.approx(3.01, abs=0.15)
