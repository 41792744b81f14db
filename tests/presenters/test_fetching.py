# SPDX-License-Identifier: MIT
"""What the download dialog is told and what it decides, with a server on loopback."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ser_workbench.presenters.fetching import FetchPresenter, FetchState, OfferShown
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Progress
from ser_workbench.runs.settings import ExperimentSettings
from tests.fetch.archives import a_recording
from tests.fetch.loopback import Server, serving
from tests.fetch.offered import emodb_zip, serve, write_list
from tests.presenters.waiting_jobs import WaitingJobs


class Dialog:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.offers: Sequence[OfferShown] = ()
        self.folder = self.error = ""
        self.is_done = False
        self.states: list[FetchState] = []
        self.shown: list[OfferShown] = []
        self.progress: list[tuple[float | None, str]] = []

    def show_offers(self, offers: Sequence[OfferShown]) -> None:
        self.offers = offers

    def show_offer(self, offer: OfferShown) -> None:
        self.shown.append(offer)

    def show_folder(self, words: str) -> None:
        self.folder = words

    def show_state(self, state: FetchState) -> None:
        self.states.append(state)

    def show_progress(self, share: float | None, words: str) -> None:
        self.progress.append((share, words))

    def show_error(self, sentence: str) -> None:
        self.error = sentence

    def show_done(self) -> None:
        self.is_done = True


class Played:
    """A presenter with its dialog, its jobs and its session."""

    def __init__(self, list_file: Path | None = None) -> None:
        self.view, self.jobs, self.session = Dialog(), WaitingJobs(), Session(ExperimentSettings())
        self.clock_s = 0.0
        opening = Opening(self.session, self.jobs)
        self.presenter = FetchPresenter(self.view, self.jobs, opening, list_file, lambda: self.clock_s)
        self.presenter.start()
        self.jobs.finish()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    """A server with a tiny corpus."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as running:
        serve(running, emodb_zip(a_recording(tmp_path)))
        yield running


def test_that_the_first_offer_is_shown_with_its_licence_and_sizes():
    played = Played()
    assert [offer.name for offer in played.view.offers] == ["emodb", "ravdess", "crema-d", "musan", "esc-50"]
    played.presenter.choose("ravdess")
    shown = played.view.shown[-1]
    assert shown.licence == "CC BY-NC-SA 4.0"
    assert shown.sizes == "208 MB to download, 600 MB on the disk"
    assert shown.checksum == "MD5 by the publisher"


def test_that_a_download_needs_a_folder_and_the_licence(tmp_path: Path):
    played = Played()
    assert played.view.states[-1] == FetchState(False, False, "Choose the folder of your corpora.")
    played.presenter.choose_folder(tmp_path)
    assert played.view.states[-1].what_is_missing == "Read the licence and accept it."
    assert played.view.folder == str(tmp_path / "emodb")
    played.presenter.accept(True)
    assert played.view.states[-1] == FetchState(False, True, "")
    played.presenter.choose("musan")  # whose licence is another
    assert not played.view.states[-1].may_begin
    assert played.view.folder == str(tmp_path / "musan")


def test_that_nothing_begins_before_it_may(tmp_path: Path):
    played = Played()
    played.presenter.choose_folder(tmp_path)
    played.presenter.download()
    assert played.jobs.names == ["Reading the list of downloads"]


def test_that_a_downloaded_corpus_opens_by_itself(server: Server, tmp_path: Path):
    played = Played(write_list(tmp_path, server))
    played.presenter.choose_folder(tmp_path / "corpora")
    played.presenter.accept(True)
    played.presenter.download()
    assert played.view.states[-1].is_running
    played.jobs.finish()
    assert played.view.is_done
    assert not played.view.states[-1].is_running
    assert played.session.corpus is not None
    assert played.session.corpus.folder == tmp_path / "corpora" / "tiny"
    assert played.session.panel == "corpus"


def test_that_downloaded_noise_opens_as_noise(server: Server, tmp_path: Path):
    played = Played(write_list(tmp_path, server, kind="noise", reader=""))
    played.presenter.choose_folder(tmp_path / "corpora")
    played.presenter.accept(True)
    played.presenter.download()
    played.jobs.finish()
    assert played.session.noises is not None
    assert len(played.session.noises.noises) == 3


def test_that_a_failure_is_told_and_can_be_tried_again(server: Server, tmp_path: Path):
    served = server.files.pop("tiny.zip")
    played = Played(write_list(tmp_path, server))
    played.presenter.choose_folder(tmp_path / "corpora")
    played.presenter.accept(True)
    played.presenter.download()
    played.jobs.finish()
    assert "the server says 404" in played.view.error
    assert played.view.states[-1].may_begin
    server.files["tiny.zip"] = served
    played.presenter.download()
    played.jobs.finish()
    assert played.view.error == ""
    assert played.view.is_done


def test_that_a_cancelled_download_says_what_is_kept(server: Server, tmp_path: Path):
    played = Played(write_list(tmp_path, server))
    server.files["tiny.zip"].statuses = [503] * 50
    played.presenter.choose_folder(tmp_path / "corpora")
    played.presenter.accept(True)
    played.presenter.download()
    played.presenter.cancel()
    played.jobs.finish()
    assert played.view.error.startswith("Stopped; what has come is kept")
    assert played.view.states[-1].may_begin
    assert played.session.corpus is None


def test_that_the_time_left_follows_from_the_speed():
    played = Played()
    tell = played.presenter._show_event
    tell(Progress("Downloading MUSAN", 1000, 11_000, "MB"))
    assert played.view.progress[-1] == (1000 / 11_000, "Downloading MUSAN: 1,000 of 11,000 MB")
    played.clock_s = 10.0
    tell(Progress("Downloading MUSAN", 1100, 11_000, "MB"))
    assert played.view.progress[-1][1] == "Downloading MUSAN: 1,100 of 11,000 MB, 16:30 min left"
    tell(Progress("Comparing the checksum", 0, 0))
    assert played.view.progress[-1] == (None, "Comparing the checksum …")


def test_that_a_damaged_list_is_told(tmp_path: Path):
    (tmp_path / "list.toml").write_text("[[")
    assert "install SER Workbench again" in Played(tmp_path / "list.toml").view.error
