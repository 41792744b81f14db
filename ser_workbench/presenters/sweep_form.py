# SPDX-License-Identifier: MIT
"""What the form of a search asks: which of its settings the chosen network and method use, and why not the others."""

import logging
import tomllib

from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import SIZE_KEYS, TABLE_2, refusals
from ser_workbench.models.settings import ModelSettings
from ser_workbench.search.settings import SweepSettings

TRIES_EVERY_ONE = "The method all tries every combination."
JOINS_NOTHING = "Only the search of ST-Conv by the method all joins the best of S and T."
FORM = "sweep"
"""Its name among the forms that the session keeps."""
log = logging.getLogger(__name__)


def read_form(toml: str, otherwise: SweepSettings) -> SweepSettings:
    """What the form held when the window was closed; `otherwise` where that is of another version."""
    try:
        return SweepSettings.model_validate(tomllib.loads(toml)) if toml else otherwise
    except (tomllib.TOMLDecodeError, SettingsError) as error:
        log.info("the form of the last search is passed over: %s", error)
        return otherwise


def unused_sizes(model: ModelSettings, features: FeatureSettings) -> dict[str, str]:
    """The sizes that this network does not have, each with the reason."""
    reasons = {found.key: found.reason for found in refusals(model, features) if found.value is None}
    return {key: f"{reasons[key][:1].upper()}{reasons[key][1:]}." for key in SIZE_KEYS if key in reasons}


def unused_choices(sweep: SweepSettings, model: ModelSettings) -> dict[str, str]:
    """The settings that this method does not use, each with the reason."""
    found = {} if sweep.method != "all" else dict.fromkeys(("trials", "seed"), TRIES_EVERY_ONE)
    if sweep.method != "all" or model.convolution != "st":
        found["top"] = JOINS_NOTHING
    return found


def placeholders(model: ModelSettings) -> dict[str, str]:
    """What an empty range means: `4–9`, Table 2's range; a dash for a size that the network does not have."""
    tuned = TABLE_2[model.convolution]
    return {key: f"{tuned[key].start}–{tuned[key].stop - 1}" if key in tuned else "–" for key in SIZE_KEYS}
