# SPDX-License-Identifier: MIT
"""What the Live panel says of a scene in large words: the emotion, “unsure” with what it may be, or that it listens."""

from collections.abc import Sequence
from dataclasses import dataclass

from ser_workbench.live.judgement import Judgement
from ser_workbench.presenters.live_scene import Listens, LiveScene, LiveUtterance

HOLD_S = 6.0
"""So long after its end the last utterance is what is shown; then it is silent, and says so."""


@dataclass(frozen=True, slots=True)
class Said:
    """A caption, a large word, a line beneath, and what the bars show."""

    caption: str
    word: str
    emotions: tuple[str, ...] = ()
    """Those named: one where it is sure, more where it is unsure, none where nothing is claimed."""
    detail: str = ""
    judgement: Judgement | None = None
    is_trouble: bool = False
    """Something is wrong, and `detail` says what."""


@dataclass(frozen=True, slots=True)
class Span:
    """An utterance on the time line."""

    number: int
    """0 while it lasts."""
    start_s: float
    end_s: float
    emotions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the work behind the picture."""

    title: str
    text: str
    tooltip: str
    is_trouble: bool = False


def said_of(scene: LiveScene, refusal: str = "") -> Said:
    """What stands in the sign; refusal: why nothing can be listened to."""
    if scene.state == Listens.LOST:
        return Said("The sound broke off", "waiting", detail=scene.sentence, is_trouble=True)
    if scene.state == Listens.PREPARING:
        return Said("One moment", "getting ready", detail=scene.sentence)
    if scene.is_speaking:
        return _said_while_speaking(scene)
    last = scene.last_utterance
    if last is not None and (scene.state != Listens.LISTENING or scene.now_s - last.ended.end_s < HOLD_S):
        return _said(_caption_of(last), last.ended.judgement)
    if scene.state == Listens.LISTENING:
        before = f"The last utterance: {_in_short(last.ended.judgement)}" if last is not None else "Say something."
        return Said("Nobody speaks", "listening", detail=before)
    if refusal:
        return Said("", "no microphone", detail="A file can be listened to all the same.", is_trouble=True)
    return Said("", "ready", detail=scene.sentence or "Press Listen, and speak.")


def spans_of(scene: LiveScene) -> list[Span]:
    """The utterances of the last minute, and the one that goes on."""
    over = [Span(one.number, one.ended.start_s, one.ended.end_s, _named(one)) for one in scene.utterances]
    if not scene.is_speaking:
        return over
    named = scene.utterance.label_set if scene.utterance is not None else ()
    return [*over, Span(0, scene.speaking_since_s, scene.now_s, named)]


def figures_of(scene: LiveScene) -> tuple[Figure, ...]:
    """Latency, computing, lost sound; always these three."""
    median, longest = scene.median_latency_ms, scene.longest_latency_ms
    beside = f" (median {median:.0f}, longest {longest:.0f} ms)" if median is not None and longest is not None else ""
    latency = f"{scene.latency_ms:.0f} ms" if scene.latency_ms is not None else "–"
    computing = f"{scene.compute_ms:.1f} ms" if scene.compute_ms else "–"
    return (
        Figure("Latency", latency, f"From a sound in the air to its label on the screen{beside}"),
        Figure("Computing", computing, f"What the network took for it, every {1000 * scene.step_s:.0f} ms"),
        Figure("Overruns", str(scene.overruns), "How often sound was lost for want of time", scene.overruns > 0),
    )


def named_words(emotions: Sequence[str]) -> str:
    """`anger`; `anger or fear`; `anger, fear or sadness`."""
    *others, last = emotions
    return f"{', '.join(others)} or {last}" if others else last


def _said_while_speaking(scene: LiveScene) -> Said:
    caption = f"Speaking · {_seconds(scene.now_s - scene.speaking_since_s)}"
    if scene.utterance is not None:
        return _said(caption, scene.utterance)
    view = scene.running_view
    return Said(caption, "…", judgement=view.judgement if view is not None and view.has_speech else None)


def _caption_of(utterance: LiveUtterance) -> str:
    """`Utterance 3 · 2.1 s · ⚠ one doubt`: that there are doubts must be seen from afar, too."""
    ended = utterance.ended
    count = len(ended.doubts)
    doubts = f" · ⚠ {'one doubt' if count == 1 else f'{count} doubts'}" if count else ""
    return f"Utterance {ended.number} · {_seconds(ended.end_s - ended.start_s)}{doubts}"


def _said(caption: str, judgement: Judgement) -> Said:
    level = f"{100 * judgement.level:g} %"
    if judgement.is_unsure:
        many = "these two" if len(judgement.label_set) == 2 else "these"
        return Said(caption, "unsure", judgement.label_set, f"One of {many}, at level {level}", judgement)
    share = 100 * judgement.probabilities[judgement.emotion]
    detail = f"{share:.0f} % likely, the only one left at level {level}"
    return Said(caption, judgement.emotion, judgement.label_set, detail, judgement)


def _named(utterance: LiveUtterance) -> tuple[str, ...]:
    return utterance.ended.judgement.label_set


def _in_short(judgement: Judgement) -> str:
    words = named_words(judgement.label_set)
    return f"unsure, {words}" if judgement.is_unsure else words


def _seconds(seconds: float) -> str:
    return f"{max(0.0, seconds):.1f} s"
