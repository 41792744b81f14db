# SPDX-License-Identifier: MIT
"""How far the baselines are, in words; and which buttons make sense."""

from dataclasses import dataclass

from ser_workbench.presenters.baselines_conductor import BaselinesConductor
from ser_workbench.presenters.baselines_form import title_of
from ser_workbench.presenters.conductor import Phase


@dataclass(frozen=True, slots=True)
class BaselinesControls:
    """Which buttons make sense now."""

    can_start: bool
    can_pause: bool
    can_resume: bool
    can_stop: bool
    can_delete: bool


@dataclass(frozen=True, slots=True)
class BaselinesStatus:
    """What stands above the table; a share of None means that nothing is tried."""

    headline: str = ""
    share: float | None = None
    text: str = ""


def controls_of(conductor: BaselinesConductor, *, is_ready: bool, is_chosen: bool) -> BaselinesControls:
    """is_ready: the form describes something that can be tried; is_chosen: a baseline that is kept is shown."""
    phase, is_idle = conductor.phase, not conductor.is_running
    return BaselinesControls(
        can_start=is_idle and is_ready,
        can_pause=phase is Phase.RUNNING,
        can_resume=phase is Phase.PAUSED or (is_idle and bool(conductor.waiting)),
        can_stop=phase in (Phase.RUNNING, Phase.PAUSED),
        can_delete=is_chosen,
    )


def status_of(conductor: BaselinesConductor) -> BaselinesStatus:
    """What is tried, or was tried last."""
    if not conductor.total:
        return BaselinesStatus()
    share = (conductor.done + conductor.share) / conductor.total
    if conductor.is_running:
        return BaselinesStatus(_headline(conductor), share, conductor.progress_text)
    left = len(conductor.waiting)
    rest = f"{'1 baseline is' if left == 1 else f'{left} baselines are'} left; Resume baselines goes on"
    return BaselinesStatus(rest if left else "Finished", share, f"{conductor.done} of {conductor.total} tried")


def _headline(conductor: BaselinesConductor) -> str:
    now = f"{conductor.done + 1} of {conductor.total}: {title_of(conductor.waiting[0])}"
    if conductor.phase is Phase.STOPPING:
        return "Stops; what is finished is kept"
    return f"Paused – {now}" if conductor.phase is Phase.PAUSED else now
