# SPDX-License-Identifier: MIT
"""The combinations of filter sizes that a search may try, and those that geometry forbids."""

import math
import re
from collections.abc import Iterator, Mapping
from itertools import product

from ser_workbench.errors import SettingsError
from ser_workbench.models.catalog import TABLE_2, check_model
from ser_workbench.models.settings import Convolution
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.search.settings import SweepPlan

Sizes = tuple[tuple[str, int], ...]
"""(setting below `model`, value), in the order of Table 2: (("width_1", 4), ("width_2", 2))."""

MOST = 20_000
"""More combinations than these are refused: looking whether each can be built would take minutes."""
PART = re.compile(r"\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?")


def parse_values(text: str, key: str) -> tuple[int, ...]:
    """`4-9`, `4,6,8` or both, as numbers in order, each once.

    Raises SettingsError for anything else.
    """
    found: set[int] = set()
    for part in text.split(","):
        match = PART.fullmatch(part)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise SettingsError(f"sweep.{key} cannot be '{text}'; write a range or a list, as 4-9 or 4,6,8.")
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return tuple(sorted(found))


def ranges_of(plan: SweepPlan, convolution: Convolution) -> dict[str, tuple[int, ...]]:
    """The values of each size that a type of convolution leaves variable; one for a layer that is not there.

    Raises SettingsError for a range that cannot be read.
    """
    ranges = {
        key: parse_values(text, key) if (text := getattr(plan.sweep, key)) else tuple(tuned)
        for key, tuned in TABLE_2[convolution].items()
    }
    has_second = plan.model.layers > 1
    return {key: values if has_second or key.endswith("_1") else values[:1] for key, values in ranges.items()}


def combinations(plan: SweepPlan, convolution: Convolution) -> list[Sizes]:
    """All combinations that can be built, in the order of Table 2; one without sizes for the LDNN.

    Raises SettingsError when none can, or there are too many to look through.
    """
    ranges = ranges_of(plan, convolution)
    count = math.prod(map(len, ranges.values()))
    if count > MOST:
        raise SettingsError(f"These ranges have {count:,} combinations; narrow them to at most {MOST:,}.")
    every = [tuple(zip(ranges, values, strict=True)) for values in product(*ranges.values())]
    found = [sizes for sizes in every if not find_fault(plan, convolution, sizes)]
    if not found:
        raise SettingsError(f"None of the combinations can be built: {find_fault(plan, convolution, every[0])}")
    return found


def find_fault(plan: SweepPlan, convolution: Convolution, sizes: Sizes) -> str:
    """Why such a network cannot be; empty where it can."""
    try:
        settings = vary(plan, convolution, sizes)
        check_model(settings.model, settings.features)
    except SettingsError as error:
        return str(error)
    return ""


def vary(plan: SweepPlan, convolution: Convolution, sizes: Sizes) -> ExperimentSettings:
    """The plan's experiment with these sizes; of another type where the search of ST begins with S and T."""
    changes: dict[str, object] = {f"model.{key}": value for key, value in sizes}
    return plan.experiment.changed(dict(_change_type(plan, convolution)) | changes)


def _change_type(plan: SweepPlan, convolution: Convolution) -> Iterator[tuple[str, object]]:
    model = plan.model
    if convolution == model.convolution:
        return
    if model.name == "custom":
        yield "model.convolution", convolution
        return
    yield "model.name", model.name.replace(f"{model.convolution}-", f"{convolution}-", 1)


def join_sizes(spectral: Sizes, temporal: Sizes) -> Sizes:
    """The ST combination of an S and a T one."""
    both: Mapping[str, int] = dict(spectral) | dict(temporal)
    return tuple((key, both[key]) for key in TABLE_2["st"])


def sizes_text(sizes: Sizes) -> str:
    """`h1=6 w1=4 h2=3 w2=2`."""
    return " ".join(f"{key[0]}{key[-1]}={value}" for key, value in sizes)
