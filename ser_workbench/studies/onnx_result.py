# SPDX-License-Identifier: MIT
"""What comes of exporting a network as ONNX. No torch."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class OnnxCheck:
    """How the exported network compares with torch's."""

    utterances: int
    is_drawn: bool
    """Whether they are noises drawn for the purpose, since the recordings of the run are not at hand."""
    largest_difference: float
    """Of any probability of any utterance."""
    onnx_ms: float
    """Median time of an utterance on one thread, from its samples to its probabilities."""
    torch_ms: float
    """The same with torch, on as many threads as it takes."""

    @property
    def sentence(self) -> str:
        """For a person."""
        heard = f"{self.utterances} {'drawn noises' if self.is_drawn else 'utterances of the run'}"
        return (
            f"Checked on {heard}: no probability differs from torch's by more than {self.largest_difference:.1e}. "
            f"For one it took {self.onnx_ms:.1f} ms on one thread (median), torch {self.torch_ms:.1f} ms."
        )


@dataclass(frozen=True, slots=True)
class OnnxExport:
    """What was exported."""

    folder: Path
    check: OnnxCheck

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines."""
        check = self.check
        return {
            "folder": str(self.folder),
            "utterances": check.utterances,
            "drawn": check.is_drawn,
            "largest_difference": check.largest_difference,
            "onnx_ms": check.onnx_ms,
            "torch_ms": check.torch_ms,
        }
