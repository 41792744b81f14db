# SPDX-License-Identifier: MIT
"""What all panels share: workspace, corpus, noises, partition, settings and selections, with listeners by topic."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ser_workbench.audio.noise import NoiseCollection
    from ser_workbench.audio.playback import Player
    from ser_workbench.corpus.partition import Partition
    from ser_workbench.corpus.utterance import Corpus
    from ser_workbench.runs.settings import ExperimentSettings
    from ser_workbench.runs.workspace import Workspace

log = logging.getLogger(__name__)
Listener = Callable[[], None]


class Topic(StrEnum):
    """What a listener may wait for."""

    WORKSPACE = "workspace"
    CORPUS = "corpus"
    NOISE = "noise"
    PARTITION = "partition"
    SETTINGS = "settings"
    UTTERANCE = "utterance"
    RUNS = "runs"
    """The run store changed."""
    RUN_CHOICE = "run choice"
    """Other runs were selected."""
    BASELINE_CHOICE = "baseline choice"
    """Another baseline was selected."""
    PANEL = "panel"
    MESSAGE = "message"
    COMPLAINT = "complaint"
    PLAYBACK = "playback"
    FORMS = "forms"
    """What the panels' own forms held yesterday has come back."""
    FORM_KEPT = "form kept"


class Session:
    """The state that panels share; reading is by attribute, every write tells its topic.

    It belongs to one thread (the window's); jobs never touch it.
    """

    def __init__(self, settings: "ExperimentSettings") -> None:
        self.settings = settings
        self.workspace: Workspace | None = None
        self.corpus: Corpus | None = None
        self.noises: NoiseCollection | None = None
        self.partition: Partition | None = None
        self.utterance_id: str | None = None
        self.run_ids: tuple[str, ...] = ()
        self.baseline_id = ""
        self.forms: dict[str, str] = {}
        """By panel, what its own form holds, as TOML; what is no setting of an experiment."""
        self.panel = "start"
        self.message = ""
        self.complaint = ""
        self.player: Player | None = None
        self.playing_key: str | None = None
        self.has_sound_begun = False
        self._listeners: dict[Topic, list[Listener]] = defaultdict(list)

    def listen(self, topic: Topic, listener: Listener) -> None:
        """Call `listener` whenever the topic changes."""
        self._listeners[topic].append(listener)

    def tell(self, topic: Topic) -> None:
        """Call all listeners of a topic, in the order in which they came."""
        for listener in tuple(self._listeners[topic]):
            listener()

    def take_workspace(self, workspace: "Workspace | None") -> None:
        """Work in another workspace; its runs are others, so none is selected."""
        self.workspace = workspace
        self.run_ids = ()
        self.baseline_id = ""
        self.tell(Topic.WORKSPACE)
        self.tell(Topic.RUNS)
        self.tell(Topic.RUN_CHOICE)

    def take_corpus(self, corpus: "Corpus | None") -> None:
        """Work on another corpus; what belonged to the last one (partition, selection) is forgotten."""
        self.corpus = corpus
        self.utterance_id = None
        self.partition = None
        if corpus is not None:
            changes = {"corpus.folder": str(corpus.folder), "corpus.reader": corpus.reader}
            if self.settings.corpus.folder != changes["corpus.folder"]:
                changes |= self._forget_speakers()
            self.settings = self.settings.changed(changes)
        for topic in (Topic.CORPUS, Topic.UTTERANCE, Topic.PARTITION, Topic.SETTINGS):
            self.tell(topic)

    def _forget_speakers(self) -> dict[str, str]:
        """The changes by which a partition no longer names speakers or a list of another corpus."""
        names = ("held_out", "validation_speakers", "test_speakers", "file")
        changes = {f"partition.{name}": "" for name in names}
        return changes | ({"partition.scheme": "tvt"} if self.settings.partition.scheme in ("named", "file") else {})

    def take_noises(self, noises: "NoiseCollection | None") -> None:
        """Work with another collection of noises; classes left out that it does not have are forgotten."""
        self.noises = noises
        if noises is not None:
            from ser_workbench.audio.noise_choice import can_leave_out  # Loads numpy: not before the first paint.

            changes = {"noise.folder": str(noises.folder)}
            if not can_leave_out(noises, self.settings.noise.left_out):
                changes["noise.left_out"] = ""
            self.settings = self.settings.changed(changes)
        self.tell(Topic.NOISE)
        self.tell(Topic.SETTINGS)

    def take_partition(self, partition: "Partition | None") -> None:
        """Who trains, validates and tests; None while that is unknown."""
        self.partition = partition
        self.tell(Topic.PARTITION)

    def take_settings(self, settings: "ExperimentSettings") -> None:
        """Replace all settings."""
        if settings != self.settings:
            self.settings = settings
            self.tell(Topic.SETTINGS)

    def change_settings(self, changes: Mapping[str, Any]) -> None:
        """Change some settings by dotted name.

        Raises SettingsError, and changes nothing, for a value that cannot be.
        """
        self.take_settings(self.settings.changed(changes))

    def keep_form(self, panel: str, toml: str) -> None:
        """Remember what a panel's own form holds."""
        if self.forms.get(panel) != toml:
            self.forms[panel] = toml
            self.tell(Topic.FORM_KEPT)

    def take_forms(self, forms: Mapping[str, str]) -> None:
        """Fill the panels' own forms as they were; a form that the user has changed meanwhile stays."""
        self.forms = {**forms, **self.forms}
        self.tell(Topic.FORMS)

    def select_utterance(self, utterance_id: str | None) -> None:
        """Look at another utterance."""
        if utterance_id != self.utterance_id:
            self.utterance_id = utterance_id
            self.tell(Topic.UTTERANCE)

    def select_runs(self, run_ids: Sequence[str]) -> None:
        """Look at other runs."""
        if tuple(run_ids) != self.run_ids:
            self.run_ids = tuple(run_ids)
            self.tell(Topic.RUN_CHOICE)

    def select_baseline(self, baseline_id: str) -> None:
        """Look at another baseline."""
        if baseline_id != self.baseline_id:
            self.baseline_id = baseline_id
            self.tell(Topic.BASELINE_CHOICE)

    def tell_runs_changed(self) -> None:
        """The run store holds something new, or something less."""
        self.tell(Topic.RUNS)

    def go_to(self, panel: str) -> None:
        """Show another panel, by name."""
        self.panel = panel
        self.tell(Topic.PANEL)

    def say(self, sentence: str) -> None:
        """Tell the user something in passing."""
        self.message = sentence
        self.tell(Topic.MESSAGE)

    def complain(self, sentence: str) -> None:
        """Tell the user what is wrong, where, and what to do, in one sentence."""
        log.warning(sentence)
        self.complaint = sentence
        self.tell(Topic.COMPLAINT)
