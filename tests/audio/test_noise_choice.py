# SPDX-License-Identifier: MIT
"""Classes and files left out by name or pattern; what fits nothing is refused."""

from pathlib import Path

import pytest

from ser_workbench.audio.noise import NoiseCollection, NoiseFile
from ser_workbench.audio.noise_choice import join_names, leave_out, split_names
from ser_workbench.errors import NoAudioError, SettingsError

NAMES = {
    "audio/1-2-A-0.wav": "dog",
    "audio/1-3-A-20.wav": "crying_baby",
    "audio/1-4-A-21.wav": "sneezing",
    "audio/b, c.ogg": "rain",
}
COLLECTION = NoiseCollection(
    Path("esc"), "esc-50", tuple(NoiseFile(name, Path(name), 5.0, of) for name, of in NAMES.items())
)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ("", ["dog", "crying_baby", "sneezing", "rain"]),
        ("crying_baby, sneezing", ["dog", "rain"]),
        ("Crying Baby", ["dog", "sneezing", "rain"]),
        ("*.ogg", ["dog", "crying_baby", "sneezing"]),
        ("audio/1-2-A-0.wav,1-4-A-21.wav", ["crying_baby", "rain"]),
        ("*ing*", ["dog", "rain"]),
        ('"b, c.ogg", dog', ["crying_baby", "sneezing"]),
    ],
)
def test_that_classes_files_and_patterns_are_left_out(names: str, left: list[str]) -> None:
    assert [noise.noise_class for noise in leave_out(COLLECTION, names).noises] == left


def test_that_a_name_that_fits_nothing_is_refused_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match="did you mean 'sneezing'"):
        leave_out(COLLECTION, "dog, sneezin")


def test_that_a_name_far_from_all_is_refused_with_the_classes() -> None:
    with pytest.raises(SettingsError, match="classes are crying_baby, dog, rain, sneezing"):
        leave_out(COLLECTION, "zzzzzz")


def test_that_leaving_everything_out_is_refused() -> None:
    with pytest.raises(NoAudioError, match="leaves no noise"):
        leave_out(COLLECTION, "*")


def test_that_a_list_of_names_survives_being_joined_and_split() -> None:
    names = ["dog", "b, c.ogg", "crying_baby"]
    assert split_names(join_names(names)) == names
