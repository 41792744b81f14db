# SPDX-License-Identifier: MIT
"""What is drawn of blocks is what would be drawn of the whole sound."""

import numpy as np
import pytest

from ser_workbench.features.kaldi import FeatureExtractor
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.presenters.live_looked import Looked, Sketcher
from ser_workbench.presenters.live_ring import Ring
from tests.corpora import make_tone
from tests.presenters.live_events import block_of


def look_at_blocks(samples: np.ndarray, length: int, first: int = 0, sketcher: Sketcher | None = None) -> list[Looked]:
    sketcher = sketcher or Sketcher()
    places = range(0, len(samples), length)
    return [sketcher.look(block_of(samples[place : place + length], first + place)) for place in places]


@pytest.mark.parametrize("length", [320, 333, 1000])
def test_that_blocks_give_the_columns_of_the_whole_sound(length):
    samples = make_tone(440, seconds=1.0)
    seen = look_at_blocks(samples, length)
    envelope, log_mel = Ring(1, 0.01, 2), Ring(1, 0.01, 40)
    for looked in seen:
        envelope.put(looked.first_place, looked.envelope)
        log_mel.put(looked.first_column, looked.log_mel)
    columns = samples.reshape(100, 160)
    np.testing.assert_array_equal(envelope.rows(0, 100), np.stack([columns.min(1), columns.max(1)], axis=1))
    whole = FeatureExtractor(FeatureSettings()).extract(samples)
    np.testing.assert_allclose(log_mel.rows(0, len(whole)), whole, atol=1e-4)


def test_that_after_a_gap_columns_stand_where_their_sound_was():
    sketcher = Sketcher()
    look_at_blocks(np.zeros(1600, np.float32), 320, 0, sketcher)
    later = look_at_blocks(make_tone(440, seconds=0.1), 400, first=16050, sketcher=sketcher)
    assert (later[0].first_place, later[0].first_column) == (101, 101)  # The first whole column begins at 16160.
    np.testing.assert_allclose(later[0].envelope[0], [s(make_tone(440, 0.1)[110:270]) for s in (np.min, np.max)])
