# SPDX-License-Identifier: MIT
"""What the tests of the window share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ser_workbench.gui.desk import Desk
from tests.gui.desk_of_tests import a_desk


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    with a_desk(qapp) as made:
        yield made
