# SPDX-License-Identifier: MIT
"""How far a search is, in words; and which buttons make sense."""

from dataclasses import dataclass

from ser_workbench.presenters.conductor import Phase
from ser_workbench.presenters.sweep_conductor import SweepConductor
from ser_workbench.presenters.sweep_rows import SearchState, TrialLine
from ser_workbench.presenters.time_left import time_text
from ser_workbench.presenters.training_status import status_of
from ser_workbench.runs.run_row import FAILED, FINISHED
from ser_workbench.search.result import SKIPPED

WAITS = "Trials already begun go on to their end, no other begins"


@dataclass(frozen=True, slots=True)
class SweepStatus:
    """What stands above the maps; a share of None means that there is no search."""

    headline: str
    share: float | None
    text: str


@dataclass(frozen=True, slots=True)
class SweepControls:
    """Which buttons make sense now."""

    can_start: bool
    can_pause: bool
    can_resume: bool
    can_stop: bool
    can_retry: bool
    can_skip: bool
    can_train_best: bool
    skip_text: str


def controls_of(
    conductor: SweepConductor, state: SearchState | None, chosen: TrialLine | None, *, is_ready: bool
) -> SweepControls:
    """is_ready: there is something that a new search could train."""
    phase, is_idle = conductor.phase, not conductor.is_running
    is_left = state is not None and state.over < len(state.lines)
    return SweepControls(
        can_start=is_idle and is_ready,
        can_pause=phase is Phase.RUNNING,
        can_resume=phase is Phase.PAUSED or (is_idle and is_left),
        can_stop=phase in (Phase.RUNNING, Phase.PAUSED),
        can_retry=is_idle and state is not None and state.count(FAILED) > 0,
        can_skip=chosen is not None and chosen.state != FINISHED,
        can_train_best=is_idle and state is not None and state.best is not None,
        skip_text="Take back" if chosen is not None and chosen.state == SKIPPED else "Skip trial",
    )


def status_of_search(conductor: SweepConductor, state: SearchState | None) -> SweepStatus:
    """The status of the search that is shown."""
    if state is None:
        return SweepStatus("The search begins", 0.0 if conductor.is_running else None, "")
    share = state.over / max(1, state.total)
    if conductor.is_running and conductor.sweep_id == state.id:
        return SweepStatus(_headline(conductor, state), share, _text(conductor, state))
    return SweepStatus(_rest_headline(state), share, _counts(state))


def _headline(conductor: SweepConductor, state: SearchState) -> str:
    if conductor.phase is Phase.STOPPING:
        return "Stops; what has been trained is kept"
    trial = conductor.trial
    now = f"Trial {trial.number + 1} of {state.total}: {trial.title}" if trial is not None else "The search begins"
    running = state.count("running")
    if not conductor.place.is_here:
        now = f"{running} of {state.total} trials are being trained" if running else "Waiting for the cluster"
    if conductor.phase is Phase.PAUSED:
        return f"Paused – {now[0].lower()}{now[1:]}"
    return now


def _text(conductor: SweepConductor, state: SearchState) -> str:
    if conductor.phase is Phase.PAUSED and not conductor.place.is_here:
        return WAITS
    words = [_counts(state)]
    if conductor.ledger is not None:
        status = status_of(conductor.ledger, is_running=True)
        words.append(f"{status.headline[0].lower()}{status.headline[1:]}")
    left_s = state.seconds_left
    if left_s is not None and conductor.place.is_here:
        words.append(f"about {time_text(left_s)} left")
    return " · ".join(words)


def _rest_headline(state: SearchState) -> str:
    if state.over == len(state.lines):
        return f"Finished: {state.title}"
    left = state.total - state.over
    return f"{'1 trial is' if left == 1 else f'{left} trials are'} left; Resume search goes on"


def _counts(state: SearchState) -> str:
    words = [f"{state.count(FINISHED)} of {state.total} trials finished"]
    words += [f"{count} {name}" for name in (FAILED, SKIPPED) if (count := state.count(name))]
    return ", ".join(words)
