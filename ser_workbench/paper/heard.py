# SPDX-License-Identifier: MIT
"""What a paper would hear: how much speech stands on each side, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ser_workbench.audio.noise import open_noise
from ser_workbench.audio.noise_choice import leave_out
from ser_workbench.audio.noise_sides import split_noises
from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.partition import SIDES, Partition, PartitionSettings, find_seed, partition_corpus
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import LeakError, PartitionError, SettingsError
from ser_workbench.paper.settings import PaperPlan
from ser_workbench.progress import Note, Steps
from ser_workbench.runs.apart import refuse_lost_folders, refuse_within_recordings
from ser_workbench.runs.intervals import RELIABLE_SPEAKERS
from ser_workbench.runs.material import sides_of


@dataclass(frozen=True, slots=True)
class Heard:
    """The clean speech of a plan."""

    seconds: Mapping[str, float]
    """By side."""
    utterances: int
    speakers: int
    test_speakers: int
    emotions: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What so many speakers cannot tell."""
        if self.test_speakers >= RELIABLE_SPEAKERS:
            return ()
        told = (
            f"The test hears {self.test_speakers} of {self.speakers} speakers, so most differences between models will"
        )
        return (f"{told} stay undecided; larger test shares, or another corpus, tell more.",)


def check_plan(plan: PaperPlan, workspace: Path | None = None) -> None:
    """Raise SettingsError for what cannot be, MissingFolderError for a lost folder.

    workspace: where it lies; raises BadInputError where that is among the recordings
    """
    if not plan.corpus.folder:
        raise SettingsError("No corpus is named; set corpus.folder to the folder that holds the recordings.")
    if plan.partition.scheme == "loso":
        raise SettingsError(
            "The paper's networks need three sides of speakers; choose partition.scheme tvt, named or file."
        )
    refuse_lost_folders(plan)
    if workspace is not None:
        refuse_within_recordings(workspace, plan)


def settle_plan(plan: PaperPlan) -> Steps[PaperPlan]:
    """The plan, where its draw of speakers leaves a side without an emotion with the next seed that leaves none.

    Raises what `check_plan` and opening the corpus raise, PartitionError where no seed helps, NoAudioError or
    SettingsError for noises that there are none of, or too few for three sides.
    """
    check_plan(plan)
    corpus = yield from open_corpus(Path(plan.corpus.folder), plan.corpus.reader or None)
    try:
        partition = _divide(corpus, plan.partition)
    except LeakError:
        raise
    except PartitionError:
        seed = find_seed(corpus, plan.partition) if plan.partition.scheme == "tvt" else None
        if seed is None:
            raise
        yield Note(f"With the seed {plan.partition.seed} a side lacks an emotion; the speakers are drawn by {seed}.")
        changed = plan.changed({"partition.seed": seed})
        assert isinstance(changed, PaperPlan)
        plan, partition = changed, _divide(corpus, changed.partition)
    if plan.has_noise:  # The first training would find it out, after hours of rivals.
        noises = leave_out((yield from open_noise(Path(plan.noise.folder))), plan.noise.left_out)
        yield from split_noises(noises, plan.noise, sides_of(partition))
    return plan


def measure_speech(plan: PaperPlan) -> Steps[Heard]:
    """How much speech each side has.

    Raises what `settle_plan` raises.
    """
    check_plan(plan)
    corpus = yield from open_corpus(Path(plan.corpus.folder), plan.corpus.reader or None)
    partition = _divide(corpus, plan.partition)
    return Heard(
        seconds={side: sum(row.seconds for row in partition.side(side)) for side in SIDES},
        utterances=len(partition.rows),
        speakers=len({row.speaker for row in partition.rows}),
        test_speakers=len(partition.speakers("test")),
        emotions=len({row.emotion for row in partition.rows}),
    )


def _divide(corpus: Corpus, settings: PartitionSettings) -> Partition:
    """The sides, without a look at the contents of the files; a run looks at them before it begins."""
    return partition_corpus(corpus, settings, {utterance.id: utterance.id for utterance in corpus.utterances})
