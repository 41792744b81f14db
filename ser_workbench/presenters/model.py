# SPDX-License-Identifier: MIT
"""What the Model panel decides: which network, with which filters, and what that network costs. No torch."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from ser_workbench.audio.samples import SAMPLE_RATE_HZ
from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import check_model, refusals
from ser_workbench.models.settings import CUSTOM_KEYS, ModelSettings
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.model_choices import (
    ModelCard,
    SizeChoice,
    choice_refusals,
    model_cards,
    size_choices,
)
from ser_workbench.presenters.model_facts import Fact, facts_of
from ser_workbench.presenters.model_layers import DrawnLayer, draw_layers
from ser_workbench.presenters.model_pace import Pace, epoch_fact, measure_pace
from ser_workbench.presenters.session import Session, Topic
from ser_workbench.progress import Progress, Steps

if TYPE_CHECKING:
    from ser_workbench.training.probe import MeasuredPace

PAPER_EMOTIONS = ("anger", "disgust", "fear", "happiness", "sadness", "surprise")
"""What is drawn while no corpus is open: the six of eNTERFACE'05."""
PAPER_SECONDS = 2.78
"""Mean length of an utterance in the paper (Section 5)."""


class ModelView(Protocol):
    """What the presenter needs of the Model panel."""

    def show_models(self, cards: Sequence[ModelCard]) -> None:
        """Lay out the models to choose from."""
        ...

    def show_choice(self, name: str, subtitle: str) -> None:
        """Mark one model as chosen."""
        ...

    def show_settings(self, model: ModelSettings, features: FeatureSettings) -> None:
        """Fill the forms."""
        ...

    def show_sizes(self, sizes: Sequence[SizeChoice]) -> None:
        """Offer the filter sizes; what cannot be is grey and says why."""
        ...

    def show_refusals(self, refused: Mapping[str, Mapping[str, str]]) -> None:
        """Grey out choices: {key: {choice: reason}}."""
        ...

    def show_fixed(self, reasons: Mapping[str, str]) -> None:
        """Grey out whole settings: {key: reason}; all others can be changed."""
        ...

    def show_layers(self, layers: Sequence[DrawnLayer]) -> None:
        """Draw the network."""
        ...

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Parameters, receptive field, memory."""
        ...

    def show_measuring(self, *, is_measuring: bool) -> None:
        """Whether a network is being measured."""
        ...

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say beside a setting why its value cannot be; None takes that back."""
        ...


