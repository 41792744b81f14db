# SPDX-License-Identifier: MIT
"""What an inspection found out about a run. No torch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ser_workbench.inspection.inertia import Inertia
from ser_workbench.inspection.outputs import LABELINGS, OutputRow
from ser_workbench.inspection.probe import ProbeResult
from ser_workbench.inspection.projection import Projection
from ser_workbench.inspection.settings import InspectionSettings

PLOTTED = ("cnn", "blstm", "mlp")
"""The columns of Figures 3 to 8."""


@dataclass(frozen=True, slots=True)
class ModuleFindings:
    """What one module knows; by labeling."""

    probes: Mapping[str, ProbeResult]
    inertia: Mapping[str, Inertia | None]
    """Of the clean training side; None where the labels do not allow it."""


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """Table 5's row, ρ and the projections of one state of a run's network, on its clean utterances."""

    run: str
    title: str
    """The model, as the paper writes it."""
    settings: InspectionSettings
    modules: Mapping[str, ModuleFindings]
    """The four modules and further layers, in the order of depth."""
    projections: Mapping[tuple[str, str], Projection]
    """By labeling and module; by LDA, fitted to the training side, the test side held out; without their maps."""
    train_rows: tuple[OutputRow, ...]
    held_out_rows: tuple[OutputRow, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know, each once, with what it is about."""
        about: dict[str, list[str]] = {}
        for module, findings in self.modules.items():
            for labeling, probe in findings.probes.items():
                about.setdefault(probe.note, []).append(f"{labeling} of {module}")
            for labeling in LABELINGS:
                about.setdefault(self.projections[labeling, module].note, []).append(f"{labeling} of {module}")
        return tuple(f"{_list(places)}: {note}" for note, places in about.items() if note)

    def to_json(self) -> dict[str, Any]:
        """What the command line prints for machines; UA 0 to 1, null where the labels do not allow the question."""
        return {
            "run": self.run,
            "model": self.title,
            "state": self.settings.state,
            "modules": {name: self._module_json(name) for name in self.modules},
            "notes": list(self.notes),
        }

    def _module_json(self, module: str) -> dict[str, Any]:
        findings, probes = self.modules[module], self.modules[module].probes
        shown = {labeling: self.projections[labeling, module] for labeling in LABELINGS}
        return {
            "probe_ua": {labeling: probe.ua for labeling, probe in probes.items()},
            "rho": {labeling: inertia.rho if inertia else None for labeling, inertia in findings.inertia.items()},
            "probe_interval": {k: list(p.interval) if p.interval else None for k, p in probes.items()},
            "probe_control_ua": {labeling: probe.control_ua for labeling, probe in probes.items()},
            "probe_chance": {labeling: probe.chance for labeling, probe in probes.items()},
            "lda_held_out_ua": {labeling: projection.held_out_score for labeling, projection in shown.items()},
            "lda_control_ua": {labeling: projection.control_score for labeling, projection in shown.items()},
        }


def _list(places: Sequence[str]) -> str:
    first = f"{places[0][0].upper()}{places[0][1:]}"
    return ", ".join([first, *places[1:]])
