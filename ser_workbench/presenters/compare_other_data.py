# SPDX-License-Identifier: MIT
"""What the page Other data of the Compare panel decides: a chosen run is tested on another corpus, in other noise."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from ser_workbench.jobs import Job
from ser_workbench.presenters.audible_cells import AudibleCells
from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.presenters.compare_sound import confusion_of_evaluation
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.presenters.time_left import StageClock
from ser_workbench.progress import Event, Note, Progress
from ser_workbench.runs.evaluate import evaluate_run
from ser_workbench.runs.evaluation import Evaluation
from ser_workbench.runs.events import StageStarted
from ser_workbench.runs.result import CLEAN
from ser_workbench.runs.run_row import FINISHED

NO_RUN = "Choose one finished run in the table above; here it is tested on speech that it has never heard."
NO_CORPUS = "Choose a corpus that {run} shall be tested on, with noise or without."
READY = "Press Test to hear what {run} makes of {corpus}."


class OtherDataView(Protocol):
    """What the page must show."""

    def show_folders(self, corpus: str, noise: str) -> None:
        """What would be tested on; empty: nothing chosen."""
        ...

    def show_state(self, text: str, *, can_test: bool, is_testing: bool) -> None:
        """What stands in place of a result, and whether a test may begin or runs."""
        ...

    def show_scores(self, conditions: Sequence[str], chosen: str, text: str) -> None:
        """A result: its conditions and the score of one of them; the matrix comes by itself."""
        ...


class OtherDataPresenter:
    """Tests the first of the chosen runs; the last result stays until the next test."""

    def __init__(
        self,
        session: Session,
        view: OtherDataView,
        jobs: Jobs,
        cells: AudibleCells,
        chosen: Callable[[], Sequence[RunLine]],
    ) -> None:
        self.evaluation: Evaluation | None = None
        """The last result."""
        self._session = session
        self._view = view
        self._jobs = jobs
        self._cells = cells
        self._chosen = chosen
        self._corpus: Path | None = None
        self._noise: Path | None = None
        self._title = ""
        self._job: Job[Evaluation] | None = None

    def start(self) -> None:
        """Follow the chosen runs."""
        self._session.listen(Topic.RUN_CHOICE, self.follow)
        self._session.listen(Topic.WORKSPACE, self._forget)
        self.follow()

    def choose_corpus(self, folder: Path) -> None:
        """Test on the recordings of a folder."""
        self._corpus = folder
        self._forget()

    def choose_noise(self, folder: Path | None) -> None:
        """Test in the noises of a folder too; None: clean speech alone."""
        self._noise = folder
        self._forget()

    def test(self) -> None:
        """Test the run, or stop the test that runs."""
        run, workspace = self._run(), self._session.workspace
        if self._job is not None:
            self._job.cancel()
        elif run is None:
            self._session.complain(NO_RUN)
        elif workspace is not None and self._corpus is not None:
            self.evaluation, self._title = None, run.short_title
            clock = StageClock()
            receive = watch(
                on_event=lambda event: self._tell(event, clock),
                on_result=self._take,
                on_error=self._end,
                on_cancel=lambda: self._end("The test was stopped; nothing is left of it."),
            )
            steps = evaluate_run(workspace, run.id, self._corpus, self._noise)
            self._job = self._jobs.start(f"Testing {self._title} on {self._corpus.name}", steps, receive)
            self._show("The test begins …")

    def choose_condition(self, condition: str) -> None:
        """Look at the clean or at the noisy condition of the result."""
        evaluation = self.evaluation
        if evaluation is not None and condition in evaluation.scores:
            text = words_of(evaluation, condition, self._title)
            self._view.show_scores(tuple(evaluation.scores), condition, text)
            self._cells.show(confusion_of_evaluation(evaluation, condition))

    def follow(self) -> None:
        """Other runs are chosen: a result stays, its words say whose it is."""
        if self.evaluation is None and self._job is None:
            self._show(self._invitation())
        else:
            self._view.show_folders(str(self._corpus or ""), str(self._noise or ""))

    def _forget(self) -> None:
        self.evaluation = None
        self._cells.show(None)
        self.follow()

    def _run(self) -> RunLine | None:
        chosen = self._chosen()
        return chosen[0] if chosen and chosen[0].state == FINISHED else None

    def _invitation(self) -> str:
        run = self._run()
        if run is None:
            return NO_RUN
        if self._corpus is None:
            return NO_CORPUS.format(run=run.short_title)
        return READY.format(run=run.short_title, corpus=self._corpus.name)

    def _show(self, text: str) -> None:
        self._view.show_folders(str(self._corpus or ""), str(self._noise or ""))
        can_test = self._run() is not None and self._corpus is not None
        self._view.show_state(text, can_test=can_test, is_testing=self._job is not None)

    def _tell(self, event: Event, clock: StageClock) -> None:
        if isinstance(event, Progress):
            self._show(clock.words_of(event))
        elif isinstance(event, StageStarted):
            self._show(f"{event.title} …")
        elif isinstance(event, Note):
            self._session.say(event.text)

    def _take(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self._end("")
        self.choose_condition(CLEAN)

    def _end(self, text: str) -> None:
        self._job = None
        self._show(text)


def words_of(evaluation: Evaluation, condition: str, title: str) -> str:
    """Whose score it is, on what, and what was left out."""
    score = evaluation.scores[condition]
    words = (
        f"{title} on {Path(evaluation.corpus).name}: UA {100 * score.ua:.1f} %, WA {100 * score.wa:.1f} %, "
        f"{score.items:,} utterances"
    )
    if not evaluation.left_out:
        return words
    counts = ", ".join(f"{count:,} of {emotion}" for emotion, count in sorted(evaluation.left_out.items()))
    return f"{words}. Left out, since it does not know the emotion: {counts}"