class ModelPresenter:
    """Keeps the drawing, the forms and the numbers in step with the settings of the session."""

    def __init__(self, session: Session, view: ModelView, jobs: Jobs) -> None:
        self._session = session
        self._view = view
        self._jobs = jobs
        self._pace: Pace | None = None
        self._measured: tuple[object, MeasuredPace] | None = None
        self._drawn: object = None

    def start(self) -> None:
        """Show what the session holds, and follow it."""
        self._view.show_models(model_cards())
        self._show()
        self._session.listen(Topic.SETTINGS, self._show)
        self._session.listen(Topic.CORPUS, self._show)
        self._session.listen(Topic.PARTITION, self._show_facts)
        self._session.listen(Topic.NOISE, self._show_facts)

    def shown(self) -> None:
        """Somebody looks at the panel: how fast was the last training?"""
        workspace = self._session.workspace
        if workspace is not None:
            self._jobs.start("Measuring the pace", measure_pace(workspace), watch(on_result=self._take_pace))

    def choose(self, name: str) -> None:
        """Take one of the eight, or `custom`, which begins with the sizes and features of the model before it."""
        self.change({"model.name": name})

    def change(self, changes: Mapping[str, Any]) -> None:
        """Take other values, by dotted name; a network that cannot be is refused beside the setting."""
        key = next(iter(changes))
        try:
            settings = self._session.settings.changed(changes)
            check_model(settings.model, settings.features)
        except SettingsError as error:
            self._view.show_settings(self._session.settings.model, self._session.settings.features)
            self._view.show_setting_error(key, str(error))  # After the old values, which take old errors back.
            return
        self._view.show_setting_error(key, None)
        self._session.take_settings(settings)

    def use_paper_sizes(self) -> None:
        """Bring the sizes back to the defaults of the model that is chosen."""
        model = ModelSettings()
        self.change({f"model.{key}": getattr(model, key) for key in type(model).model_fields if key not in _CHOSEN})

    def measure(self) -> None:
        """Time a few steps of this very network on this device."""
        settings, emotions, asked = self._session.settings, len(self._emotions()), self._measurable()
        frames = settings.features.count_frames(round(self._mean_seconds() * SAMPLE_RATE_HZ))

        def steps() -> "Steps[MeasuredPace]":
            from ser_workbench.training.probe import measure_network  # torch is loaded on the job's thread.

            yield Progress("Measuring the network", 0, 0)
            return (yield from measure_network(settings.model, settings.features, emotions, settings.training, frames))

        self._view.show_measuring(is_measuring=True)
        ended = watch(
            on_result=lambda pace: self._take_measured(asked, pace),
            on_error=self._fail_measuring,
            on_cancel=lambda: self._view.show_measuring(is_measuring=False),
        )
        self._jobs.start("Measure the network", steps(), ended)

    def go_to_training(self) -> None:
        """The network is chosen; train it."""
        self._session.go_to("training")

    def _take_measured(self, asked: object, pace: "MeasuredPace") -> None:
        self._view.show_measuring(is_measuring=False)
        self._measured = asked, pace
        self._show_facts()

    def _fail_measuring(self, sentence: str) -> None:
        self._view.show_measuring(is_measuring=False)
        self._session.complain(sentence)

    def _measurable(self) -> object:
        """What a measurement holds for."""
        settings = self._session.settings
        how = settings.training
        return settings.model, settings.features, len(self._emotions()), how.device, how.batch_size, how.precision

    def _take_pace(self, pace: Pace | None) -> None:
        self._pace = pace
        self._show_facts()

    def _show(self) -> None:
        settings, emotions = self._session.settings, self._emotions()
        now = (settings.model, settings.features, emotions)
        if now != self._drawn:  # Settings of other panels change often; the forms are left in peace.
            self._drawn = now
            self._show_network()
        self._show_facts()

    def _show_network(self) -> None:
        model, features = self._session.settings.model, self._session.settings.features
        refused = refusals(model, features)
        self._view.show_choice(model.name, _subtitle(model.name))
        self._view.show_settings(model, features)
        self._view.show_sizes(size_choices(model, refused))
        self._view.show_refusals(choice_refusals(refused))
        self._view.show_fixed({r.key: r.reason for r in refused if r.key in CUSTOM_KEYS and r.value is None})
        try:
            self._view.show_layers(draw_layers(model, features, self._emotions()))
        except SettingsError as error:
            # Settings may come from a file; a network that cannot be is said, and the last one stays drawn.
            self._view.show_setting_error("model.name", str(error))

    def _show_facts(self) -> None:
        settings, corpus = self._session.settings, self._session.corpus
        has_corpus = corpus is not None and bool(corpus.utterances)
        seconds = self._mean_seconds()
        count, batch = len(self._emotions()), settings.training.batch_size
        try:
            facts = facts_of(settings.model, settings.features, count, batch, seconds, has_corpus=has_corpus)
        except SettingsError:
            return  # `_show_network` has said why.
        is_measured = self._measured is not None and self._measured[0] == self._measurable()
        measured = self._measured[1] if self._measured is not None and is_measured else None
        self._view.show_facts((*facts, epoch_fact(self._session, count, self._pace, measured)))

    def _mean_seconds(self) -> float:
        """The mean length of an utterance: the corpus's, or the paper's."""
        corpus = self._session.corpus
        return corpus.seconds / len(corpus.utterances) if corpus is not None and corpus.utterances else PAPER_SECONDS

    def _emotions(self) -> tuple[str, ...]:
        corpus = self._session.corpus
        return corpus.emotions if corpus is not None and corpus.emotions else PAPER_EMOTIONS


_CHOSEN = frozenset({"name", "convolution"})


def _subtitle(name: str) -> str:
    card = next(card for card in model_cards() if card.name == name)
    if name == "custom":
        return "A network of your own"
    return f"Model {card.numeral} of the paper: {card.title} on {card.features}, {card.convolution}"
