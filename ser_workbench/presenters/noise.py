# SPDX-License-Identifier: MIT
"""What the Noise panel decides: which noises are open, and what noisy set the settings would make."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from ser_workbench.audio.noise import NoiseCollection, NoiseFile
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noisy_set import NoisyItem, draw_noisy_set
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import SettingsError
from ser_workbench.jobs import Job
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.noise_size import NoisySetSize, SnrHistogram, size_of, snr_histogram
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Progress, Steps

PREFIX = "noise."
Draw = tuple[tuple[NoisyItem, ...], SnrHistogram]


class NoiseView(Protocol):
    """What the presenter needs of the panel."""

    def show_no_noises(self) -> None:
        """Nothing is open: offer to open something."""

    def show_noises(self, noises: Sequence[NoiseFile], folder: Path, summary: str) -> None:
        """The noises of the open folder."""

    def show_noise_problems(self, lines: Sequence[str]) -> None:
        """Files of the folder that cannot be used, and why."""

    def show_noise_settings(self, settings: NoiseSettings) -> None:
        """The form of the condition."""

    def show_noise_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field; None when it is mended."""

    def show_size(self, size: NoisySetSize | None) -> None:
        """How large the noisy set will be; None while no corpus is open."""

    def show_draw(self, histogram: SnrHistogram) -> None:
        """Which SNRs the seed draws."""

    def show_no_draw(self, sentence: str) -> None:
        """Nothing can be drawn; the sentence says why."""


class NoisePresenter:
    """Opens folders of noise and says what the condition amounts to."""

    def __init__(self, session: Session, view: NoiseView, jobs: Jobs, opening: Opening) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._opening = opening
        self._asked: tuple[Corpus, NoiseCollection, NoiseSettings] | None = None
        self._job: Job[Draw] | None = None
        self._shown_settings: NoiseSettings | None = None
        self.items: tuple[NoisyItem, ...] = ()

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.NOISE, self._follow_noises)
        self._session.listen(Topic.CORPUS, self._follow_settings)
        self._session.listen(Topic.SETTINGS, self._follow_settings)
        self._follow_noises()
        self._follow_settings()

    def open_folder(self, folder: Path) -> None:
        """Open a folder of noise; MUSAN is recognised by its portions."""
        self._opening.open_noise(folder)

    def change(self, changes: Mapping[str, Any]) -> None:
        """Change settings of the condition by dotted name, `noise.seed`."""
        key = next(iter(changes))
        try:
            self._session.change_settings(changes)
        except SettingsError as error:
            self._view.show_noise_setting_error(key, str(error))
            return
        for field in NoiseSettings.model_fields:  # A mended range mends both of its ends.
            self._view.show_noise_setting_error(PREFIX + field, None)

    def _follow_noises(self) -> None:
        noises = self._session.noises
        if noises is None:
            self._view.show_no_noises()
        else:
            self._view.show_noises(noises.noises, noises.folder, summary_of(noises))
            self._view.show_noise_problems([f"{file}: {problem}" for file, problem in noises.problems])
        self._draw()

    def _follow_settings(self) -> None:
        settings, corpus = self._session.settings, self._session.corpus
        if settings.noise != self._shown_settings:
            self._shown_settings = settings.noise
            self._view.show_noise_settings(settings.noise)
        self._view.show_size(None if corpus is None else size_of(corpus, settings.noise, settings.features))
        self._draw()

    def _draw(self) -> None:
        corpus, noises, settings = self._session.corpus, self._session.noises, self._session.settings.noise
        if corpus is None or noises is None:
            self._forget()
            missing = [name for name, thing in (("a corpus", corpus), ("a folder of noise", noises)) if thing is None]
            self._view.show_no_draw(f"Open {' and '.join(missing)} to see which SNRs are drawn.")
            return
        if self._asked is not None and self._asked[0] is corpus and self._asked[1:] == (noises, settings):
            return
        self._forget()
        self._asked = asked = (corpus, noises, settings)
        self._job = self._jobs.start(
            "Draw the noisy set",
            draw(corpus, noises, settings),
            watch(
                on_result=lambda drawn: self._take(asked, drawn),
                on_error=lambda sentence: self._refuse(asked, sentence),
            ),
        )

    def _forget(self) -> None:
        self._asked, self.items = None, ()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self, asked: object, drawn: Draw) -> None:
        if asked is self._asked:
            self._job = None
            self.items, histogram = drawn
            self._view.show_draw(histogram)

    def _refuse(self, asked: object, sentence: str) -> None:
        if asked is self._asked:
            self._job = None
            self._view.show_no_draw(sentence)


def draw(corpus: Corpus, noises: NoiseCollection, settings: NoiseSettings) -> Steps[Draw]:
    """Draw the whole noisy set and count its SNRs.

    Raises BadInputError when the folder cannot give what the settings ask for.
    """
    yield Progress("Drawing noises and SNRs", 0, 0)
    items = draw_noisy_set([utterance.id for utterance in corpus.utterances], noises, settings)
    return items, snr_histogram(items, settings)


def summary_of(noises: NoiseCollection) -> str:
    """The collection in one line, under the panel's title."""
    count = len(noises.noises)
    kind = " · MUSAN, its noise portion only" if noises.kind == "musan" else ""
    return f"{noises.folder.name}{kind} · {count:,} noise{'s' * (count != 1)} · {length_text(noises.seconds)}"
