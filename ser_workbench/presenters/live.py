# SPDX-License-Identifier: MIT
"""What the Live panel decides: who listens to what, which picture is drawn, what is recorded, played and kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.corpus.utterance import EMOTIONS
from ser_workbench.errors import SettingsError
from ser_workbench.presenters.compare_rows import RunLine, list_runs
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.live_choosing import Offer, choices_of, controls_of
from ser_workbench.presenters.live_conductor import LiveConductor
from ser_workbench.presenters.live_form import FORM, read_form
from ser_workbench.presenters.live_keeping import Keeping
from ser_workbench.presenters.live_recording import name_recording
from ser_workbench.presenters.live_runs import LookForMicrophones, find_microphones, listening_runs
from ser_workbench.presenters.live_scene import LiveScene
from ser_workbench.presenters.live_steps import OpenSource, open_real_source
from ser_workbench.presenters.live_view import LiveView, Owner, key_of_neighbour, key_of_utterance
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session, Topic

if TYPE_CHECKING:
    from ser_workbench.audio.microphone import MicrophoneFacts

NO_WORKSPACE = "No workspace is open. Open one whose networks shall listen, or make a new one."
NO_RUN = "This workspace holds no trained network yet. Train one, and it listens here."
RECORDINGS = "recordings"


class LivePresenter:
    """Listens when somebody says so, never before; goes on while other panels are shown."""

    def __init__(
        self,
        session: Session,
        view: LiveView,
        jobs: Jobs,
        listening: Listening,
        opening: Opening,
        open_source: OpenSource = open_real_source,
        look_for_microphones: LookForMicrophones = find_microphones,
    ) -> None:
        self.conductor = LiveConductor(session, jobs, open_source, self._changed, self._show_scene)
        self.keeping = Keeping(session, view, jobs, opening, self._take_owner, self._mark_kept)
        """Has keep, change_owner, take_owner and open, which the panel's buttons call."""
        self.offer = Offer()
        self._session = session
        self._view = view
        self._jobs = jobs
        self._listening = listening
        self._look_for_microphones = look_for_microphones
        self._still: LiveScene | None = None
        self._shown_page: tuple[str, str] | None = None
        self._shown_labels: tuple[str, ...] = ()

    @property
    def scene(self) -> LiveScene:
        """What is drawn: the picture of now, or the one that stands."""
        return self._still or self.conductor.scene

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.RUNS, self.refresh_runs)
        self._session.listen(Topic.FORMS, self._recall)
        self._session.listen(Topic.PLAYBACK, lambda: self._view.show_playing(self._listening.playing_key))
        self._view.show_owner(self.keeping.owner)
        self._show_scene()
        self.refresh_runs()

    def shown(self) -> None:
        """Somebody looks at the panel: what was plugged in since is found."""
        self.refresh_devices()

    def refresh_runs(self) -> None:
        """Read the runs again."""
        workspace = self._session.workspace
        if workspace is None:
            self._take_runs(())
        else:
            steps = list_runs(workspace)
            self._jobs.start("Reading the runs", steps, watch(self._take_nothing, self._take_runs))

    def refresh_devices(self) -> None:
        """Look for microphones again; not while one is open, whose stream that would break."""
        if self.offer.is_looking or self.conductor.is_running:
            return
        self.offer.is_looking = True
        receive = watch(on_result=self._take_devices, on_error=self._take_no_sound)
        self._jobs.start("Looking for microphones", self._look_for_microphones(), receive)
        self._changed()

    def choose_run(self, run: str) -> None:
        """Another network listens."""
        self._change({"run": run})

    def choose_state(self, state: str) -> None:
        """The network that was best under another condition listens."""
        self._change({"state": state})

    def choose_device(self, device: str) -> None:
        """Listen through another microphone, and no longer to a file."""
        self.offer.file = None
        self._change({"device": device, "channel": 0})

    def choose_channel(self, channel: int) -> None:
        """Listen to another channel of it; 0: the mean of all."""
        self._change({"channel": channel})

    def choose_file(self, file: Path | None) -> None:
        """Listen to a file as if it were a microphone; None: to the microphone again."""
        self.offer.file = file
        self._change({})

    def choose_level(self, level: float) -> None:
        """Promise another coverage."""
        self._change({"hear.level": level})

    def choose_window(self, window_s: float) -> None:
        """Let the running view look farther back, or less far."""
        self._change({"hear.window_s": window_s})

    def listen(self) -> None:
        """Begin, or begin anew with what is chosen."""
        asked = self.offer.asked_of(self._session.workspace)
        if asked is None:
            self._session.complain(NO_WORKSPACE if self._session.workspace is None else NO_RUN)
            return
        self._still = None
        self.offer.listened = asked.run
        self.conductor.begin(asked)

    def stop(self) -> None:
        """End; a recording is finished."""
        self.conductor.stop()

    def toggle_freeze(self) -> None:
        """Let the picture stand while listening goes on, or show again what is now."""
        self._still = None if self._still is not None else self.conductor.scene.frozen()
        self._show_scene()
        self._changed()

    def toggle_recording(self) -> None:
        """Record from now on, or finish the recording."""
        workspace = self._session.workspace
        if self.conductor.is_recording:
            self.conductor.stop_recording()
        elif workspace is not None:
            self.conductor.record(name_recording(workspace.folder / RECORDINGS, datetime.now().astimezone()))

    def keep(self, number: int, label: str) -> None:
        """Keep an utterance of the stream under a label in a corpus of one's own."""
        utterance = self.scene.find(number)
        if utterance is not None:
            self.keeping.keep(utterance, label)

    def play_utterance(self, number: int) -> None:
        """Play an utterance of the stream, or stop."""
        utterance = self.scene.find(number)
        if utterance is not None:
            samples = utterance.ended.samples
            self._listening.toggle(key_of_utterance(number), lambda: (samples, SAMPLE_RATE_HZ))

    def play_neighbour(self, number: int, place: int) -> None:
        """Play the training utterance that lies nearest (place 0), or next to that, or stop."""
        utterance = self.scene.find(number)
        if utterance is not None:
            file = utterance.ended.neighbours[place].file
            self._listening.toggle(key_of_neighbour(number, place), lambda: (read_audio(file), SAMPLE_RATE_HZ))

    def go_to_work(self) -> None:
        """Lead out of the empty page."""
        self._session.go_to("training" if self._session.workspace is not None else "start")

    def _change(self, changes: Mapping[str, Any]) -> None:
        """Take another choice; what is listened to begins anew where that concerns it."""
        try:
            self.offer.form = self.offer.form.changed(changes)
        except SettingsError as error:
            self._session.complain(str(error))
        self._session.keep_form(FORM, self.offer.form.to_toml())
        self._show_choices()
        asked = self.offer.asked_of(self._session.workspace)
        if self.conductor.is_running and asked is not None and asked != self.conductor.asked:
            self.listen()

    def _recall(self) -> None:
        self.offer.form = read_form(self._session.forms.get(FORM, ""), self.offer.form)
        self.keeping.recall(self.offer.form.owner)
        self._show_choices()

    def _take_owner(self, owner: Owner) -> None:
        self._change({"folder": owner.folder, "speaker": owner.speaker, "gender": owner.gender})

    def _mark_kept(self, number: int, label: str) -> None:
        for scene in {id(one): one for one in (self.conductor.scene, self.scene)}.values():
            scene.mark_kept(number, label)

    def _take_nothing(self, _: object) -> None:
        """Reading runs tells nothing on the way."""

    def _take_runs(self, lines: Sequence[RunLine]) -> None:
        self.offer.runs = listening_runs(lines)
        self._show_choices()

    def _take_devices(self, devices: "Sequence[MicrophoneFacts]") -> None:
        self.offer.take_devices(devices)
        self._show_choices()

    def _take_no_sound(self, sentence: str) -> None:
        self.offer.take_devices((), sentence)
        self._show_choices()

    def _show_choices(self) -> None:
        self._view.show_choices(choices_of(self.offer))
        self._changed()

    def _show_scene(self) -> None:
        own = self.scene.emotions
        labels = (*own, *(emotion for emotion in EMOTIONS if emotion not in own))
        if labels != self._shown_labels:  # A label that is being typed stays.
            self._shown_labels = labels
            self._view.show_labels(labels)
        self._view.show_scene(self.scene)

    def _page(self) -> tuple[str, str]:
        """What stands in place of the picture, and the button below it; empty: the picture is shown."""
        if self.offer.runs or self.conductor.is_running:  # A run that was deleted is listened with to the end.
            return "", ""
        return (NO_WORKSPACE, "Open a workspace") if self._session.workspace is None else (NO_RUN, "Train a network")

    def _changed(self) -> None:
        page = self._page()
        if page != self._shown_page:
            self._shown_page = page
            self._view.show_page(*page)
        is_frozen = self._still is not None
        self._view.show_controls(controls_of(self.offer, self.conductor, is_frozen=is_frozen))
