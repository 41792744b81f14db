# SPDX-License-Identifier: MIT
"""A build that is killed goes on; the same claims as of the whole noisy set, on the tiny corpus."""

import argparse
import signal
from pathlib import Path

import pytest

from ser_workbench.features.build import STAGE, build_features
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.features.store import FeatureStore
from ser_workbench.progress import Progress
from tests.corpora import write_noise_folder, write_tone_corpus
from tests.features.missing import missing_in
from tests.features.noisy_set_proof import Builder, bytes_on_disk, difference_from_one_file_at_a_time, items_of

NOISES, SNRS = 20, 10
SHARD_BYTES = 300_000


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills in another way")
def test_that_a_build_killed_twice_is_finished_with_the_numbers_of_one_file_at_a_time(tmp_path: Path) -> None:
    speech = write_tone_corpus(tmp_path / "speech", takes=6)
    noise = write_noise_folder(tmp_path / "noise", count=25, seconds=0.5)
    args = argparse.Namespace(speech=speech, noise=noise, snrs=SNRS, shard_bytes=SHARD_BYTES)
    folder = tmp_path / "features"
    done = 0
    for share in (0.2, 0.5):
        builder = Builder(args, folder, NOISES).run(share)
        assert builder.process.returncode == -signal.SIGKILL
        assert builder.done[0] >= done  # What was whole at the kill before is not computed again.
        done = builder.done[0]
    items = items_of(speech, noise, NOISES, SNRS)
    assert len(items) == 54 * (1 + NOISES * SNRS)
    store = FeatureStore(folder, FeatureSettings())
    kept = len(items) - len(missing_in(store, [item.key for item in items]))
    assert kept > 0.4 * len(items)  # No more than the open shards of the two workers was lost.
    events = [event for event in build_features(items, store) if isinstance(event, Progress) and event.stage == STAGE]
    assert (events[0].done, events[-1].done) == (kept, len(items))
    assert difference_from_one_file_at_a_time(items[:: len(items) // 40], store) < 1e-4
    rows = sum(file.stat().st_size for file in store.folder.glob("*.f32"))
    assert rows == sum(store.count_frames(item.key) for item in items) * 40 * 4  # Each once, and nothing beside.
    assert bytes_on_disk(folder) < 1.2 * rows
