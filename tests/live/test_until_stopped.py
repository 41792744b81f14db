# SPDX-License-Identifier: MIT
"""Any source can be over when somebody says so."""

import threading
from pathlib import Path

from ser_workbench.audio.file_source import FileSource
from ser_workbench.audio.source import Block, Ended
from ser_workbench.live.until_stopped import UntilStopped
from tests.corpora import make_tone, write_wav


def test_that_a_source_ends_where_it_is_stopped(tmp_path: Path) -> None:
    stop = threading.Event()
    source = UntilStopped(FileSource(write_wav(tmp_path / "tone.wav", make_tone(440)), is_paced=False), stop)
    assert (source.name, source.sample_rate_hz) == ("tone.wav", 16000)
    assert isinstance(source.read(0.1), Block)
    stop.set()
    assert isinstance(source.read(0.1), Ended)
    source.close()
