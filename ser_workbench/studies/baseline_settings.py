# SPDX-License-Identifier: MIT
"""All settings of one baseline: corpus, partition, functionals, method."""

from pathlib import Path
from typing import Literal

from ser_workbench.baselines.settings import SvmSettings
from ser_workbench.baselines.skrrr_settings import SkrrrSettings
from ser_workbench.corpus.division import PartitionSettings
from ser_workbench.features.functional_settings import FunctionalSettings
from ser_workbench.home import with_home
from ser_workbench.runs.settings import CorpusSettings
from ser_workbench.settings import Settings, setting

Method = Literal["svm", "skrrr"]
FILES = ("corpus.folder", "partition.file", "functionals.config")
"""Settings that name a place on the disk."""


class BaselineSettings(Settings):
    """One rival on one corpus.

    Under LOSO every speaker is tested in turn, unless `partition.held_out` names one.
    """

    corpus: CorpusSettings = CorpusSettings()
    partition: PartitionSettings = PartitionSettings()
    functionals: FunctionalSettings = FunctionalSettings()
    method: Method = setting(
        "svm", "Method", help="svm: support vector machine; skrrr: sparse kernel reduced-rank regression."
    )
    svm: SvmSettings = SvmSettings()
    """How points are standardised and training speakers grouped stands here for every method."""
    skrrr: SkrrrSettings = SkrrrSettings()

    @property
    def is_loso(self) -> bool:
        """Whether every speaker is tested in turn."""
        return self.partition.scheme == "loso"


def with_absolute_places(settings: BaselineSettings, start: Path | None = None) -> BaselineSettings:
    """The same with absolute paths; relative ones start at `start` (None: the current folder)."""
    groups = settings.model_dump()
    named = {key: groups[key.split(".")[0]][key.split(".")[1]] for key in FILES}
    begin = start or Path.cwd()
    return settings.changed({key: str((begin / with_home(place)).resolve()) for key, place in named.items() if place})
