# SPDX-License-Identifier: MIT
"""Taking along what the Inspect panel shows: figures as SVG, PDF or PNG, points and the selection as CSV."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from ser_workbench.inspection.outputs import OutputRow
from ser_workbench.presenters.inspect_picking import Picking
from ser_workbench.presenters.inspect_points import Cloud
from ser_workbench.presenters.inspect_reading import Look, Place
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.whole_file import write_table

FIGURES = (".svg", ".pdf", ".png")
UTTERANCE_COLUMNS = ("side", "utterance", "speaker", "emotion", "gender", "noise", "snr_db")
POINT_COLUMNS = ("view", "labeling", "module", *UTTERANCE_COLUMNS, "x", "y")


class ExportView(Protocol):
    """What is asked of the panel."""

    def ask_export(self, what: str, start: Path) -> None:
        """Ask where `what` shall be written; the answer comes as `write`."""
        ...

    def draw_figure(self, place: Place | None, file: Path) -> Steps[None]:
        """Draw one plot as it is seen, or all nine, into a file; the steps run on a job's thread."""
        ...


class InspectExport:
    """Asks where to, then writes in a job."""

    def __init__(
        self,
        session: Session,
        view: ExportView,
        jobs: Jobs,
        look: Callable[[], Look | None],
        picking: Picking,
    ) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._look = look
        self._picking = picking
        self._place: Place | None = None

    def ask_figure(self, place: Place | None, suffix: str) -> None:
        """Ask where one plot goes, or all nine (None)."""
        look = self._look()
        if look is not None:
            self._place = place
            cloud = look.clouds.get(place) if place is not None else None
            name = f"{cloud.labeling}-{cloud.module}" if cloud is not None else "projections"
            self._view.ask_export("figure", Path.home() / f"{name}{suffix}")

    def ask_points(self) -> None:
        """Ask where the points of all plots go."""
        if self._look() is not None:
            self._view.ask_export("points", Path.home() / "points.csv")

    def ask_selection(self) -> None:
        """Ask where the utterances of the lasso go."""
        if self._picking.taken is not None:
            self._view.ask_export("selection", Path.home() / "selection.csv")

    def write(self, what: str, file: Path) -> None:
        """Write `figure`, `points` or `selection`."""
        look, taken = self._look(), self._picking.taken
        if look is None:
            return
        if what == "figure":
            steps = self._view.draw_figure(self._place, file)
        elif what == "points":
            steps = write_points(look, file)
        else:
            rows = [] if taken is None else [look.items.rows[item] for item in taken]
            steps = write_selection(rows, file)
        receive = watch(on_result=lambda _: self._session.say(f"Wrote {file}."), on_error=self._session.complain)
        self._jobs.start(f"Writing {file.name}", steps, receive)


def write_points(look: Look, file: Path) -> Steps[None]:
    """A line a point and plot; y is empty where a projection is a line.

    Raises what `write_table` raises.
    """
    yield Progress("Writing the points", 0, len(look.clouds), "plots")
    write_table(file, POINT_COLUMNS, _point_rows(look))


def write_selection(rows: list[OutputRow], file: Path) -> Steps[None]:
    """A line an utterance.

    Raises what `write_table` raises.
    """
    yield Progress("Writing the selection", 0, 1)
    write_table(file, UTTERANCE_COLUMNS, (_utterance(row) for row in rows))


def _point_rows(look: Look) -> Iterator[tuple[object, ...]]:
    for cloud in look.clouds.values():
        what = (cloud.view, cloud.labeling, cloud.module)
        for item, x, y in zip(cloud.items, cloud.xs, cloud.ys, strict=True):
            yield *what, *_utterance(look.items.rows[item]), float(x), _height(cloud, float(y))


def _height(cloud: Cloud, y: float) -> float | None:
    return None if cloud.is_line else y


def _utterance(row: OutputRow) -> tuple[object, ...]:
    return row.side, row.utterance, row.speaker, row.emotion, row.gender, row.noise, row.snr_db
