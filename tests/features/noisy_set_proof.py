# SPDX-License-Identifier: MIT
"""A program of its own: the whole noisy set of two folders is built, killed twice, finished, and compared.

    python -m tests.features.noisy_set_proof SPEECH NOISE WORKDIR [--noises 20] [--snrs 3] [--alone 500]

It tells, for fresh processes: how many times real time the features are built, the peak of memory for the clean set
alone and for all, the disk announced and taken, and the largest difference from features computed one file at a time.
It judges nothing; run it on a quiet machine. The test beside it makes the same claims on a tiny corpus.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from ser_workbench.audio.decode import look_at, read_audio
from ser_workbench.audio.mixing import fit_noise, mix_at_snr
from ser_workbench.audio.noise import open_noise
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noisy_set import draw_noisy_set
from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.hashing import hash_recording
from ser_workbench.features.build import STAGE, build_features
from ser_workbench.features.item import FeatureItem, item_key
from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.size import feature_bytes, samples_of
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Note, Progress, run_steps


def items_of(speech: Path, noise: Path, noises: int, snrs: int) -> list[FeatureItem]:
    """The clean utterances, and each under so many noises at so many SNRs; none of the latter for 0 noises."""
    corpus = run_steps(open_corpus(speech, None))
    files = {utterance.id: utterance.file for utterance in corpus.utterances}
    hashes = {name: hash_recording(file) for name, file in files.items()}
    items = [FeatureItem(item_key(hashes[name]), file) for name, file in files.items()]
    if not noises:
        return items
    collection = run_steps(open_noise(noise))
    noise_files = {one.id: one.file for one in collection.noises}
    noise_hashes = {name: hash_recording(file) for name, file in noise_files.items()}
    for row in draw_noisy_set(list(files), collection, NoiseSettings(noises=noises, snrs=snrs)):
        key = item_key(hashes[row.utterance_id], noise_hashes[row.noise_id], row.offset, row.snr_db)
        place = files[row.utterance_id], noise_files[row.noise_id], row.offset, row.snr_db
        items.append(FeatureItem(key, *place))
    return items


def build(args: argparse.Namespace) -> None:
    """The work of one process: build, telling how far it is, then the peak of memory."""
    store = FeatureStore(args.store, FeatureSettings(), shard_bytes=args.shard_bytes)
    for event in build_features(items_of(args.speech, args.noise, args.noises, args.snrs), store):
        if isinstance(event, Note):
            tell(event.text)
        elif isinstance(event, Progress) and event.stage == STAGE:
            tell(f"done {event.done} {event.total}")
    tell(f"peak {peak_bytes('self')}")


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def peak_bytes(process: str | int) -> int:
    """The most memory that a process of Linux has had."""
    (line,) = [x for x in Path(f"/proc/{process}/status").read_text().splitlines() if x.startswith("VmHWM")]
    return 1024 * int(line.split()[1])


class Builder:
    """A fresh process that builds; its lines are kept."""

    def __init__(self, args: argparse.Namespace, store: Path, noises: int) -> None:
        words = [sys.executable, "-m", "tests.features.noisy_set_proof", str(args.speech), str(args.noise), "."]
        words += ["--noises", str(noises), "--snrs", str(args.snrs), "--store", str(store)]
        words += ["--shard-bytes", str(args.shard_bytes)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env={**os.environ})
        self.lines: list[str] = []
        self.peak = 0

    def run(self, until: float = 1.0) -> "Builder":
        """Wait for its end; below 1, kill it when this share of all is computed."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            words = line.split()
            self.lines.append(line.rstrip())
            if words[0] == "peak":
                self.peak = int(words[1])
            if words[0] == "done" and until < int(words[1]) / int(words[2]) < 1:
                self.peak = peak_bytes(self.process.pid)
                self.process.send_signal(signal.SIGKILL)
                break
        self.process.stdout.close()
        self.process.wait()
        return self

    @property
    def done(self) -> tuple[int, int]:
        """What was computed at first and at last, as it was told."""
        counts = [int(line.split()[1]) for line in self.lines if line.startswith("done")]
        return counts[0], counts[-1]

    @property
    def notes(self) -> list[str]:
        return [line for line in self.lines if not line.startswith(("done", "peak"))]


def difference_from_one_file_at_a_time(items: list[FeatureItem], store: FeatureStore) -> float:
    """The largest difference between what is stored and each item decoded, mixed and extracted by itself."""
    extractor = FeatureExtractor(store.settings)
    largest = 0.0
    for item in items:
        samples = read_audio(item.speech_file)
        if item.noise_file is not None:
            noise = fit_noise(read_audio(item.noise_file), len(samples), item.offset)
            samples = mix_at_snr(samples, noise, item.snr_db)
        largest = max(largest, float(np.abs(store.get(item.key) - extractor.extract(samples)).max()))
    return largest


def bytes_on_disk(folder: Path) -> int:
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())


def prove(args: argparse.Namespace) -> None:
    """All of it, one line a finding."""
    stores = {name: args.workdir / name for name in ("clean", "whole", "killed")}
    for folder in stores.values():
        shutil.rmtree(folder, ignore_errors=True)
    tell(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    clean = Builder(args, stores["clean"], 0).run()
    tell(f"clean alone: peak {clean.peak / 1e6:.1f} MB. {clean.notes[-1]}")
    whole = Builder(args, stores["whole"], args.noises).run()
    tell(f"all at once: peak {whole.peak / 1e6:.1f} MB, {whole.peak / clean.peak:.3f} of clean alone.")
    tell("\n".join(whole.notes))
    begun = time.monotonic()
    for share in (0.3, 0.65, 1.0):
        one = Builder(args, stores["killed"], args.noises).run(share)
        end = "killed" if share < 1 else "finished"
        tell(f"{end}: from {one.done[0]:,} to {one.done[1]:,}, peak {one.peak / clean.peak:.3f} of clean alone")
    tell(f"killed twice and finished in {time.monotonic() - begun:.1f} s, three starts of the program included")
    items = items_of(args.speech, args.noise, args.noises, args.snrs)
    seconds = {file: look_at(file).seconds for file in {item.speech_file for item in items}}
    announced = feature_bytes([samples_of(seconds[item.speech_file]) for item in items], FeatureSettings())
    for name in ("whole", "killed"):
        taken = bytes_on_disk(stores[name])
        tell(f"{name}: {taken:,} bytes on disk of {announced:,} announced ({taken / announced:.4f})")
    chosen = np.random.default_rng(0).permutation(len(items))[: args.alone or len(items)]
    for name in ("whole", "killed"):
        store = FeatureStore(stores[name], FeatureSettings())
        assert run_steps(store.find_missing([item.key for item in items])) == []
        largest = difference_from_one_file_at_a_time([items[place] for place in chosen], store)
        tell(f"{name}: largest difference from one file at a time over {len(chosen):,} items {largest:.2e}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("speech", type=Path)
    parser.add_argument("noise", type=Path)
    parser.add_argument("workdir", type=Path)
    parser.add_argument("--noises", type=int, default=20)
    parser.add_argument("--snrs", type=int, default=3)
    parser.add_argument("--alone", type=int, default=500, help="items computed one by one; 0: all")
    parser.add_argument("--shard-bytes", type=int, default=32 << 20)
    parser.add_argument("--store", type=Path, help="build into this folder, and nothing else")
    args = parser.parse_args()
    if args.store:
        build(args)
    else:
        prove(args)
    return 0


if __name__ == "__main__":
    sys.exit(main())
