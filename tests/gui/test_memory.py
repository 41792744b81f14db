# SPDX-License-Identifier: MIT
"""What the window remembers survives, and damage costs only the memory."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from ser_workbench.gui.memory import WindowMemory


def test_that_words_numbers_and_places_come_back(tmp_path: Path):
    first = WindowMemory(tmp_path / "window.ini")
    first.keep("theme", "dark")
    first.keep("zoom", 1.2)
    first.keep("place", QByteArray(b"\x01\x02"))
    first.save()
    second = WindowMemory(tmp_path / "window.ini")
    assert second.text("theme") == "dark"
    assert second.number("zoom", 1.0) == 1.2
    assert second.blob("place") == QByteArray(b"\x01\x02")


def test_that_a_folder_that_is_gone_is_forgotten(tmp_path: Path):
    memory = WindowMemory(tmp_path / "window.ini")
    memory.keep("corpus", str(tmp_path / "gone"))
    assert memory.folder("corpus") is None
    memory.keep("corpus", str(tmp_path))
    assert memory.folder("corpus") == tmp_path


@pytest.mark.parametrize("kept", ["{", "[1]", ""])
def test_that_texts_by_name_come_back_and_damaged_ones_are_none(tmp_path: Path, kept: str):
    memory = WindowMemory(tmp_path / "window.ini")
    memory.keep("forms", '{"sweep": "seeds = 3\\n"}')
    assert memory.words("forms") == {"sweep": "seeds = 3\n"}
    memory.keep("forms", kept)
    assert memory.words("forms") == {}


def test_that_a_damaged_file_costs_only_the_memory(tmp_path: Path):
    (tmp_path / "window.ini").write_bytes(b"\x00\xff[[[theme==\n")
    memory = WindowMemory(tmp_path / "window.ini")
    assert memory.text("theme", "system") == "system"
    assert memory.number("zoom", 1.0) == 1.0
    assert memory.blob("place").isEmpty()


def test_that_the_file_lies_in_the_users_own_configuration(tmp_path: Path):
    assert WindowMemory().file.is_relative_to(tmp_path)
    assert WindowMemory().file.name == "window.ini"


def test_that_a_settings_text_of_many_lines_comes_back_as_it_was(tmp_path: Path):
    text = '[model]\nname = "fst-cldnn-log-mel" # Name (ldnn or "other", ρ)\n'
    first = WindowMemory(tmp_path / "window.ini")
    first.keep("settings", text)
    first.save()
    assert WindowMemory(tmp_path / "window.ini").text("settings") == text
