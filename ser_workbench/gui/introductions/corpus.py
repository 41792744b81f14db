# SPDX-License-Identifier: MIT
"""The Corpus panel meets its presenters."""

from collections.abc import Iterator
from dataclasses import dataclass

from ser_workbench.gui.desk import Desk, Introduced, Shot, TourStep, Until
from ser_workbench.gui.panels.corpus import CorpusPanel
from ser_workbench.presenters.corpus import CorpusPresenter
from ser_workbench.presenters.corpus_division import DivisionPresenter
from ser_workbench.presenters.corpus_speakers import SpeakersPresenter
from ser_workbench.presenters.corpus_utterance import UtterancePresenter


@dataclass(frozen=True, slots=True)
class CorpusPresenters:
    """The four that decide for the panel, each for one of its parts."""

    corpus: CorpusPresenter
    speakers: SpeakersPresenter
    division: DivisionPresenter
    utterance: UtterancePresenter


def introduce(desk: Desk) -> Introduced:
    """Make the panel and its presenters, and connect what is clicked to what decides."""
    panel = CorpusPanel(desk.theme)
    session, jobs = desk.session, desk.jobs
    presenters = CorpusPresenters(
        CorpusPresenter(session, panel, jobs, desk.opening),
        SpeakersPresenter(session, panel.speakers, jobs),
        DivisionPresenter(session, panel.partition, jobs),
        UtterancePresenter(session, panel.sound, jobs, desk.listening),
    )
    _connect_corpus(panel, presenters.corpus)
    panel.fetch_clicked.connect(desk.actions.fetch_corpus.trigger)
    _connect_speakers(panel, presenters.speakers)
    panel.partition.changed.connect(presenters.division.change)
    panel.partition.side_chosen.connect(presenters.division.change_side)
    panel.partition_file_chosen.connect(presenters.division.save)
    panel.list_chosen.connect(presenters.division.open_list)
    panel.play_clicked.connect(presenters.utterance.toggle_play)
    panel.sound.cursor_wanted.connect(presenters.utterance.move_cursor)
    # The speakers' genders are put over the corpus before anybody else shows it.
    for presenter in (presenters.speakers, presenters.corpus, presenters.division, presenters.utterance):
        presenter.start()
    return Introduced(panel, presenters)


def tour_steps(desk: Desk, introduced: Introduced) -> Iterator[TourStep]:
    """Every page of the panel, an utterance chosen."""
    panel = introduced.panel
    assert isinstance(panel, CorpusPanel)
    yield Until(lambda: desk.session.partition is not None, "the corpus is divided by speaker")
    corpus = desk.session.corpus
    assert corpus is not None
    desk.session.select_utterance(corpus.utterances[0].id)
    yield Until(lambda: panel.sound.has_pictures, "the utterance is drawn")
    yield Shot("corpus")
    for name, page in (
        ("corpus-partition", panel.partition),
        ("corpus-speakers", panel.speakers),
        ("corpus-problems", panel.problems),
    ):
        panel.show_page(page)
        yield Shot(name)
    panel.show_page(panel.counts)


def _connect_corpus(panel: CorpusPanel, presenter: CorpusPresenter) -> None:
    panel.folder_chosen.connect(presenter.open_folder)
    panel.demo_clicked.connect(presenter.try_demo)
    panel.reader_chosen.connect(presenter.choose_reader)
    panel.utterances.filter_changed.connect(lambda part, value: presenter.filter_by(**{part: value}))
    panel.utterances.filter_dropped.connect(presenter.drop_filter)
    panel.utterances.row_chosen.connect(presenter.select)
    panel.counts.bar_clicked.connect(lambda part, value: presenter.show_only(**{part: value}))
    panel.speakers.speaker_opened.connect(lambda speaker: presenter.show_only(speaker=speaker))
    panel.problems.check_clicked.connect(presenter.check_files)
    panel.problems.cancel_clicked.connect(presenter.cancel_check)
    panel.problems.filter_changed.connect(presenter.filter_problems)
    panel.problems.problem_chosen.connect(presenter.look_at_problem)


def _connect_speakers(panel: CorpusPanel, presenter: SpeakersPresenter) -> None:
    page = panel.speakers
    page.gender_chosen.connect(presenter.change_gender)
    page.suggest_clicked.connect(presenter.suggest)
    page.accept_clicked.connect(presenter.accept_all)
    page.table_to_import.connect(presenter.import_table)
    page.table_to_export.connect(presenter.export_table)
