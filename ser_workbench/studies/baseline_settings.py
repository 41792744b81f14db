# SPDX-License-Identifier: MIT
"""All settings of one baseline: corpus, partition, functionals, method."""

from typing import Literal

from ser_workbench.baselines.settings import SvmSettings
from ser_workbench.corpus.division import PartitionSettings
from ser_workbench.features.functional_settings import FunctionalSettings
from ser_workbench.runs.settings import CorpusSettings
from ser_workbench.settings import Settings, setting

Method = Literal["svm", "skrrr"]


class BaselineSettings(Settings):
    """One rival on one corpus.

    Under LOSO every speaker is tested in turn, unless `partition.held_out` names one.
    """

    corpus: CorpusSettings = CorpusSettings()
    partition: PartitionSettings = PartitionSettings()
    functionals: FunctionalSettings = FunctionalSettings()
    method: Method = setting("svm", "Method", help="svm: support vector machine.")
    svm: SvmSettings = SvmSettings()
