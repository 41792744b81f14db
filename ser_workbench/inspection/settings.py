# SPDX-License-Identifier: MIT
"""What may be asked of an inspection."""

from typing import Literal

from ser_workbench.baselines.settings import SvmSettings
from ser_workbench.settings import Settings, setting


class InspectionSettings(Settings):
    """Which state of a run's network is looked into, and how."""

    state: Literal["clean", "noisy"] = setting(
        "clean", "State of the network", help="The one that was best on validation under this condition."
    )
    layers: str = setting(
        "", "Further layers", help="Beside the four modules: conv1, dense2 and so on, separated by commas."
    )
    seed: int = setting(0, "Seed", low=0, high=2**31 - 1, help="Shuffled labels, t-SNE and UMAP.")
    shuffles: int = setting(
        20,
        "Shuffles of the control",
        low=1,
        high=100,
        help="Probes and LDA learn shuffled labels so often; what they then still tell apart is chance.",
    )
    held_out_percent: float = setting(
        25.0,
        "Held out of each speaker",
        unit="%",
        low=5,
        high=50,
        help="Speakers are asked for on utterances held out within speakers; the probe holds out as many to choose.",
    )
    lda: Literal["regularised-where-needed", "regularised"] = setting(
        "regularised-where-needed",
        "LDA",
        help="Of fewer than two utterances a feature, the covariance is shrunk as Ledoit and Wolf do; or always.",
    )
    perplexity: float = setting(30.0, "Perplexity of t-SNE", low=2, high=500, is_advanced=True)
    neighbours: int = setting(15, "Neighbours of UMAP", low=2, high=500, is_advanced=True)
    most_embedded: int = setting(
        5000,
        "Most items of t-SNE and UMAP",
        unit="items",
        low=100,
        high=100_000,
        help="Of more, so many are drawn at random from each side; t-SNE of 10,000 takes about a minute.",
        is_advanced=True,
    )
    svm: SvmSettings = SvmSettings()
