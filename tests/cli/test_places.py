# SPDX-License-Identifier: MIT
"""Places that a verb must not write to."""

from pathlib import Path

import pytest

from ser_workbench.cli.places import check_place
from ser_workbench.errors import BadInputError


def test_that_a_new_file_in_a_folder_is_a_place(tmp_path: Path):
    check_place(tmp_path / "new.csv", [tmp_path / "speech.wav"])


@pytest.mark.parametrize("name", ["missing/new.csv", ".", "speech.wav", "link.wav"])
def test_that_a_missing_folder_a_folder_and_a_recording_are_refused_by_the_options_name(name: str, tmp_path: Path):
    (tmp_path / "speech.wav").write_bytes(b"speech")
    (tmp_path / "link.wav").symlink_to(tmp_path / "speech.wav")
    with pytest.raises(BadInputError, match="--csv"):
        check_place(tmp_path / name, [tmp_path / "speech.wav"], "--csv")
