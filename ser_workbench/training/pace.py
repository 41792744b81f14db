# SPDX-License-Identifier: MIT
"""How fast an epoch goes and when it will end; pauses do not count."""

VALIDATION_COST = 0.3
"""Hearing a frame costs about so much of learning it, until it has been measured (forward only: a third)."""


class Pace:
    """Counts the work of one epoch in frames, because utterances differ in length."""

    def __init__(self, train_frames: int, validation_frames: int) -> None:
        self._train_frames, self._validation_frames = train_frames, validation_frames
        self._utterances = self._learnt = 0
        self._learning_s = self._validating_s = 0.0
        self._validated_share = 0.0

    def learnt(self, utterances: int, frames: int, seconds: float) -> None:
        """A mini-batch has been learnt."""
        self._utterances += utterances
        self._learnt += frames
        self._learning_s += seconds

    def validated(self, share: float, seconds: float) -> None:
        """The validation has come to this share of its utterances."""
        self._validated_share = share
        self._validating_s += seconds

    @property
    def seconds(self) -> float:
        """The epoch's time so far."""
        return self._learning_s + self._validating_s

    @property
    def utterances_per_s(self) -> float:
        """Utterances learnt a second."""
        return self._utterances / self._learning_s if self._learning_s else 0.0

    @property
    def eta_s(self) -> float:
        """Seconds until the epoch ends, its validation included."""
        a_frame_s = self._learning_s / max(1, self._learnt)
        learning_s = a_frame_s * max(0, self._train_frames - self._learnt)
        if self._validated_share:
            return self._validating_s * (1 / self._validated_share - 1)
        return learning_s + a_frame_s * VALIDATION_COST * self._validation_frames
