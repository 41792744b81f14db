# SPDX-License-Identifier: MIT
"""Hearing one thing at a time, whichever panel asks for it."""

from collections.abc import Callable

from ser_workbench.audio.playback import Player
from ser_workbench.audio.samples import Samples
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Note, Steps

Load = Callable[[], tuple[Samples, int]]


class Listening:
    """Plays and stops; the player itself and what it plays are in the session, so several may share it."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session = session
        self._jobs = jobs

    @property
    def playing_key(self) -> str | None:
        """What is heard, or about to be heard; None in silence."""
        player = self._session.player
        if player is not None and self._session.playing_key is not None and self._has_begun and not player.is_playing:
            self._session.playing_key = None
        return self._session.playing_key

    @property
    def position_s(self) -> float:
        """Seconds from the start of what is heard."""
        player = self._session.player
        return player.position_s if player is not None and self._has_begun else 0.0

    @property
    def _has_begun(self) -> bool:
        return self._session.has_sound_begun

    def toggle(self, key: str, load: Load) -> None:
        """Play what `load` returns (samples, rate), or stop when this key is being played."""
        if self.playing_key == key:
            self.stop()
            return
        self.stop()
        self._session.playing_key = key
        self._session.has_sound_begun = False
        player = self._session.player = self._session.player or Player()
        self._jobs.start(
            "Play",
            _play(player, load, lambda: self._session.playing_key == key),
            watch(on_result=lambda _: self._begun(key), on_error=self._could_not),
        )
        self._session.tell(Topic.PLAYBACK)

    def stop(self) -> None:
        """Be silent."""
        if self._session.playing_key is None:
            return
        self._session.playing_key = None
        if self._session.player is not None and self._has_begun:
            self._session.player.stop()
        self._session.tell(Topic.PLAYBACK)

    def _begun(self, key: str) -> None:
        if self._session.playing_key == key:
            self._session.has_sound_begun = True
        elif self._session.playing_key is None and self._session.player is not None:
            self._session.player.stop()  # It was stopped before it began.
        self._session.tell(Topic.PLAYBACK)

    def _could_not(self, sentence: str) -> None:
        self._session.playing_key = None
        self._session.complain(sentence)
        self._session.tell(Topic.PLAYBACK)


def _play(player: Player, load: Load, is_wanted: Callable[[], bool]) -> Steps[None]:
    yield Note("Reading")
    samples, rate = load()
    yield Note("Playing")
    if is_wanted():
        player.play(samples, rate)
