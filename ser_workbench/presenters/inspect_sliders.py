# SPDX-License-Identifier: MIT
"""The places of the two sliders below the plots, and where they stand."""

from dataclasses import dataclass

from ser_workbench.presenters.inspect_reading import Look
from ser_workbench.presenters.inspect_words import snr_text
from ser_workbench.studies.run_outputs import SNR_GRID_DB

NO_NOISE = "This run was trained without noise, so there is none to lay over its utterances."
WHOLE_SET = "The whole noisy set is shown; choose Clean above to let one noise come in."
NOT_KEPT = "This run kept no epochs; switch “Keep each epoch” on among the settings of the next training."


@dataclass(frozen=True, slots=True)
class Places:
    """Names from left to right, the chosen one, and why there are none."""

    names: tuple[str, ...]
    chosen: int
    why_not: str = ""


def snr_places(look: Look) -> Places:
    """From the loudest noise to none."""
    if not look.settings.has_noise:
        return Places((), 0, NO_NOISE)
    if look.options.condition != "clean":
        return Places((), 0, WHOLE_SET)
    names = (*map(snr_text, SNR_GRID_DB), "clean")
    snr_db = look.options.snr_db
    return Places(names, len(SNR_GRID_DB) if snr_db is None else SNR_GRID_DB.index(snr_db))


def epoch_places(look: Look) -> Places:
    """From the network as it was drawn to the one that is shown when the slider rests."""
    if not look.epochs:
        return Places((), 0, NOT_KEPT)
    names = tuple("before" if epoch == 0 else f"epoch {epoch}" for epoch in look.epochs)
    epoch = look.options.epoch
    return Places((*names, "best network"), len(names) if epoch is None else look.epochs.index(epoch))


def snr_at(place: int) -> float | None:
    """The ratio at a place; None where it is clean."""
    return SNR_GRID_DB[place] if place < len(SNR_GRID_DB) else None


def epoch_at(look: Look, place: int) -> int | None:
    """The epoch at a place; None where the slider rests."""
    return look.epochs[place] if place < len(look.epochs) else None
