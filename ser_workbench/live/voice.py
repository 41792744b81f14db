# SPDX-License-Identifier: MIT
"""Is somebody speaking? A probability every 32 ms, by the network of silero-vad (Silero Team, 2021 ff.).

The network comes inside that package. Its ONNX form for many chunks at once is opened by onnxruntime, since importing
the package itself sets the number of torch's threads for the whole program; the numbers are those of its own wrapper.
"""

import importlib.util
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ser_workbench.audio.samples import Samples
from ser_workbench.errors import FailedError

CHUNK_SAMPLES = 512
"""32 ms, the one length that the network was trained on."""
CONTEXT_SAMPLES = 64
"""What the network sees of the chunk before."""
MOST_CHUNKS = 512
"""Heard at once: 16 s."""
STATE_SHAPE = (1, 1, 128)


class VoiceDetector:
    """Follows one stream; blocks of any length come in, probabilities of whole chunks come out.

    Raises FailedError where silero-vad's network is not installed.
    """

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(_network_file()), options, providers=["CPUExecutionProvider"])
        self.reset()

    def reset(self) -> None:
        """Forget what was heard: another stream begins, or the same one after a gap."""
        self._hidden = np.zeros(STATE_SHAPE, np.float32)
        self._cell = np.zeros(STATE_SHAPE, np.float32)
        self._context = np.zeros(CONTEXT_SAMPLES, np.float32)
        self._left_over = np.zeros(0, np.float32)

    def add(self, samples: Samples) -> NDArray[np.float32]:
        """The probabilities of speech in the chunks that these samples complete; (chunks,), often 0 or 1 of them.

        samples: (n,) float32 at 16 kHz, those that follow the last ones
        """
        waiting = np.concatenate([self._left_over, samples])
        whole = len(waiting) // CHUNK_SAMPLES * CHUNK_SAMPLES
        self._left_over = waiting[whole:]
        chunks = waiting[:whole].reshape(-1, CHUNK_SAMPLES)
        parts = [self._hear(chunks[first : first + MOST_CHUNKS]) for first in range(0, len(chunks), MOST_CHUNKS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def finish(self) -> NDArray[np.float32]:
        """The probability of the last chunk, filled up with silence; (1,), or (0,) where nothing is left over."""
        missing = -len(self._left_over) % CHUNK_SAMPLES
        return self.add(np.zeros(missing, np.float32))

    def _hear(self, chunks: NDArray[np.float32]) -> NDArray[np.float32]:
        before = np.concatenate([self._context[None], chunks[:-1, -CONTEXT_SAMPLES:]])
        inputs = {"input": np.concatenate([before, chunks], axis=1), "h": self._hidden, "c": self._cell}
        probabilities, self._hidden, self._cell = self._session.run(("speech_probs", "hn", "cn"), inputs)
        self._context = chunks[-1, -CONTEXT_SAMPLES:]
        return np.asarray(probabilities)


def _network_file() -> Path:
    spec = importlib.util.find_spec("silero_vad")  # Finds the package without importing it.
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        file = Path(folder) / "data" / "silero_vad_16k_sequence.onnx"
        if file.is_file():
            return file
    raise FailedError("The voice detector's network is missing; install silero-vad 6.2.3 or newer again.")
