# SPDX-License-Identifier: MIT
"""How far a paper is, in words; its items as the table lists them; which buttons make sense."""

from dataclasses import dataclass

from ser_workbench.paper.agenda import FAILED, FINISHED, LEFT_OUT, RUNNING, WAITING, Agenda, AgendaItem
from ser_workbench.presenters.conductor import Phase
from ser_workbench.presenters.paper_conductor import PaperConductor
from ser_workbench.presenters.time_left import time_text
from ser_workbench.presenters.training_status import status_of

KINDS = {"run": "Training", "baseline": "Baseline", "inspection": "Inspection", "report": "Report"}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the plan as the table shows it; `made` is what a double click opens."""

    number: int
    kind: str
    title: str
    state: str
    expected_s: float | None
    seconds: float
    words: str
    made: str


@dataclass(frozen=True, slots=True)
class PaperStatus:
    """What stands above the pages."""

    headline: str
    share: float
    """0 to 1."""
    text: str


@dataclass(frozen=True, slots=True)
class PaperControls:
    """Which buttons make sense now."""

    can_start: bool
    can_pause: bool
    can_resume: bool
    can_stop: bool
    can_retry: bool
    can_open_report: bool


def lines_of(agenda: Agenda | None) -> tuple[ItemLine, ...]:
    """The items in their order, counted from 1."""
    items = agenda.items if agenda is not None else ()
    return tuple(_line(number, item) for number, item in enumerate(items, start=1))


def controls_of(
    conductor: PaperConductor, agenda: Agenda | None, *, is_ready: bool, is_open: bool, has_report: bool
) -> PaperControls:
    """is_ready: a plan could begin; is_open: the agenda is one of a paper that has begun."""
    is_idle = not conductor.is_running
    items = agenda.items if agenda is not None and is_open else ()
    is_left = any(item.state in (WAITING, RUNNING) for item in items)
    return PaperControls(
        can_start=is_idle and is_ready,
        can_pause=conductor.phase is Phase.RUNNING,
        can_resume=conductor.phase is Phase.PAUSED or (is_idle and is_left),
        can_stop=conductor.phase in (Phase.RUNNING, Phase.PAUSED),
        can_retry=is_idle and any(item.state == FAILED for item in items),
        can_open_report=has_report,
    )


def status_of_paper(conductor: PaperConductor, agenda: Agenda | None, paper_id: str) -> PaperStatus:
    """The status of the paper that is shown; agenda: how it stands."""
    if agenda is None:
        return PaperStatus("The paper begins" if conductor.is_running else "", 0.0, "")
    if not paper_id:
        return PaperStatus("Not begun yet", 0.0, f"{len(agenda.items)} items")
    is_ours = conductor.is_running and conductor.paper_id == paper_id
    text = _text(conductor, agenda) if is_ours else _counts(agenda)
    headline = _headline(conductor) if is_ours else _rest_headline(agenda)
    return PaperStatus(headline, share_of(agenda), text)


def share_of(agenda: Agenda) -> float:
    """How much of the expected time is behind, 0 to 1; of the items where no time is known."""
    known = [item for item in agenda.items if item.expected_s]
    if not known:
        return agenda.done / max(1, len(agenda.items))
    total = sum(item.expected_s or 0.0 for item in known)
    behind = sum(_behind_s(item) for item in known)
    return min(1.0, behind / total)


def _behind_s(item: AgendaItem) -> float:
    expected = item.expected_s or 0.0
    if item.state == RUNNING:
        return min(item.seconds, expected)
    return 0.0 if item.state == WAITING else expected


def _line(number: int, item: AgendaItem) -> ItemLine:
    kind = KINDS[item.kind]
    return ItemLine(number, kind, item.title, item.state, item.expected_s, item.seconds, item.words, item.made)


def _headline(conductor: PaperConductor) -> str:
    if conductor.phase is Phase.STOPPING:
        return "Stops; what has been done is kept"
    started = conductor.started
    if started is None:
        return "The paper begins"
    now = f"{started.number} of {started.total}: {started.item.title}"
    return f"Paused – {now}" if conductor.phase is Phase.PAUSED else now


def _text(conductor: PaperConductor, agenda: Agenda) -> str:
    words = [_counts(agenda)]
    if conductor.started is not None:
        ledger = conductor.ledger
        now = ledger.progress_text if not ledger.is_training else status_of(ledger, is_running=True).headline
        if now:
            words.append(f"{now[0].lower()}{now[1:]}")
    if agenda.seconds_left > 0:
        words.append(f"about {time_text(agenda.seconds_left)} left")
    return " · ".join(words)


def _rest_headline(agenda: Agenda) -> str:
    left = sum(item.state in (WAITING, RUNNING) for item in agenda.items)
    if not left:
        return "Finished"
    return f"{'1 item is' if left == 1 else f'{left} items are'} left; Resume paper goes on"


def _counts(agenda: Agenda) -> str:
    def count(state: str) -> int:
        return sum(item.state == state for item in agenda.items)

    words = [f"{count(FINISHED)} of {len(agenda.items)} items finished"]
    words += [f"{count(state)} {state}" for state in (FAILED, LEFT_OUT) if count(state)]
    return ", ".join(words)
