# SPDX-License-Identifier: MIT
"""What the Noise panel decides about its preview: one utterance and one noise at one SNR, the newest wish first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol

import numpy as np

from ser_workbench.audio.noise import NoiseFile
from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.audio.samples import Samples
from ser_workbench.corpus.utterance import Utterance
from ser_workbench.jobs import Job
from ser_workbench.presenters.corpus_sound import Sound
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.noise_mixture import Mixture, MixWish, make_mixture
from ser_workbench.presenters.session import Session, Topic

Part = Literal["clean", "noise", "mix"]
PARTS: tuple[Part, ...] = ("clean", "noise", "mix")
FIRST_SNR_DB = 5.0


class MixView(Protocol):
    """What the presenter needs of the panel."""

    def show_no_mix(self, sentence: str) -> None:
        """Nothing can be mixed yet; the sentence says what is missing."""

    def show_wish(self, wish: MixWish) -> None:
        """What is being mixed; its pictures follow."""

    def show_mixture(self, mixture: Mixture, level: str) -> None:
        """The newest mix; `level` says its SNR and level in words."""

    def show_mix_error(self, sentence: str) -> None:
        """It cannot be mixed."""

    def show_playing_part(self, part: Part | None) -> None:
        """Which part is heard; None when none is."""

    def show_mix_cursor(self, seconds: float | None) -> None:
        """Where the sound is; None when it is not heard."""


class MixPresenter:
    """Mixes what is chosen; while one mix is made, only the newest of the wishes that come waits."""

    def __init__(self, session: Session, view: MixView, jobs: Jobs, listening: Listening) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._listening = listening
        self._by_id: dict[str, Utterance] = {}
        self._noise: NoiseFile | None = None
        self._snr_db = FIRST_SNR_DB
        self._offset = 0.0
        self._wish: MixWish | None = None
        self._made: Mixture | None = None
        self._job: Job[Mixture] | None = None
        self._decoded: Mapping[Path, Samples] = {}
        self._rng = np.random.default_rng(0)  # Only which example is shown depends on it.

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.CORPUS, self._follow_corpus)
        self._session.listen(Topic.NOISE, self._follow_noises)
        self._session.listen(Topic.UTTERANCE, self._make)
        self._session.listen(Topic.SETTINGS, self._make)
        self._session.listen(Topic.PLAYBACK, self._follow_playback)
        self._follow_corpus()

    def choose_noise(self, noise: NoiseFile) -> None:
        """Mix with another noise, from its beginning."""
        self._noise, self._offset = noise, 0.0
        self._make()

    def choose_snr(self, snr_db: float) -> None:
        """Mix at another SNR."""
        self._snr_db = snr_db
        self._make()

    def draw(self, items: Sequence[NoisyItem]) -> None:
        """Show one item of the noisy set as it will be: its utterance, noise, place and SNR."""
        noises = self._session.noises
        if not items or noises is None:
            return
        item = items[int(self._rng.integers(len(items)))]
        self._noise = next((noise for noise in noises.noises if noise.id == item.noise_id), self._noise)
        self._offset, self._snr_db = item.offset, item.snr_db
        if item.utterance_id == self._session.utterance_id:
            self._make()
        else:
            self._session.select_utterance(item.utterance_id)

    def toggle_play(self, part: Part = "mix") -> None:
        """Play a part of the mix, or stop it."""
        if self._made is not None:
            samples, rate = self._sound(part).samples, self._sound(part).sample_rate_hz
            self._listening.toggle(self._key(part), lambda: (samples, rate))

    def move_cursor(self) -> None:
        """Show where the sound is; the panel asks while it plays."""
        if self._playing:
            self._view.show_mix_cursor(self._listening.position_s)
        else:
            self._follow_playback()

    def _sound(self, part: Part) -> Sound:
        assert self._made is not None
        return {"clean": self._made.clean, "noise": self._made.noise, "mix": self._made.mix}[part]

    @staticmethod
    def _key(part: Part) -> str:
        return f"preview of {part}"

    @property
    def _playing(self) -> Part | None:
        return next((part for part in PARTS if self._listening.playing_key == self._key(part)), None)

    def _follow_corpus(self) -> None:
        corpus = self._session.corpus
        self._by_id = {} if corpus is None else {utterance.id: utterance for utterance in corpus.utterances}
        self._follow_noises()

    def _follow_noises(self) -> None:
        noises = self._session.noises
        known = noises.noises if noises is not None else ()
        if self._noise not in known:
            self._noise, self._offset = (known[0] if known else None), 0.0
        self._make()

    def _make(self) -> None:
        utterance = self._by_id.get(self._session.utterance_id or "") or next(iter(self._by_id.values()), None)
        if utterance is None or self._noise is None:
            self._forget()
            return
        noise, over = self._noise, self._session.settings.noise.snr_over
        wish = MixWish(utterance.id, utterance.file, noise.id, noise.file, self._snr_db, self._offset, over)
        if wish == self._wish:
            return
        if self._wish is None or replace(wish, snr_db=0) != replace(self._wish, snr_db=0):
            self._stop()
        self._wish = wish
        self._view.show_wish(wish)
        if self._job is None:
            self._begin()

    def _begin(self) -> None:
        wish = self._wish
        assert wish is not None
        steps = make_mixture(wish, self._decoded)
        self._job = self._jobs.start(
            "Mix one utterance",
            steps,
            watch(
                on_result=self._take,
                on_error=lambda sentence: self._refuse(wish, sentence),
                on_cancel=lambda: self._end(wish),
            ),
        )

    def _take(self, mixture: Mixture) -> None:
        self._decoded = mixture.decoded
        if self._wish is not None and (mixture.wish.utterance_id, mixture.wish.noise_id) == (
            self._wish.utterance_id,
            self._wish.noise_id,
        ):
            self._made = mixture
            self._view.show_mixture(mixture, level_text(mixture))
        self._end(mixture.wish)

    def _refuse(self, wish: MixWish, sentence: str) -> None:
        if wish == self._wish:
            self._made = None
            self._view.show_mix_error(sentence)
        self._end(wish)

    def _end(self, wish: MixWish) -> None:
        self._job = None
        if self._wish is not None and self._wish != wish:
            self._begin()

    def _forget(self) -> None:
        self._stop()
        self._wish = self._made = None
        self._decoded = {}
        missing = [name for name, thing in (("a corpus", self._by_id), ("a folder of noise", self._noise)) if not thing]
        self._view.show_no_mix(f"Open {' and '.join(missing)} to hear speech under noise.")

    def _stop(self) -> None:
        if self._playing:
            self._listening.stop()

    def _follow_playback(self) -> None:
        self._view.show_playing_part(self._playing)
        if not self._playing:
            self._view.show_mix_cursor(None)


def level_text(mixture: Mixture) -> str:
    """The SNR that was measured and the level that was chosen, in words."""
    over = " over active speech" if mixture.wish.snr_over == "active" else ""
    measured = f"{mixture.measured_snr_db:+.2f} dB measured{over}".replace("-", "−")
    if mixture.gain_db > -0.005:
        return f"{measured} · speech at its own level"
    return f"{measured} · {-mixture.gain_db:.1f} dB quieter: no clipping"
