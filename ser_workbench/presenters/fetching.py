# SPDX-License-Identifier: MIT
"""What the download dialog decides: what is offered, whether one may begin, how far it is, what opens at the end."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ser_workbench.jobs import Job
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.time_left import StageClock
from ser_workbench.progress import Event, Note, Progress, Steps

if TYPE_CHECKING:
    from ser_workbench.fetch.fetch import Fetched
    from ser_workbench.fetch.offer import Offer


@dataclass(frozen=True, slots=True)
class OfferShown:
    """An offer in words."""

    name: str
    title: str
    short_title: str
    what: str
    licence: str
    licence_address: str
    page: str
    terms: str
    sizes: str
    checksum: str


@dataclass(frozen=True, slots=True)
class FetchState:
    """What can be clicked, and why not."""

    is_running: bool
    may_begin: bool
    what_is_missing: str


class FetchView(Protocol):
    """What the presenter wants of the dialog."""

    def show_offers(self, offers: Sequence[OfferShown]) -> None:
        """List what can be downloaded."""

    def show_offer(self, offer: OfferShown) -> None:
        """Show one with its licence; the consent of the one before does not count for it."""

    def show_folder(self, words: str) -> None:
        """Where it will lie."""

    def show_state(self, state: FetchState) -> None:
        """Enable what can be clicked."""

    def show_progress(self, share: float | None, words: str) -> None:
        """How far it is; None where nobody knows."""

    def show_error(self, sentence: str) -> None:
        """Say what went wrong; empty: nothing."""

    def show_done(self) -> None:
        """It is there and opens: the dialog can go."""


class FetchPresenter:
    """Keeps one download at a time."""

    def __init__(
        self,
        view: FetchView,
        jobs: Jobs,
        opening: Opening,
        list_file: Path | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._view, self._jobs, self._opening, self._list_file = view, jobs, opening, list_file
        self._offers: dict[str, Offer] = {}
        self._chosen: Offer | None = None
        self._folder: Path | None = None
        self._is_accepted = False
        self._job: Job[Fetched] | None = None
        self._clock = StageClock(now)

    def start(self) -> None:
        """Read the list in the background."""
        self._show_state()
        receive = watch(on_result=self._take_offers, on_error=self._view.show_error)
        self._jobs.start("Reading the list of downloads", _read_offers(self._list_file), receive)

    def choose(self, name: str) -> None:
        """Another one was chosen."""
        if self._job is not None or name not in self._offers:
            return
        self._chosen, self._is_accepted = self._offers[name], False
        self._view.show_error("")
        self._view.show_offer(_shown(self._chosen))
        self._show_folder()
        self._show_state()

    def choose_folder(self, folder: Path) -> None:
        """The folder of the user's corpora."""
        self._folder = folder
        self._show_folder()
        self._show_state()

    def accept(self, is_accepted: bool) -> None:
        """The licence was read and accepted, or not any more."""
        self._is_accepted = is_accepted
        self._show_state()

    def download(self) -> None:
        """Begin, or go on where it was stopped."""
        if self._chosen is None or self._folder is None or not self._is_accepted or self._job is not None:
            return
        self._view.show_error("")
        self._view.show_progress(None, "Asking the server …")
        self._clock.restart()
        steps = _fetch(self._chosen, self._folder)
        receive = watch(self._show_event, self._fetched, self._failed, self._cancelled)
        self._job = self._jobs.start(f"Downloading {self._chosen.name}", steps, receive)
        self._show_state()

    def cancel(self) -> None:
        """Stop; what has come is kept."""
        if self._job is not None:
            self._job.cancel()
            self._view.show_progress(None, "Stopping …")

    def _take_offers(self, offers: "Sequence[Offer]") -> None:
        self._offers = {offer.name: offer for offer in offers}
        self._view.show_offers([_shown(offer) for offer in offers])
        if offers:
            self.choose(offers[0].name)

    def _show_event(self, event: Event) -> None:
        if isinstance(event, Progress):
            share = event.share if event.total else None
            self._view.show_progress(share, self._clock.words_of(event))
        elif isinstance(event, Note) and event.is_warning:
            self._view.show_error(event.text)

    def _fetched(self, found: "Fetched") -> None:
        self._end("")
        if found.kind == "corpus":
            self._opening.open_corpus(found.folder, found.reader)
        else:
            self._opening.open_noise(found.folder)
        self._view.show_done()

    def _failed(self, sentence: str) -> None:
        self._end(sentence)

    def _cancelled(self) -> None:
        self._end("Stopped; what has come is kept, and Download goes on with it.")

    def _end(self, sentence: str) -> None:
        self._job = None
        self._view.show_error(sentence)
        self._show_state()

    def _show_folder(self) -> None:
        if self._folder is None:
            self._view.show_folder("")
        else:
            self._view.show_folder(str(self._folder / self._chosen.name if self._chosen else self._folder))

    def _show_state(self) -> None:
        missing = ""
        if self._chosen is None:
            missing = "Choose what to download."
        elif self._folder is None:
            missing = "Choose the folder of your corpora."
        elif not self._is_accepted:
            missing = "Read the licence and accept it."
        is_running = self._job is not None
        self._view.show_state(FetchState(is_running, not missing and not is_running, missing))


def _shown(offer: "Offer") -> OfferShown:
    from ser_workbench.amounts import size_text

    return OfferShown(
        name=offer.name,
        title=offer.title,
        short_title=offer.short_title,
        what="a corpus of emotional speech" if offer.kind == "corpus" else "a collection of noise",
        licence=offer.licence,
        licence_address=offer.licence_address,
        page=offer.page,
        terms=offer.terms,
        sizes=f"{size_text(offer.download_bytes)} to download, {size_text(offer.unpacked_bytes)} on the disk",
        checksum=offer.checksum_words[0].upper() + offer.checksum_words[1:],
    )


def _read_offers(list_file: Path | None) -> "Steps[tuple[Offer, ...]]":
    yield Note("Reading the list of downloads")
    from ser_workbench.fetch.offer import offers

    return offers(list_file)


def _fetch(offer: "Offer", folder: Path) -> "Steps[Fetched]":
    yield Progress("Looking at the folder", 0, 0)
    from ser_workbench.fetch.fetch import fetch_corpus

    return (yield from fetch_corpus(offer, folder, licence_accepted=True))
