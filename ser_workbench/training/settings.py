# SPDX-License-Identifier: MIT
"""How a network is trained (paper.md, Section 5)."""

from typing import Literal

from ser_workbench.settings import Settings, setting


class TrainingSettings(Settings):
    """The paper's protocol: Adam, mini-batches of 10, early stopping with a patience of 3 epochs."""

    learning_rate: float = setting(0.001, "Learning rate", low=1e-7, high=1.0, help="Adam's.")
    batch_size: int = setting(10, "Mini-batch", unit="utterances", low=1, high=4096)
    batch_parts: int = setting(
        1,
        "Parts of a mini-batch",
        low=1,
        high=4096,
        is_advanced=True,
        help="Computed one after the other, their gradients added up: the same step with less memory.",
    )
    precision: Literal["float32", "bfloat16"] = setting(
        "float32",
        "Precision",
        is_advanced=True,
        help="bfloat16: products in 16 bits, sums and weights in 32 (mixed precision); quicker where the processor or "
        "GPU has units for it.",
    )
    patience: int = setting(3, "Patience", unit="epochs", low=1, high=1000, help="Epochs without a better one.")
    max_epochs: int = setting(100, "Epochs at most", unit="epochs", low=1, high=100000)
    seed: int = setting(0, "Seed", low=0, high=2**31 - 1, help="First weights, order of the batches, dropout.")
    device: Literal["auto", "cpu", "cuda", "mps"] = setting(
        "auto", "Device", help="Where the network is computed; auto takes a GPU where there is one."
    )
    select_by: Literal["ua", "loss"] = setting(
        "ua",
        "Best epoch by",
        is_advanced=True,
        help="The validation figure by which the best epoch of each condition is chosen; ties go to the other figure.",
    )
    stop_by: Literal["loss", "ua"] = setting(
        "loss",
        "Patience counts",
        is_advanced=True,
        help="The validation figure in the noisy condition whose betterment renews the patience.",
    )
    clip_gradient: float = setting(
        0.0, "Gradient clipping", low=0, high=1e6, is_advanced=True, help="Largest norm of the gradient; 0: off."
    )
    class_weights: bool = setting(
        False, "Weigh classes", is_advanced=True, help="Rare emotions count more in the loss of the training side."
    )
    shuffle_labels: bool = setting(
        False,
        "Shuffle labels",
        is_advanced=True,
        help="Control experiment: the emotions of the training side are dealt out at random; nothing can be learnt.",
    )
    threads: int = setting(
        0, "Threads", low=0, high=1024, is_advanced=True, help="CPU threads while training; 0: as torch chooses."
    )
    keep_epochs: bool = setting(
        False,
        "Keep each epoch",
        is_advanced=True,
        help="Small projections of what the modules say are kept with the run after each epoch: the time-lapse.",
    )
