# SPDX-License-Identifier: MIT
"""Which computing devices this machine has, and why the others cannot be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from ser_workbench.errors import DeviceError
from ser_workbench.progress import Progress, Steps


@dataclass(frozen=True, slots=True)
class Devices:
    """What may be chosen: {choice: reason} of those that may not, and what `auto` comes to, in words."""

    refused: Mapping[str, str]
    auto_text: str


def look_for_devices() -> Steps[Devices]:
    """Ask torch; it is imported here, on the job's thread, because that takes seconds."""
    yield Progress("Looking for devices", 0, 0)
    from ser_workbench.training.devices import choose_device, title_of_device

    refused: dict[str, str] = {}
    for name in ("cuda", "mps"):
        try:
            choose_device(name)
        except DeviceError as error:
            refused[name] = str(error)
    return Devices(refused, f"auto is {title_of_device(choose_device('auto'))} here")
