# SPDX-License-Identifier: MIT
"""What the menu Help shows."""

from ser_workbench.gui.view_actions import readme_file


def test_that_the_readme_is_the_one_beside_the_program():
    file = readme_file()
    assert file is not None
    assert file.read_text(encoding="utf-8").startswith("# SER Workbench")
