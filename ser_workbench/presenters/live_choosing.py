# SPDX-License-Identifier: MIT
"""What can be chosen in the Live panel, what of it is chosen, and which buttons make sense."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ser_workbench.presenters.compare_rows import RunLine
from ser_workbench.presenters.live_conductor import LiveConductor
from ser_workbench.presenters.live_form import LiveForm
from ser_workbench.presenters.live_runs import device_titles, states_of, title_of_run
from ser_workbench.presenters.live_scene import Listens
from ser_workbench.presenters.live_steps import Asked
from ser_workbench.presenters.live_view import DEFAULT_DEVICE, LiveChoices, LiveControls
from ser_workbench.runs.workspace import Workspace

if TYPE_CHECKING:
    from ser_workbench.audio.microphone import MicrophoneFacts

NO_MICROPHONE = "No microphone is connected; connect one and look again, or listen to a file."


@dataclass(slots=True)
class Offer:
    """What there is to choose from, and what is chosen."""

    form: LiveForm = field(default_factory=LiveForm)
    runs: tuple[RunLine, ...] = ()
    """Finished ones, the newest first."""
    listened: str = ""
    """The run that listened last: a newer one does not take its place by itself."""
    file: Path | None = None
    """Listened to in place of a microphone."""
    devices: "Sequence[MicrophoneFacts] | None" = None
    """None: not looked for yet."""
    no_sound: str = ""
    """Why there is no microphone at all."""
    is_looking: bool = False
    """Microphones are being looked for."""

    @property
    def line(self) -> RunLine | None:
        """The run that is chosen, or listened last: the newest where that one is gone."""
        there = {line.id: line for line in self.runs}
        newest = self.runs[0] if self.runs else None
        return there.get(self.form.run) or there.get(self.listened) or newest

    @property
    def state(self) -> str:
        """The one that is chosen, as far as the run has it."""
        states = states_of(self.line)
        return self.form.state if self.form.state in states else states[0]

    @property
    def refusal(self) -> str:
        """Why nothing can be listened to; empty: it can."""
        return "" if self.file is not None else self.no_sound

    def take_devices(self, devices: "Sequence[MicrophoneFacts]", no_sound: str = NO_MICROPHONE) -> None:
        """What was found; no_sound: why nothing was."""
        self.devices, self.is_looking = devices, False
        self.no_sound = "" if devices else no_sound

    def asked_of(self, workspace: Workspace | None) -> Asked | None:
        """What is chosen, as a listening; None without a run."""
        line, form = self.line, self.form
        if workspace is None or line is None:
            return None
        title = f"{line.short_title}, best on {self.state}"
        return Asked(workspace, line.id, self.state, title, form.hear, form.device, form.channel, self.file)


def choices_of(offer: Offer) -> LiveChoices:
    """The lists above the picture."""
    form, line, devices = offer.form, offer.line, offer.devices or ()
    is_own = form.device == DEFAULT_DEVICE
    channels = [facts.channels for facts in devices if (facts.is_default if is_own else facts.name == form.device)]
    return LiveChoices(
        runs=tuple((one.id, title_of_run(one)) for one in offer.runs),
        run=line.id if line is not None else "",
        states=states_of(line),
        state=offer.state,
        devices=device_titles(devices, form.device),
        device=form.device,
        channels=channels[0] if channels else 1,
        channel=form.channel,
        file=offer.file,
        level=form.hear.level,
        window_s=form.hear.window_s,
    )


def controls_of(offer: Offer, conductor: LiveConductor, *, is_frozen: bool) -> LiveControls:
    """The buttons."""
    is_idle = not conductor.is_running
    return LiveControls(
        can_listen=is_idle and offer.line is not None and not offer.refusal,
        can_stop=not is_idle and conductor.scene.state is not Listens.STOPPING,
        can_freeze=conductor.is_listening or is_frozen,
        is_frozen=is_frozen,
        can_record=conductor.is_listening,
        is_recording=conductor.is_recording,
        can_refresh=is_idle and not offer.is_looking,
        refusal=offer.refusal,
    )
