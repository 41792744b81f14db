# SPDX-License-Identifier: MIT
"""Who can listen, and through what: finished runs of the workspace, microphones of the computer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.presenters.live_view import DEFAULT_DEVICE
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.run_row import FINISHED

if TYPE_CHECKING:
    from ser_workbench.audio.microphone import MicrophoneFacts

LookForMicrophones = Callable[[], "Steps[tuple[MicrophoneFacts, ...]]"]
CLEAN, NOISY = "clean", "noisy"


def listening_runs(lines: Sequence[RunLine]) -> tuple[RunLine, ...]:
    """Those with a network, the newest first."""
    return tuple(line for line in lines if line.state == FINISHED)


def title_of_run(line: RunLine) -> str:
    """As it stands in a list."""
    return f"{line.short_title} · {line.corpus} · {line.created}"


def states_of(line: RunLine | None) -> tuple[str, ...]:
    """Under which conditions the run selected a network."""
    return (CLEAN, NOISY) if line is not None and line.settings.has_noise else (CLEAN,)


def find_microphones() -> "Steps[tuple[MicrophoneFacts, ...]]":
    """The microphones that are connected now; raises AudioDeviceError without PortAudio."""
    yield Progress("", 0, 0)
    from ser_workbench.audio.microphone import list_microphones

    return list_microphones()


def device_titles(found: "Sequence[MicrophoneFacts]", chosen: str) -> tuple[tuple[str, str], ...]:
    """(name, title), the computer's own choice first; a chosen one that is away is named as such."""
    own = next((f" ({facts.name})" for facts in found if facts.is_default), "")
    named = [(name, name) for name in dict.fromkeys(facts.name for facts in found)]  # Once, by whichever system.
    if chosen != DEFAULT_DEVICE and chosen not in {facts.name for facts in found}:
        named.append((chosen, f"{chosen} · not connected"))
    return ((DEFAULT_DEVICE, f"System default{own}"), *named)
