# SPDX-License-Identifier: MIT
"""What the Inspect panel shows of a run, made ready on a job's thread: inspection, points of nine plots, utterances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ser_workbench.inspection.outputs import LABELINGS, MODULES, OutputRow
from ser_workbench.inspection.projection import Projection
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.models.layer_names import list_layers
from ser_workbench.presenters.audible_cells import Confusion
from ser_workbench.presenters.inspect_items import Items, make_items
from ser_workbench.presenters.inspect_options import Options
from ser_workbench.presenters.inspect_points import Cloud, make_cloud
from ser_workbench.presenters.inspect_words import plot_hint, plot_title, snr_text
from ser_workbench.progress import Steps
from ser_workbench.runs.result import PredictionRow
from ser_workbench.runs.settings import ExperimentSettings
from ser_workbench.runs.workspace import Workspace
from ser_workbench.studies.inspect_run import inspect_run
from ser_workbench.studies.inspection import Inspection
from ser_workbench.studies.lapse import Lapse, has_lapse, load_lapse
from ser_workbench.studies.views import Shown, show_view

Place = tuple[int, int]
"""Row and column of a plot."""
NOT_KEPT = "The time-lapse keeps CNN, BLSTM and MLP; choose one of them above."


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Everything that is shown at a time."""

    run: str
    options: Options
    settings: ExperimentSettings
    """Those that the run was trained with."""
    inspection: Inspection
    layers: tuple[str, ...]
    """All that a column may show."""
    items: Items
    clouds: Mapping[Place, Cloud]
    """Plots without points are missing."""
    texts: Mapping[Place, str]
    """Why."""
    lapse: Lapse | None
    """Of a run that kept its epochs."""

    @property
    def epochs(self) -> tuple[int, ...]:
        """Those that the run kept."""
        return tuple(self.lapse.epochs) if self.lapse is not None else ()

    @property
    def subtitle(self) -> str:
        """`FST-CLDNN (log-Mel) · 288 utterances trained on, 96 held out · best on clean`."""
        held_out = len(self.items.rows) - self.items.trained
        words = [self.inspection.title, f"{self.items.trained:,} trained on, {held_out:,} held out"]
        if self.options.epoch is not None:
            words.append(f"after epoch {self.options.epoch}" if self.options.epoch else "before the training")
        else:
            words.append(f"network best on {self.options.state} utterances")
        if self.options.snr_db is not None:
            words.append(f"under noise at {snr_text(self.options.snr_db)}")
        elif self.items.has_noise:
            words.append("clean and noisy set")
        return " · ".join(words)


def read_look(workspace: Workspace, run: str, options: Options, before: Look | None = None) -> Steps[Look]:
    """Look into a run; what was computed once is read from where it is kept.

    before: a look from which what is the same is taken over
    Raises what `inspect_run`, `run_outputs` and `load_lapse` raise.
    """
    settings = workspace.store.find(run).settings
    layers = list_layers(settings.model)
    further = ",".join(dict.fromkeys(layer for layer in options.layers if layer not in MODULES))
    asked = InspectionSettings(state=options.state, layers=further)
    if before is not None and before.run == run and before.inspection.settings == asked:
        inspection, lapse = before.inspection, before.lapse
    else:
        inspection = yield from inspect_run(workspace, run, asked)
        lapse = (yield from load_lapse(workspace, run)) if has_lapse(workspace, run) else None
    shown = yield from _show(workspace, inspection, options, lapse)
    items = make_items(shown.train_rows, shown.held_out_rows)
    clouds, texts = _make_clouds(shown, lapse if options.epoch is not None else None, options.layers)
    return Look(run, options, settings, inspection, layers, items, clouds, texts, lapse)


def layers_of(settings: ExperimentSettings, wanted: Sequence[str]) -> tuple[str, ...]:
    """Those that are wanted, each one that such a network does not have replaced by its last."""
    layers = list_layers(settings.model)
    return tuple(layer if layer in layers else layers[-1] for layer in wanted)


def _show(workspace: Workspace, inspection: Inspection, options: Options, lapse: Lapse | None) -> Steps[Shown]:
    if options.epoch is not None and lapse is not None:
        return Shown(lapse.epochs[options.epoch], lapse.train_rows, lapse.held_out_rows)
    is_clean = options.condition == "clean" and options.snr_db is None
    if options.view == "lda" and is_clean:
        return Shown(inspection.projections, inspection.train_rows, inspection.held_out_rows)
    asked = inspection.settings
    return (
        yield from show_view(
            workspace, inspection.run, options.view, options.layers, asked, options.condition, options.snr_db
        )
    )


def _between(shown: Shown, lapse: Lapse | None) -> Mapping[tuple[str, str], Sequence[Projection]]:
    """Where else the points of a plot may be: without noise, or after other epochs."""
    if lapse is None:
        return {key: [plane] for key, plane in shown.planes.items()}
    return {key: [epoch[key] for epoch in lapse.epochs.values() if key in epoch] for key in shown.projections}


def _make_clouds(
    shown: Shown, lapse: Lapse | None, layers: Sequence[str]
) -> tuple[dict[Place, Cloud], dict[Place, str]]:
    others = _between(shown, lapse)
    clouds: dict[Place, Cloud] = {}
    texts: dict[Place, str] = {}
    for row, labeling in enumerate(LABELINGS):
        labels = _labels(shown.train_rows, labeling), _labels(shown.held_out_rows, labeling)
        for column, layer in enumerate(layers):
            projection = shown.projections.get((labeling, layer))
            if projection is None or not len(projection.train):
                texts[row, column] = _why_not(projection, is_lapse=lapse is not None)
            else:
                words = plot_title(projection), plot_hint(projection)
                clouds[row, column] = make_cloud(projection, labels, *words, others.get((labeling, layer), ()))
    return clouds, texts


def _why_not(projection: Projection | None, *, is_lapse: bool) -> str:
    if projection is not None:
        return projection.note
    return NOT_KEPT if is_lapse else "There is nothing to show."


def _labels(rows: Sequence[OutputRow], labeling: str) -> list[str]:
    return [str(getattr(row, labeling)) for row in rows]


def confusion_of_probe(look: Look, labeling: str, layer: str) -> Confusion:
    """What the SVM on a layer took for what, its cells to be heard."""
    probe = look.inspection.modules[layer].probes[labeling]
    answers = [
        PredictionRow("", one.utterance, one.speaker, one.truth, one.answer, (), one.noise, one.snr_db)
        for one in probe.answers
    ]
    key = f"probe {look.run} {look.options.state} {labeling} {layer}"
    return Confusion.of_answers(key, probe.classes, answers, look.settings.corpus.folder)
