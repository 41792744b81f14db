# SPDX-License-Identifier: MIT
"""openSMILE turns an utterance into functionals: some hundreds to thousands of numbers, whatever its length.

openSMILE (F. Eyben, M. Wöllmer, B. Schuller, ACM Multimedia 2010) is audEERING's and its licence lets it be used free
of charge for research and private purposes, not in commercial products; therefore it is an extra, imported only where
functionals are computed.
**Choice:** it hears 16 kHz mono, as every other part does.
"""

import hashlib
import json
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.errors import FailedError, SettingsError, TooShortAudioError
from ser_workbench.features.functional_settings import FunctionalSettings
from ser_workbench.features.open_smile_files import find_parts, refuse_writing
from ser_workbench.home import with_home

Functionals = NDArray[np.float32]

SHIPPED = {"EC": "IS09", "PC": "IS10", "SSC": "IS11", "STC": "IS12", "ComParE": "IS13", "eGeMAPS": "eGeMAPSv02"}
"""What the feature sets are called in the package `opensmile`."""
FORMAT_VERSION = 1
"""To be raised whenever what openSMILE is given to hear changes."""
LOUDEST = 32767 / 32768
"""The package counts samples in 16 bits and lets 1.0 turn into -1.0."""
MISSING = (
    "Functionals need openSMILE, which is not installed (it is free for research and private use, not for products); "
    "install ser-workbench[opensmile]."
)


class FunctionalExtractor:
    """One feature set; may be used from several threads.

    Raises FailedError where openSMILE is not installed, SettingsError for a configuration that it cannot use.
    """

    def __init__(self, settings: FunctionalSettings) -> None:
        self.settings = settings
        self._smile = _open(settings)
        self.names: tuple[str, ...] = tuple(self._smile.feature_names)
        """Of the features, in their order."""

    @property
    def width(self) -> int:
        """Features an utterance has."""
        return len(self.names)

    def extract(self, samples: Samples) -> Functionals:
        """The functionals of an utterance at 16 kHz; (features,) float32.

        Raises TooShortAudioError where the utterance is too short to have any.
        """
        heard = self._smile(np.clip(samples, -1.0, LOUDEST), SAMPLE_RATE_HZ)
        functionals: Functionals = np.asarray(heard, np.float32).reshape(-1)
        if len(functionals) != self.width:
            raise SettingsError(
                f"{self.settings.config} gives several rows an utterance; name a level that holds functionals."
            )
        if not np.isfinite(functionals).all():
            raise TooShortAudioError("is too short for openSMILE (some sets want 70 ms); leave it out.")
        return functionals


def describe_computation(settings: FunctionalSettings) -> dict[str, object]:
    """What the numbers depend on, by name.

    Raises FailedError where openSMILE is not installed, SettingsError for a configuration that cannot be read.
    """
    opensmile = _import()
    facts: dict[str, object] = {"format": FORMAT_VERSION, "opensmile": version("opensmile")}
    if settings.config:
        return facts | {"config": _hash_config(with_home(Path(settings.config))), "level": settings.level}
    return facts | {"set": opensmile.FeatureSet[SHIPPED[settings.feature_set]].value}


def hash_computation(settings: FunctionalSettings) -> str:
    """A short name for a way of computing functionals; 16 hexadecimal digits.

    Raises what `describe_computation` raises.
    """
    return hashlib.sha256(json.dumps(describe_computation(settings), sort_keys=True).encode()).hexdigest()[:16]


def _import() -> Any:
    try:
        import opensmile
    except ImportError:
        raise FailedError(MISSING) from None
    # A recording without functionals is refused by us. Set here and not around the call: threads share the filters.
    warnings.filterwarnings("ignore", "Segment too short", UserWarning)
    return opensmile


def _open(settings: FunctionalSettings) -> Any:
    opensmile = _import()
    if not settings.config:
        return opensmile.Smile(opensmile.FeatureSet[SHIPPED[settings.feature_set]])
    file = with_home(Path(settings.config)).absolute()
    if not file.is_file():
        raise SettingsError(f"There is no openSMILE configuration {file}; check the path.")
    refuse_writing(file)
    try:
        return opensmile.Smile(str(file), feature_level=settings.level)
    except (opensmile.core.lib.OpenSmileException, ValueError) as error:
        raise SettingsError(
            f"openSMILE cannot use {file} ({error}); it must include the source and the sink that the package "
            f"opensmile asks for, write the level '{settings.level}', and find beside it what else it includes."
        ) from None


def _hash_config(file: Path) -> str:
    """Of the file, of what it includes, and of those beside it that it may include under a name made up on the way."""
    digest = hashlib.sha256()
    file = file.resolve()
    try:
        beside = {*file.parent.glob("*.conf"), *file.parent.glob("*.inc")}
        for each in sorted({*find_parts(file), *beside}):
            digest.update(each.name.encode() + b"\0" + each.read_bytes())
    except OSError as error:
        raise SettingsError(f"{error.filename or file} cannot be read ({error.strerror}); check the path.") from None
    return digest.hexdigest()
