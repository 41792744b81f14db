# SPDX-License-Identifier: MIT
"""What a network costs and sees, in numbers to read: parameters, receptive field, work and memory."""

from dataclasses import dataclass

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.settings import ModelSettings
from ser_workbench.models.shapes import (
    count_multiply_adds,
    count_parameters,
    estimate_memory_mib,
    receptive_field,
)
from ser_workbench.presenters.model_layers import number_text

BYTES_A_PARAMETER = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its title; the tooltip says what it means."""

    title: str
    value: str
    tooltip: str


def facts_of(
    model: ModelSettings, features: FeatureSettings, emotions: int, batch: int, seconds: float, *, has_corpus: bool
) -> tuple[Fact, ...]:
    """The facts about a network that can be.

    batch: utterances in a mini-batch; seconds: mean length of an utterance
    """
    parameters = count_parameters(model, features, emotions)
    on_disk = size_text(parameters * BYTES_A_PARAMETER / 2**20)
    field = receptive_field(model, features)
    memory = estimate_memory_mib(model, features, emotions, batch, seconds)
    products = count_multiply_adds(model, features, emotions)
    whose = "of this corpus" if has_corpus else "of the paper's corpus, as no corpus is open"
    return (
        Fact(
            "Parameters",
            number_text(parameters),
            f"All trained numbers, weights and biases; {on_disk} on disk",
        ),
        Fact(
            "Sees at a time",
            f"{field.milliseconds:g} ms",
            f"Receptive field of the BLSTM's input: {field.frames} frames of {features.window_ms:g} ms, "
            f"one every {features.hop_ms:g} ms",
        ),
        Fact(
            "Work",
            f"{_products_text(products)} / s",
            "Multiply-adds for one second of speech, forwards; learning takes about three times as many",
        ),
        Fact(
            "Memory to train",
            f"about {size_text(memory)}",
            f"One step on {batch} utterances of {seconds:.2f} s, the mean {whose}; torch itself comes on top",
        ),
        Fact("Emotions", str(emotions), f"Classes that the last layer tells apart: those {whose}"),
    )


def size_text(mebibytes: float) -> str:
    """A size in MB or GB: 1.2 MB, 34 MB, 2.1 GB."""
    if mebibytes >= 1024:
        return f"{mebibytes / 1024:.1f} GB"
    return f"{mebibytes:.0f} MB" if mebibytes >= 10 else f"{mebibytes:.1f} MB"


def _products_text(products: float) -> str:
    return f"{products / 1e9:.1f} G" if products >= 1e9 else f"{products / 1e6:.0f} M"
