# SPDX-License-Identifier: MIT
"""What the Corpus panel decides about the selected utterance: its waveform, its log-Mel, its sound."""

from pathlib import Path
from typing import Protocol

from ser_workbench.audio.decode import read_audio
from ser_workbench.audio.samples import SAMPLE_RATE_HZ, Samples
from ser_workbench.corpus.utterance import Utterance
from ser_workbench.jobs import Job
from ser_workbench.presenters.corpus_sound import Sound, look_at_file
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session, Topic


class UtteranceView(Protocol):
    """What the presenter needs of the panel."""

    def show_no_utterance(self) -> None:
        """None is selected."""

    def show_utterance(self, utterance: Utterance) -> None:
        """This one is selected; its pictures follow."""

    def show_sound(self, sound: Sound) -> None:
        """The waveform and log-Mel of the selected utterance."""

    def show_no_sound(self, sentence: str) -> None:
        """The selected utterance cannot be heard; the sentence says why."""

    def show_playing(self, is_playing: bool) -> None:
        """Whether the selected utterance is heard now."""

    def show_cursor(self, seconds: float | None) -> None:
        """Where the sound is; None when it is not heard."""


class UtterancePresenter:
    """Follows the session's selected utterance; of two selections in a row the newer one is shown."""

    def __init__(self, session: Session, view: UtteranceView, jobs: Jobs, listening: Listening) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._listening = listening
        self._utterance: Utterance | None = None
        self._job: Job[Sound] | None = None
        self._by_id: dict[str, Utterance] = {}

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.CORPUS, self._follow_corpus)
        self._session.listen(Topic.UTTERANCE, self._follow_utterance)
        self._session.listen(Topic.PLAYBACK, self._follow_playback)
        self._follow_corpus()
        self._follow_utterance()

    def toggle_play(self) -> None:
        """Play the selected utterance, or stop it."""
        if self._utterance is not None:
            file = self._utterance.file
            self._listening.toggle(self._key, lambda: load(file))

    def move_cursor(self) -> None:
        """Show where the sound is; the panel asks while it plays."""
        if self._is_playing:
            self._view.show_cursor(self._listening.position_s)
        else:
            self._follow_playback()

    @property
    def _key(self) -> str:
        return "" if self._utterance is None else f"utterance {self._utterance.file}"

    @property
    def _is_playing(self) -> bool:
        return self._utterance is not None and self._listening.playing_key == self._key

    def _follow_corpus(self) -> None:
        corpus = self._session.corpus
        self._by_id = {} if corpus is None else {utterance.id: utterance for utterance in corpus.utterances}

    def _follow_utterance(self) -> None:
        utterance = self._by_id.get(self._session.utterance_id or "")
        if utterance == self._utterance:
            return
        if self._is_playing:
            self._listening.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._utterance = utterance
        self._view.show_playing(False)
        self._view.show_cursor(None)
        if utterance is None:
            self._view.show_no_utterance()
            return
        self._view.show_utterance(utterance)
        steps = look_at_file(utterance.file, utterance.id)
        # A result carries the utterance it belongs to, so that an old one that comes late is passed over.
        self._job = self._jobs.start(
            f"Look at {utterance.id}",
            steps,
            watch(
                on_result=lambda sound: self._take_sound(utterance, sound),
                on_error=lambda sentence: self._take_error(utterance, sentence),
            ),
        )

    def _take_sound(self, utterance: Utterance, sound: Sound) -> None:
        if utterance is self._utterance:
            self._job = None
            self._view.show_sound(sound)

    def _take_error(self, utterance: Utterance, sentence: str) -> None:
        if utterance is self._utterance:
            self._job = None
            self._view.show_no_sound(sentence)

    def _follow_playback(self) -> None:
        self._view.show_playing(self._is_playing)
        if not self._is_playing:
            self._view.show_cursor(None)


def load(file: Path) -> tuple[Samples, int]:
    """The samples of a file and their rate, as the player wants them."""
    return read_audio(file), SAMPLE_RATE_HZ
