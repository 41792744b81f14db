# SPDX-License-Identifier: MIT
"""What the Live panel was set to: who listens, through what, how, and whose voice is kept."""

import logging
import tomllib
from typing import Literal

from ser_workbench.errors import SettingsError
from ser_workbench.live.settings import LiveSettings
from ser_workbench.presenters.live_view import DEFAULT_DEVICE, MEAN_OF_CHANNELS, Owner
from ser_workbench.settings import Settings, setting

FORM = "live"
"""Its name among the forms that the session keeps."""
log = logging.getLogger(__name__)


class LiveForm(Settings):
    """Everything that is chosen in the panel but the file, which is chosen anew each time."""

    run: str = setting("", "Run", help="Its id; empty: the newest finished one.")
    state: Literal["clean", "noisy"] = setting("clean", "Network", help="Under which condition it was the best.")
    device: str = setting(DEFAULT_DEVICE, "Microphone", help="Empty: the computer's own choice.")
    channel: int = setting(MEAN_OF_CHANNELS, "Channel", low=0, high=256, help="0: the mean of all.")
    hear: LiveSettings = LiveSettings()
    folder: str = setting("", "Keep in", help="The folder of the corpus of one's own.")
    speaker: str = setting("", "Speaker", help="Who speaks.")
    gender: str = setting("unknown", "Gender", help="female, male or unknown.")

    @property
    def owner(self) -> Owner:
        """Where utterances are kept, and whose they are."""
        return Owner(self.folder, self.speaker, self.gender)


def read_form(toml: str, otherwise: LiveForm) -> LiveForm:
    """What the form held when the window was closed; `otherwise` where that is of another version."""
    try:
        return LiveForm.model_validate(tomllib.loads(toml)) if toml else otherwise
    except (tomllib.TOMLDecodeError, SettingsError) as error:
        log.info("the choices of the Live panel are passed over: %s", error)
        return otherwise
