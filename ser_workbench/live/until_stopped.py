# SPDX-License-Identifier: MIT
"""A source that is over when somebody says so, as a file is at its end; so the utterance under way is still told."""

import threading

from ser_workbench.audio.source import Ended, Heard, Source


class UntilStopped:
    """Obeys `Source`; stop: set by any thread."""

    def __init__(self, source: Source, stop: threading.Event) -> None:
        self._source = source
        self._stop = stop

    @property
    def name(self) -> str:
        """The source's."""
        return self._source.name

    @property
    def sample_rate_hz(self) -> float:
        """The source's."""
        return self._source.sample_rate_hz

    def read(self, timeout_s: float) -> Heard | None:
        """What came next; Ended once it is stopped."""
        return Ended() if self._stop.is_set() else self._source.read(timeout_s)

    def close(self) -> None:
        """Free the source."""
        self._source.close()
