# SPDX-License-Identifier: MIT
"""What the Inspect panel says of an utterance, of a plot, and of the probes beneath the plots."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.inspection.outputs import LABELINGS, OutputRow
from ser_workbench.inspection.probe import ProbeResult
from ser_workbench.inspection.projection import Projection
from ser_workbench.studies.drawing import title_of_module
from ser_workbench.studies.inspection import Inspection

SIDE_WORDS = {"train": "trained on", "validation": "validation", "test": "test side, held out"}
UNSEEN = {
    "emotion": "unseen speakers",
    "gender": "unseen speakers",
    "speaker": "unheard utterances of the same speakers",
}


@dataclass(frozen=True, slots=True)
class UtteranceWords:
    """Three lines."""

    name: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class ProbeCell:
    """What a probe says of one module, in percent; no numbers where the labels do not allow the question."""

    ua: str
    rest: str
    """Interval and control."""
    hint: str


@dataclass(frozen=True, slots=True)
class ProbeTable:
    """Table 5's row, and beyond the paper the same for speaker and gender; cells by row and column."""

    columns: tuple[str, ...]
    layers: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[ProbeCell, ...], ...]
    note: str


def utterance_words(row: OutputRow) -> UtteranceWords:
    """Who says it, how, and where it stands."""
    who = " · ".join(filter(None, (row.emotion, f"speaker {row.speaker}", row.gender)))
    noise = f"{snr_text(row.snr_db)} · {row.noise}" if row.snr_db is not None else "clean"
    return UtteranceWords(row.utterance, who, " · ".join(filter(None, (SIDE_WORDS.get(row.side, ""), noise))))


def hover_name(row: OutputRow) -> str:
    """What stands beside the mouse."""
    noise = f" · {snr_text(row.snr_db)}" if row.snr_db is not None else ""
    return f"{row.utterance} · {row.emotion} · {row.speaker}{noise}"


def snr_text(snr_db: float) -> str:
    """`−5 dB`."""
    return f"{snr_db:.3g} dB".replace("-", "−")


def plot_title(projection: Projection) -> str:
    """`ρ 2.670 · held out 58 %`."""
    words = [] if projection.rho is None else [f"ρ {rho_text(projection.rho)}"]
    if projection.held_out_score is not None:
        words.append(f"held out {100 * projection.held_out_score:.0f} %")
        if projection.control_score is not None:
            words.append(f"shuffled {100 * projection.control_score:.0f} %")
    return " · ".join(words)


def rho_text(rho: float) -> str:
    """`2.670`, `46.42`."""
    return f"{rho:.3f}" if rho < 10 else f"{rho:.2f}"


def plot_hint(projection: Projection) -> str:
    """What the title means, in whole sentences."""
    words = [f"{projection.labeling.capitalize()} in {title_of_module(projection.module)}"]
    if projection.rho is not None:
        words.append(f"ρ = {projection.rho:.3f}: the smaller, the better the classes are separated.")
    if projection.held_out_score is not None:
        chance = f" (chance {100 * projection.chance:.0f} %)" if projection.chance is not None else ""
        where = UNSEEN[projection.labeling]
        words.append(f"Of it {100 * projection.held_out_score:.1f} % UA survives on {where}{chance}.")
    if projection.control_score is not None:
        words.append(f"After learning from shuffled labels: {100 * projection.control_score:.1f} %.")
    return "\n".join([*words, *filter(None, [projection.note])])


def probe_table(inspection: Inspection) -> ProbeTable:
    """All probes of an inspection."""
    layers = tuple(inspection.modules)
    cells = tuple(
        tuple(_cell(inspection.modules[layer].probes[labeling]) for layer in layers) for labeling in LABELINGS
    )
    notes = dict.fromkeys(
        probe.note for layer in layers for probe in inspection.modules[layer].probes.values() if probe.note
    )
    return ProbeTable(
        tuple(title_of_module(layer) for layer in layers),
        layers,
        tuple(name.capitalize() for name in LABELINGS),
        cells,
        " ".join(notes),
    )


def _cell(probe: ProbeResult) -> ProbeCell:
    if probe.ua is None:
        return ProbeCell("–", "", probe.note)
    interval = f"{100 * probe.interval[0]:.0f}–{100 * probe.interval[1]:.0f}" if probe.interval else ""
    control = f"shuffled {100 * probe.control_ua:.0f}" if probe.control_ua is not None else ""
    return ProbeCell(f"{100 * probe.ua:.2f}", " · ".join(filter(None, (interval, control))), _probe_hint(probe))


def _probe_hint(probe: ProbeResult) -> str:
    words: list[str] = [f"An SVM on this module tells {probe.labeling} with {100 * (probe.ua or 0):.2f} % UA."]
    if probe.interval:
        words.append(f"95 % interval over speakers: {100 * probe.interval[0]:.1f} to {100 * probe.interval[1]:.1f} %.")
    if probe.control_ua is not None:
        words.append(f"After learning from shuffled labels: {100 * probe.control_ua:.1f} %.")
    if probe.chance is not None:
        words.append(f"Chance: {100 * probe.chance:.1f} %.")
    counts: Sequence[str] = [f"{count} {side}" for side, count in probe.items.items()]
    words.append(f"Utterances: {', '.join(counts)}.")
    return "\n".join([*words, *filter(None, [probe.note]), "Click to see its confusions and hear them."])
