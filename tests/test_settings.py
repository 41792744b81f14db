# SPDX-License-Identifier: MIT
"""Settings: declared once; impossible values raise when the settings are made."""

from pathlib import Path
from typing import Literal

import pytest
from pydantic import ValidationError

from ser_workbench.errors import SettingsError
from ser_workbench.settings import Settings, fields_of, load_settings, setting


class Noise(Settings):
    """Which noise."""

    low_db: float = setting(-10.0, "Lowest SNR", unit="dB", low=-20, high=40)
    order: Literal["random", "sorted"] = setting("random", "Order")


class Experiment(Settings):
    """All."""

    seed: int = setting(0, "Seed", low=0)
    name: str = setting("", "Name")
    is_quick: bool = setting(False, "Quick")
    noise: Noise = Noise()


def test_that_every_field_is_described_in_the_order_of_declaration():
    fields = fields_of(Experiment)
    assert [field.key for field in fields] == ["seed", "name", "is_quick", "noise.low_db", "noise.order"]
    assert [field.kind for field in fields] == ["int", "text", "bool", "float", "choice"]
    assert fields[3].range_text == "-20 to 40 dB"
    assert fields[4].choices == ("random", "sorted")
    assert fields[0].range_text == "at least 0"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"noise.low_db": 99}, "'Lowest SNR' (low_db) cannot be 99; it may be -20 to 40 dB."),
        ({"noise.low_db": float("nan")}, "'Lowest SNR' (low_db) cannot be nan; it may be -20 to 40 dB."),
        ({"noise.order": "backwards"}, "'Order' (order) cannot be 'backwards'; it may be random or sorted."),
        ({"noise.lo_db": 1}, "There is no setting 'noise.lo_db'; did you mean 'noise.low_db'?"),
        ({"seed": "many"}, "'Seed' (seed) cannot be 'many'; it may be at least 0."),
    ],
)
def test_that_an_impossible_value_is_told_in_one_sentence(changes: dict[str, object], sentence: str):
    with pytest.raises(SettingsError) as caught:
        Experiment().changed(changes)
    assert str(caught.value) == sentence


def test_that_changed_reads_text_as_flags_give_it():
    changed = Experiment().changed({"noise.low_db": "-5", "is_quick": "true", "seed": "7"})
    assert changed == Experiment(noise=Noise(low_db=-5.0), is_quick=True, seed=7)


def test_that_settings_come_back_from_their_toml_file(tmp_path: Path):
    made = Experiment(seed=3, name='a "name" = #1\n', noise=Noise(low_db=2.5, order="sorted"))
    file = tmp_path / "config.toml"
    file.write_text(made.to_toml(), encoding="utf-8")
    assert load_settings(Experiment, file) == made
    assert "# Lowest SNR (-20 to 40 dB)" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["seed = [", "seed = 1\nseed = 2", "colour = 1", "noise = 3", "\x00"])
def test_that_a_bad_toml_file_is_told_in_one_sentence_that_names_it(tmp_path: Path, text: str):
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(Experiment, file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_that_settings_cannot_be_changed_in_place():
    with pytest.raises(ValidationError, match="frozen"):
        Experiment().seed = 3  # type: ignore[misc]


def test_that_a_toml_file_of_windows_notepad_is_read(tmp_path: Path):
    file = tmp_path / "config.toml"
    file.write_text("seed = 3", encoding="utf-8-sig")
    assert load_settings(Experiment, file).seed == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("noise = 3", "3 cannot be a group of settings; put the group's [name] on a line, below it low_db, order."),
        ("[[noise]]\nlow_db = 3", "cannot be a group of settings"),
        ("a = " + "[" * 5000, "is not valid TOML"),
    ],
)
def test_that_a_toml_file_of_another_shape_is_told_in_our_words(tmp_path: Path, text: str, sentence: str):
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(Experiment, file)
    assert sentence in str(caught.value)
