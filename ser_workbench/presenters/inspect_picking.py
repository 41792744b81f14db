# SPDX-License-Identifier: MIT
"""Which utterance is named, marked and heard, which ones a lasso took, and which classes are left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, overload

import numpy as np
from numpy.typing import NDArray

from ser_workbench.audio.samples import Samples
from ser_workbench.inspection.outputs import LABELINGS, OutputRow
from ser_workbench.presenters.inspect_classes import ClassGroup, class_groups
from ser_workbench.presenters.inspect_items import NOBODY, Items, make_items, standing_of
from ser_workbench.presenters.inspect_points import Cloud
from ser_workbench.presenters.inspect_words import UtteranceWords, hover_name, utterance_words
from ser_workbench.presenters.listening import Listening
from ser_workbench.presenters.session import Session, Topic

Hear = Callable[[OutputRow], tuple[Samples, int]]
MOST_EMOTIONS = 4
"""Of a selection that are told in its one line."""


@dataclass(frozen=True, slots=True)
class TakenRow:
    """An utterance in the table of a selection."""

    item: int
    row: OutputRow


class TakenRows(Sequence[TakenRow]):
    """The utterances of a lasso, each made when it is looked at: there may be 75,000."""

    def __init__(self, items: Items, taken: NDArray[np.intp]) -> None:
        self._items = items
        self._taken = taken

    def __len__(self) -> int:
        return len(self._taken)

    @overload
    def __getitem__(self, place: int) -> TakenRow: ...
    @overload
    def __getitem__(self, place: slice) -> "TakenRows": ...
    def __getitem__(self, place: "int | slice") -> "TakenRow | TakenRows":
        if isinstance(place, slice):
            return TakenRows(self._items, self._taken[place])
        item = int(self._taken[place])
        return TakenRow(item, self._items.rows[item])


class PickingView(Protocol):
    """What the panel must show."""

    def show_standing(self, standing: NDArray[np.uint8]) -> None:
        """Fade or hide utterances in all plots; standing: (items,)."""
        ...

    def show_names(self, name_of: Callable[[int], str]) -> None:
        """What stands beside an item under the mouse."""
        ...

    def show_item(self, role: str, item: int) -> None:
        """Ring an item in all plots: role `marked` or `hovered`."""
        ...

    def show_utterance(self, words: UtteranceWords | None, *, can_play: bool) -> None:
        """What is known of the utterance that is pointed at, or else marked."""
        ...

    def show_classes(self, groups: Sequence[ClassGroup]) -> None:
        """The legend, and what is left out."""
        ...

    def show_taken(self, taken: Sequence[TakenRow], text: str) -> None:
        """The utterances of the lasso."""
        ...

    def show_playing(self, *, is_playing: bool) -> None:
        """Whether the marked one is heard."""
        ...


class Picking:
    """What the hand does in the plots; it starts anew only when other utterances are shown."""

    def __init__(self, session: Session, view: PickingView, listening: Listening) -> None:
        self._session = session
        self._view = view
        self._listening = listening
        self.items: Items = make_items((), ())
        self.marked = NOBODY
        self.side = "both"
        self.left_out: dict[str, set[str]] = {labeling: set() for labeling in LABELINGS}
        self.taken: NDArray[np.intp] | None = None
        self._clouds: Sequence[Cloud] = ()
        self._hear: Hear | None = None
        session.listen(Topic.PLAYBACK, self._show_playing)

    def show(self, items: Items, clouds: Sequence[Cloud], hear: Hear) -> NDArray[np.uint8]:
        """Other points are shown; who was marked, taken or left out stays so where he is still there.

        Returns how every utterance stands, (items,).
        """
        before = self.items
        self.items, self._clouds, self._hear = items, clouds, hear
        if [row.utterance for row in before.rows] != [row.utterance for row in items.rows]:
            marked = before.rows[self.marked] if self.marked != NOBODY else None
            self.marked = _place_of(marked, items)
            self.taken = None
            for labeling in LABELINGS:
                self.left_out[labeling] &= set(items.names[labeling])
            self._show_taken()
        self._view.show_names(lambda item: hover_name(self.items.rows[item]))
        self._view.show_classes(class_groups(items, clouds, self.left_out))
        self._show_utterance(self.marked)
        return self.standing()

    def standing(self) -> NDArray[np.uint8]:
        """(items,) how every utterance stands."""
        return standing_of(self.items, self.side, self.left_out, self.taken)

    def hover(self, item: int) -> None:
        """The mouse points at an item, or at nobody."""
        self._show_utterance(item if item != NOBODY else self.marked)

    def mark(self, item: int) -> None:
        """Mark it in all nine."""
        self.marked = item
        self._view.show_item("marked", item)
        self._show_utterance(item)
        self._show_playing()

    def click(self, item: int) -> None:
        """Mark it and hear it."""
        self.mark(item)
        self._listening.stop()
        self.play()

    def play(self) -> None:
        """Hear the marked one; a second call stops it."""
        hear, marked = self._hear, self.marked
        if hear is not None and marked != NOBODY:
            row = self.items.rows[marked]
            self._listening.toggle(_key(row), lambda: hear(row))

    def choose_side(self, side: str) -> None:
        """Show both sides, or one."""
        self.side = side
        self._view.show_standing(self.standing())

    def turn_class(self, labeling: str, name: str) -> None:
        """Leave a class out, or take it in again."""
        self.left_out[labeling] ^= {name}
        self._filter()

    def only_class(self, labeling: str, name: str) -> None:
        """Leave out all other classes of this labeling."""
        self.left_out[labeling] = set(self.items.names[labeling]) - {name}
        self._filter()

    def all_classes(self) -> None:
        """Leave nothing out."""
        self.left_out = {labeling: set() for labeling in LABELINGS}
        self._filter()

    def take(self, items: NDArray[np.intp]) -> None:
        """A lasso went round these; round nobody: nothing is taken."""
        self.taken = np.unique(items) if len(items) else None
        self._show_taken()
        self._view.show_standing(self.standing())

    def take_nothing(self) -> None:
        """Forget the selection."""
        self.take(np.zeros(0, np.intp))

    def _filter(self) -> None:
        self._view.show_classes(class_groups(self.items, self._clouds, self.left_out))
        self._view.show_standing(self.standing())

    def _show_taken(self) -> None:
        if self.taken is None:
            self._view.show_taken((), "")
            return
        self._view.show_taken(TakenRows(self.items, self.taken), selection_text(self.items, self.taken))

    def _show_utterance(self, item: int) -> None:
        words = utterance_words(self.items.rows[item]) if item != NOBODY else None
        self._view.show_utterance(words, can_play=self.marked != NOBODY)

    def _show_playing(self) -> None:
        is_ours = self.marked != NOBODY and self._listening.playing_key == _key(self.items.rows[self.marked])
        self._view.show_playing(is_playing=is_ours)


def selection_text(items: Items, taken: NDArray[np.intp]) -> str:
    """`128 utterances of 12 speakers: anger 71, fear 40, happiness 17`."""
    names = (*items.names["emotion"], "unknown")
    counts = np.bincount(items.numbers["emotion"][taken], minlength=len(names))
    order = [int(number) for number in np.argsort(-counts, kind="stable") if counts[number]]
    told = [f"{names[number]} {counts[number]:,}" for number in order[:MOST_EMOTIONS]]
    if len(order) > MOST_EMOTIONS:
        told.append(f"{len(order) - MOST_EMOTIONS} more")
    speakers = len(np.unique(items.numbers["speaker"][taken]))
    whose = "1 speaker" if speakers == 1 else f"{speakers} speakers"
    return f"{len(taken):,} utterance{'' if len(taken) == 1 else 's'} of {whose}: {', '.join(told)}"


def _key(row: OutputRow) -> str:
    return f"inspect:{row.utterance}:{row.noise}:{row.snr_db}"


def _place_of(row: OutputRow | None, items: Items) -> int:
    """The same utterance among others, under the same noise or clean."""
    if row is None:
        return NOBODY
    near = (number for number, one in enumerate(items.rows) if one.utterance == row.utterance)
    return next(near, NOBODY)
