# SPDX-License-Identifier: MIT
"""The user's recordings: they are where they were, and read-only to us; nothing of ours is put among them."""

from pathlib import Path

from ser_workbench.errors import BadInputError, MissingFolderError
from ser_workbench.runs.settings import ExperimentSettings


def refuse_lost_folders(settings: ExperimentSettings) -> None:
    """Raises MissingFolderError where the corpus or the noise named is no folder."""
    for folder in filter(None, (settings.corpus.folder, settings.noise.folder)):
        if not Path(folder).is_dir():
            raise MissingFolderError(f"There is no folder {folder}; check the path.")


def refuse_within_recordings(place: Path, settings: ExperimentSettings) -> None:
    """Raises BadInputError for a place that lies within the corpus or the folder of noise."""
    inside = place.expanduser().resolve()
    for kind, name in (("corpus", settings.corpus.folder), ("noise folder", settings.noise.folder)):
        recordings = Path(name).expanduser().resolve() if name else None
        if recordings is not None and (inside == recordings or recordings in inside.parents):
            raise BadInputError(f"{place} lies in the {kind} {name}, which is never written to; choose another place.")
