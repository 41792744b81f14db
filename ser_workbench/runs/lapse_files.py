# SPDX-License-Identifier: MIT
"""The epochs that a run has kept for its time-lapse. No torch."""

from ser_workbench.errors import RunError
from ser_workbench.inspection.kept_projections import Projections, load_projections
from ser_workbench.runs.folder import RunFolder, damaged


def list_kept_epochs(folder: RunFolder) -> tuple[int, ...]:
    """The epochs whose projections a run has kept, in order; 0 is before the training."""
    files = folder.lapse(0).parent.glob("epoch-*.safetensors")
    names = [file.stem.removeprefix("epoch-") for file in files]
    return tuple(sorted(int(name) for name in names if name.isdecimal()))


def load_epoch(folder: RunFolder, epoch: int) -> Projections:
    """The projections after an epoch. Raises RunError when they are not kept, or damaged."""
    file = folder.lapse(epoch)
    try:
        return load_projections(file)
    except OSError:
        raise RunError(
            f"{file} is missing: the run did not keep epoch {epoch}; take the run from its export."
        ) from None
    except ValueError as error:
        raise damaged(file, str(error)) from None
