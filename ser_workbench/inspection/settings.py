# SPDX-License-Identifier: MIT
"""What may be asked of an inspection."""

from typing import Literal

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
