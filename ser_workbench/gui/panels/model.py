# SPDX-License-Identifier: MIT
"""The Model panel: choose a network, shape it, and see what it is made of."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ser_workbench.features.settings import FeatureSettings
from ser_workbench.gui.card import Card, card
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.panels.model_cards import ModelCards
from ser_workbench.gui.panels.model_facts import FactsRow
from ser_workbench.gui.panels.model_sizes import SizesForm
from ser_workbench.gui.panels.panel import Panel
from ser_workbench.gui.plots.layer_drawing import LayerDrawing
from ser_workbench.gui.theme import GAP, Theme
from ser_workbench.models.settings import CUSTOM_KEYS, ModelSettings
from ser_workbench.presenters.model_choices import ModelCard, SizeChoice
from ser_workbench.presenters.model_facts import Fact
from ser_workbench.presenters.model_layers import DrawnLayer

LIST_WIDTH = 250
TYPE_KEYS = ("convolution", "order", "layers")
PART_KEYS = (
    "maps",
    "activation",
    "pooling",
    "pool_size",
    "pool_stride",
    "pool_shrinks",
    "cells",
    "dropout",
    "dense_1",
    "dense_2",
    "dense_3",
    "first_weights",
    "computation",
)
FEATURE_KEYS = ("kind", "bands", "coefficients", "splice_left", "splice_right", "normalisation")


class ModelPanel(Panel):
    """Models at the left; at the right the drawing, the numbers and the settings."""

    title = "Model"
    icon_name = "model"

    shown = Signal()
    model_chosen = Signal(str)
    changed = Signal(dict)
    """{dotted name: value} of the setting that the user changed."""
    paper_sizes_clicked = Signal()
    measure_clicked = Signal()
    train_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.cards = ModelCards()
        self.drawing = LayerDrawing(theme)
        self.facts = FactsRow()
        self.sizes = SizesForm()
        self.type_form = ConfigForm(ModelSettings, theme, "model.", TYPE_KEYS)
        self.part_form = ConfigForm(ModelSettings, theme, "model.", PART_KEYS)
        self.feature_form = ConfigForm(FeatureSettings, theme, "features.", FEATURE_KEYS)
        self._make_header()
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addWidget(self._make_list())
        columns.addWidget(self._make_page(), 1)
        self.body.addLayout(columns, 1)
        self.cards.chosen.connect(self.model_chosen)
        for part in (self.sizes, self.type_form, self.part_form, self.feature_form):
            part.changed.connect(self.changed)

    def show_models(self, cards: Sequence[ModelCard]) -> None:
        """Lay out the models to choose from."""
        self.cards.show_models(cards)

    def show_choice(self, name: str, subtitle: str) -> None:
        """Mark one model as chosen."""
        self.cards.show_choice(name)
        self.set_subtitle(subtitle)

    def show_settings(self, model: ModelSettings, features: FeatureSettings) -> None:
        """Fill the forms."""
        self.type_form.show_values(model)
        self.part_form.show_values(model)
        self.feature_form.show_values(features)

    def show_sizes(self, sizes: Sequence[SizeChoice]) -> None:
        """Offer the filter sizes."""
        self.sizes.show_sizes(sizes)

    def show_refusals(self, refused: Mapping[str, Mapping[str, str]]) -> None:
        """Grey out types of convolution and features that cannot be."""
        self.type_form.set_refusals("convolution", refused.get("model.convolution", {}))
        self.type_form.set_refusals("order", refused.get("model.order", {}))
        self.feature_form.set_refusals("kind", refused.get("features.kind", {}))

    def show_fixed(self, reasons: Mapping[str, str]) -> None:
        """Grey out what only custom networks may change."""
        for form, keys in ((self.type_form, TYPE_KEYS), (self.part_form, PART_KEYS)):
            for key in keys:
                if key in CUSTOM_KEYS:
                    form.set_field_enabled(key, key not in reasons, reasons.get(key, ""))

    def show_layers(self, layers: Sequence[DrawnLayer]) -> None:
        """Draw the network."""
        self.drawing.show_layers(layers)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Parameters, receptive field, memory."""
        self.facts.show_facts(facts)

    def show_measuring(self, *, is_measuring: bool) -> None:
        """Let nothing be measured twice at a time."""
        self.measure_button.setEnabled(not is_measuring)
        self.measure_button.setText("Measuring…" if is_measuring else "Measure")

    def show_setting_error(self, key: str, sentence: str | None) -> None:
        """Say why a value cannot be: below its field, or in the banner where it has none."""
        has_field = False
        for form, keys in ((self.type_form, TYPE_KEYS), (self.part_form, PART_KEYS), (self.feature_form, FEATURE_KEYS)):
            if key.rpartition(".")[2] in keys:
                form.show_error(key, sentence)
                has_field = True
        if sentence and not has_field:
            self.show_error(sentence)
        elif not sentence:
            self.clear_error()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def _make_header(self) -> None:
        train = QPushButton("Train it")
        train.setProperty("kind", "primary")
        train.setToolTip("Go to the Training panel with this network")
        train.clicked.connect(self.train_clicked)
        self.header_buttons.addWidget(train)

    def _make_list(self) -> Card:
        box = card("Models of the paper", theme=self.theme)
        box.body.addWidget(_scrolled(self.cards))
        box.setFixedWidth(LIST_WIDTH)
        return box

    def _make_page(self) -> QScrollArea:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        network = card("Network", theme=self.theme)
        self.measure_button = QPushButton("Measure")
        self.measure_button.setProperty("kind", "link")
        self.measure_button.setToolTip("Time a few steps of this very network on the device of the Training panel")
        self.measure_button.clicked.connect(self.measure_clicked)
        network.header_buttons.addWidget(self.measure_button)
        network.body.addWidget(self.drawing, 1)
        network.body.addSpacing(GAP)
        network.body.addWidget(self.facts)
        rows.addWidget(network, 1)
        rows.addLayout(self._make_forms())
        area = _scrolled(page)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # A narrow window hides no layer.
        return area

    def _make_forms(self) -> QHBoxLayout:
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        filters = card("Filters", theme=self.theme)
        reset = QPushButton("Reset")
        reset.setProperty("kind", "link")
        reset.setToolTip("Bring filters, maps, cells and layers back to their defaults")
        reset.clicked.connect(self.paper_sizes_clicked)
        filters.header_buttons.addWidget(reset)
        filters.body.addWidget(self.type_form)
        filters.body.addWidget(self.sizes)
        filters.body.addStretch(1)
        columns.addWidget(filters, 1)
        others = card(theme=self.theme)
        pages = QTabWidget()
        for title, form, tooltip in (
            ("Parts", self.part_form, "Maps, cells, layers, dropout"),
            ("Features", self.feature_form, "What the network is given"),
        ):
            page = QWidget()
            rows = QVBoxLayout(page)
            rows.setContentsMargins(0, GAP, 0, 0)
            rows.addWidget(form)
            rows.addStretch(1)
            pages.setTabToolTip(pages.addTab(page, title), tooltip)
        others.body.addWidget(pages)
        columns.addWidget(others, 1)
        return columns


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    content.setObjectName("scrolled")
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
