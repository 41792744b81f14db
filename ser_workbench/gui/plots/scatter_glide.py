# SPDX-License-Identifier: MIT
"""Points on their way from where they were to where they are, so that the eye can follow each as noise comes in."""

from dataclasses import replace

import numpy as np

from ser_workbench.gui.plots.scatter_cloud import sort_markers
from ser_workbench.gui.plots.scatter_scene import Scene
from ser_workbench.gui.plots.scatter_window import Window

FRAME_MS, FRAMES = 40, 7
MOST_GLIDING = 4000
"""More points are put there at once: nine plots of them would take longer than a frame."""


class Glide:
    """One move of one plot; over when its frames are."""

    def __init__(self) -> None:
        self._before: Scene | None = None
        self._frame = FRAMES

    @property
    def is_going(self) -> bool:
        """Whether points are on their way."""
        return self._before is not None

    def begin(self, before: Scene | None, after: Scene | None) -> bool:
        """Start where both show the same utterances on the same axes; else they are where they are."""
        self._before, self._frame = None, 0
        if before is not None and after is not None and _can_glide(before, after):
            self._before = before
        return self.is_going

    def step(self, after: Scene) -> Scene:
        """What the next frame shows."""
        before = self._before
        if before is None:
            return after
        self._frame += 1
        if self._frame >= FRAMES:
            self._before = None
            return after
        share = self._frame / FRAMES
        share = share * share * (3 - 2 * share)  # Softly from rest to rest.
        cloud, old = after.cloud, before.cloud
        xs, ys = (a + np.float32(share) * (b - a) for a, b in ((old.xs, cloud.xs), (old.ys, cloud.ys)))
        markers = sort_markers(xs[after.order], ys[after.order], after.keys, after.shapes[after.order])
        return replace(after, markers=markers, window=_between(before.window, after.window, share))


def _can_glide(before: Scene, after: Scene) -> bool:
    old, new = before.cloud, after.cloud
    is_same_plot = (old.labeling, old.module, old.view) == (new.labeling, new.module, new.view)
    return is_same_plot and len(new.items) <= MOST_GLIDING and np.array_equal(old.items, new.items)


def _between(one: Window, other: Window, share: float) -> Window:
    pairs = ((getattr(one, name), getattr(other, name)) for name in ("left", "bottom", "width", "height"))
    return Window(*(a + share * (b - a) for a, b in pairs))
