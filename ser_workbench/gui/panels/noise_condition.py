# SPDX-License-Identifier: MIT
"""The condition of noise: a form of its settings, the rarer ones folded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.gui.card import Card
from ser_workbench.gui.config_form import ConfigForm
from ser_workbench.gui.panels.column_area import ColumnArea
from ser_workbench.gui.theme import Theme
from ser_workbench.presenters.noise import PREFIX

FORM_KEYS = (
    "mode",
    "noises",
    "snrs",
    "snr_low_db",
    "snr_high_db",
    "seed",
    "snr_over",
    "snr_distribution",
    "snr_list_db",
)


class ConditionCard(Card):
    """A form grown from NoiseSettings; it scrolls where the window is low."""

    changed = Signal(dict)
    """{"noise.seed": 3}"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Noisy condition", parent)
        self.form = ConfigForm(NoiseSettings, theme, PREFIX, FORM_KEYS)
        self.form.changed.connect(self.changed)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.form)
        rows.addStretch(1)
        area = ColumnArea(inside, narrowest=0)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body.addWidget(area)

    def show_noise_settings(self, settings: NoiseSettings) -> None:
        """Show these values without telling anybody."""
        self.form.show_values(settings)
        is_listed = settings.snr_distribution == "list"
        for key in ("snr_low_db", "snr_high_db"):
            self.form.set_field_enabled(key, not is_listed, "The ratios are drawn from the list")

    def show_noise_setting_error(self, key: str, sentence: str | None) -> None:
        """What is wrong with one field."""
        self.form.show_error(key, sentence)
