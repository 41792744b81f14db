# SPDX-License-Identifier: MIT
"""What is heard, in words for a person and as lines of JSON for a program."""

import math
from typing import Any

from ser_workbench.live.events import Interrupted, Resumed, RunningView, UtteranceEnded
from ser_workbench.live.judgement import Judgement
from ser_workbench.live.neighbours import Neighbour
from ser_workbench.progress import Event

METER_CELLS = 12
QUIETEST_DB = -60.0


def json_of(event: Event, latency_ms: float) -> dict[str, Any] | None:
    """The line of an event; None for those that come too often for a program to be told."""
    match event:
        case RunningView():
            said = {**event.judgement.to_json(), "has_speech": event.has_speech}
            times = {"compute_ms": round(event.compute_ms, 2), "latency_ms": round(latency_ms, 1)}
            return {"event": "running", **_span(event), **said, **times}
        case UtteranceEnded():
            said = {**event.judgement.to_json(), "doubts": list(event.doubts), "is_cut": event.is_cut}
            near = [_neighbour(neighbour) for neighbour in event.neighbours]
            return {"event": "utterance", "number": event.number, **_span(event), **said, "neighbours": near}
        case Interrupted():
            return {"event": "interrupted", "sentence": event.sentence}
        case Resumed():
            return {"event": "resumed", "device": event.device, "missing_s": round(event.missing_s, 3)}
        case _:
            return None


def utterance_words(ended: UtteranceEnded) -> list[str]:
    """The line of an utterance, and one for each doubt."""
    near = ended.neighbours[0] if ended.neighbours else None
    like = f"  like {near.utterance} ({near.emotion}, speaker {near.speaker})" if near else ""
    cut = " (cut)" if ended.is_cut else ""
    head = f"{span_words(ended.start_s, ended.end_s)}{cut}  {judgement_words(ended.judgement)}{like}"
    return [head, *(f"    {doubt}" for doubt in ended.doubts)]


def span_words(start_s: float, end_s: float) -> str:
    """`1:01.3 – 1:03.0`."""
    return f"{clock(start_s)} – {clock(end_s)}"


def judgement_words(judgement: Judgement) -> str:
    """`anger 83 %`, or `unsure: anger 48 % or fear 40 %`."""
    shares = [f"{emotion} {100 * judgement.probabilities[emotion]:.0f} %" for emotion in judgement.label_set]
    return f"unsure: {' or '.join(shares)}" if judgement.is_unsure else shares[0]


def now_words(view: RunningView) -> str:
    """What the last seconds sound like, in a few words; none where nobody speaks, since it would be about noise."""
    if not view.has_speech:
        return ""
    emotion, judgement = view.judgement.emotion, view.judgement
    share = f"{emotion} {100 * judgement.probabilities[emotion]:.0f} %"
    return f"unsure, perhaps {share}" if judgement.is_unsure else share


def clock(seconds: float) -> str:
    """`1:02:03.4`, or `2:03.4` below an hour."""
    tenths = round(10 * seconds)
    minutes, tenths = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    start = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{start}:{tenths // 10:02}.{tenths % 10}"


def meter(peak: float) -> str:
    """A bar from -60 dB to full scale, with the level behind it."""
    level_db = 20 * math.log10(max(peak, 1e-6))
    filled = round(METER_CELLS * min(1.0, max(0.0, 1 - level_db / QUIETEST_DB)))
    return f"{'█' * filled}{'·' * (METER_CELLS - filled)} {max(round(level_db), -99):3} dB"


def _span(event: RunningView | UtteranceEnded) -> dict[str, float]:
    return {"start_s": round(event.start_s, 3), "end_s": round(event.end_s, 3)}


def _neighbour(neighbour: Neighbour) -> dict[str, Any]:
    return {
        "utterance": neighbour.utterance,
        "file": str(neighbour.file),
        "emotion": neighbour.emotion,
        "speaker": neighbour.speaker,
        "distance": round(neighbour.distance, 4),
    }
