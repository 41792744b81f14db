# SPDX-License-Identifier: MIT
"""What the Noise panel decides: which noises are open, and what noisy set the settings would make."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from ser_workbench.audio.noise import NoiseCollection
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noisy_set import NoisyItem
from ser_workbench.corpus.partition import Partition
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.errors import SettingsError
from ser_workbench.jobs import Job
from ser_workbench.presenters.corpus_rows import length_text
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.noise_draw import (
    ClassRow,
    Drawn,
    NoiseRow,
    change_class,
    class_rows,
    describe_rate,
    draw,
    noise_rows,
    split_text,
)
from ser_workbench.presenters.noise_size import NoisySetSize, SnrHistogram, size_of
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session, Topic

PREFIX = "noise."
KIND_TITLES = {
    "musan": "MUSAN, its noise portion only",
    "esc-10": "ESC-10",
    "esc-50": "ESC-50",
    "demand": "DEMAND, one of 16 channels",
}
Asked = tuple[Corpus, NoiseCollection, NoiseSettings, Partition | None]


class NoiseView(Protocol):
    """What the presenter needs of the panel."""

    def show_no_noises(self) -> None:
        """Nothing is open: offer to open something."""

    def show_noises(self, rows: Sequence[NoiseRow], folder: Path, summary: str) -> None:
        """The noises of another folder."""

    def show_noise_sides(self, rows: Sequence[NoiseRow]) -> None:
        """The same noises, divided otherwise."""

    def show_classes(self, rows: Sequence[ClassRow]) -> None:
        """The classes that may be left out; none where nothing tells of any."""

    def show_noise_settings(self, settings: NoiseSettings) -> None:
        """The form of the condition."""

    def show_noise_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field; None when it is mended."""

    def show_size(self, size: NoisySetSize | None) -> None:
        """How large the noisy set will be; None while no corpus is open."""

    def show_draw(self, histogram: SnrHistogram, split: str, warning: str) -> None:
        """Which SNRs the seed draws, how many noises each side hears, and what to know about that."""

    def show_no_draw(self, sentence: str) -> None:
        """Nothing can be drawn; the sentence says why."""


class NoisePresenter:
    """Opens folders of noise and says what the condition amounts to."""

    def __init__(self, session: Session, view: NoiseView, jobs: Jobs, opening: Opening) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._opening = opening
        self._asked: Asked | None = None
        self._job: Job[Drawn] | None = None
        self._shown_settings: NoiseSettings | None = None
        self._shown_classes: tuple[NoiseCollection, str] | None = None
        self.items: tuple[NoisyItem, ...] = ()

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._session.listen(Topic.NOISE, self._follow_noises)
        self._session.listen(Topic.CORPUS, self._follow_settings)
        self._session.listen(Topic.SETTINGS, self._follow_settings)
        self._session.listen(Topic.PARTITION, self._draw)
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

    def change_class(self, name: str, is_drawn: bool) -> None:
        """Leave a class of noises out, or draw it again."""
        noises, left_out = self._session.noises, self._session.settings.noise.left_out
        if noises is not None:
            self.change({"noise.left_out": change_class(noises, left_out, name, is_drawn=is_drawn)})

    def _follow_noises(self) -> None:
        noises = self._session.noises
        self._shown_classes = None
        self._forget()  # The table is filled anew: its sides are not known before the next draw.
        if noises is None:
            self._view.show_no_noises()
        else:
            self._view.show_noises(noise_rows(noises, None), noises.folder, summary_of(noises))
        self._draw()

    def _follow_settings(self) -> None:
        settings, corpus = self._session.settings, self._session.corpus
        if settings.noise != self._shown_settings:
            self._shown_settings = settings.noise
            self._view.show_noise_settings(settings.noise)
        self._view.show_size(None if corpus is None else size_of(corpus, settings.noise, settings.features))
        self._draw()

    def _show_classes(self, noises: NoiseCollection, left_out: str) -> None:
        if self._shown_classes != (noises, left_out):
            self._shown_classes = noises, left_out
            self._view.show_classes(class_rows(noises, left_out))

    def _draw(self) -> None:
        corpus, noises, settings = self._session.corpus, self._session.noises, self._session.settings.noise
        if noises is not None:
            self._show_classes(noises, settings.left_out)
        if corpus is None or noises is None:
            self._forget()
            missing = [name for name, thing in (("a corpus", corpus), ("a folder of noise", noises)) if thing is None]
            self._view.show_no_draw(f"Open {' and '.join(missing)} to see which SNRs are drawn.")
            return
        partition = self._session.partition if settings.mode == "disjoint" else None
        if settings.mode == "disjoint" and partition is None:
            self._forget()
            self._view.show_no_draw(
                "The speakers are not divided (see the Corpus panel), so the noises are not either."
            )
            return
        wanted = corpus, noises, settings, partition
        if self._asked is not None and all(
            old is new or old == new for old, new in zip(self._asked, wanted, strict=True)
        ):
            return
        self._forget()
        self._asked = wanted
        self._job = self._jobs.start(
            "Draw the noisy set",
            draw(corpus, noises, settings, partition),
            watch(
                on_result=lambda drawn: self._take(wanted, drawn),
                on_error=lambda sentence: self._refuse(wanted, sentence),
            ),
        )

    def _forget(self) -> None:
        self._asked, self.items = None, ()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self, asked: Asked, drawn: Drawn) -> None:
        if asked is self._asked:
            self._job = None
            self.items = drawn.items
            self._view.show_noise_sides(noise_rows(asked[1], drawn))
            self._view.show_draw(drawn.histogram, *split_text(drawn, asked[2]))

    def _refuse(self, asked: Asked, sentence: str) -> None:
        if asked is self._asked:
            self._job = None
            self._view.show_no_draw(sentence)


def summary_of(noises: NoiseCollection) -> str:
    """The collection in one line, under the panel's title."""
    count = len(noises.noises)
    kind = f" · {KIND_TITLES[noises.kind]}" if noises.kind in KIND_TITLES else ""
    rate = describe_rate([noise.sample_rate_hz for noise in noises.noises])
    counted = f"{count:,} noise{'s' * (count != 1)}"
    return f"{noises.folder.name}{kind} · {counted} · {length_text(noises.seconds)} · {rate}"
