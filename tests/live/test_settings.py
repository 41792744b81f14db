# SPDX-License-Identifier: MIT
"""What cannot be set."""

import pytest

from ser_workbench.errors import SettingsError
from ser_workbench.live.settings import LiveSettings


def test_that_a_padding_longer_than_the_pause_is_refused():
    with pytest.raises(SettingsError, match=r"padding \(300 ms\) cannot be longer than the pause \(200 ms\)"):
        LiveSettings(padding_ms=300, pause_ms=200)


def test_that_a_running_view_of_ten_seconds_is_refused():
    with pytest.raises(SettingsError, match="1 to 4 s"):
        LiveSettings(window_s=10)
