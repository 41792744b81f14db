# SPDX-License-Identifier: MIT
"""The emotions of recordings: short ones as a whole, long ones utterance by utterance.

A long recording is listened to as `live --file` does, as fast as it goes: the same voice activity, the same network,
the same segments. It is decoded as it is heard, so that hours of it need no more memory than seconds.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from ser_workbench.audio.decode import look_at
from ser_workbench.audio.file_source import FileSource
from ser_workbench.errors import AudioError, CorpusError
from ser_workbench.live.ear import Ear
from ser_workbench.live.events import BlockHeard, UtteranceEnded
from ser_workbench.live.listen import listen
from ser_workbench.live.settings import LiveSettings
from ser_workbench.progress import Note, Progress, Steps
from ser_workbench.runs.evaluate import predict_files
from ser_workbench.runs.evaluation import FilePrediction
from ser_workbench.runs.workspace import Workspace
from ser_workbench.settings import setting
from ser_workbench.studies.ear_material import gather
from ser_workbench.studies.ear_scale import scale_of
from ser_workbench.studies.prepare_ear import prepare_ear
from ser_workbench.studies.segment_files import FileSegments, Segment
from ser_workbench.training.memory import Housekeeping


class SegmentSettings(LiveSettings):
    """How a recording is divided into utterances, and from which length on."""

    longest_whole_s: float = setting(
        30.0, "Judged as a whole up to", unit="s", low=1, high=3600, help="Longer recordings are heard in segments."
    )


def predict_recordings(
    workspace: Workspace,
    run: str,
    files: Sequence[Path],
    condition: str,
    settings: SegmentSettings,
    are_segments_wanted: bool = False,
) -> Steps[list[FilePrediction | FileSegments]]:
    """What the network of a run says of each recording, in the order given.

    condition: clean or noisy, which selected state speaks; are_segments_wanted: of short recordings too
    Raises AudioError for the first file that cannot be heard, RunError for a run that has no network yet.
    """
    lengths_s = [look_at(file).seconds for file in files]  # What cannot be heard is told before the first long one.
    is_long = [are_segments_wanted or length_s > settings.longest_whole_s for length_s in lengths_s]
    short = [file for file, long in zip(files, is_long, strict=True) if not long]
    whole = iter((yield from _judge_whole(workspace, run, short, condition)) if short else ())
    if not any(is_long):
        return list(whole)
    ear = yield from prepare_ear(workspace, run, condition, settings.window_s)
    said: list[FilePrediction | FileSegments] = []
    for file, long in zip(files, is_long, strict=True):
        said.append((yield from hear_segments(ear, file, settings)) if long else next(whole))
    return said


def _judge_whole(workspace: Workspace, run: str, files: Sequence[Path], condition: str) -> Steps[list[FilePrediction]]:
    """As `predict_files`; a speaker who is new to a run that normalises per speaker is heard as one of its training."""
    row = workspace.store.find(run)
    scaling = None
    if row.settings.features.normalisation == "speaker":
        try:
            scaling = yield from scale_of(workspace, row, gather(workspace, row, condition))
        except (AudioError, CorpusError) as error:
            yield Note(f"Each recording is a speaker of its own, which makes mistakes likely: {error}", is_warning=True)
    return (yield from predict_files(workspace, run, files, condition, scaling))


def hear_segments(ear: Ear, file: Path, settings: LiveSettings) -> Steps[FileSegments]:
    """The utterances of a recording of any length; raises AudioError where it cannot be heard."""
    whole_s = round(look_at(file).seconds)
    segments: list[Segment] = []
    seconds = 0.0
    housekeeping = Housekeeping()  # Hardly two utterances are of one length.
    with (
        closing(FileSource(file, is_paced=False)) as source,
        closing(listen(source, ear, settings, is_viewing=False)) as events,
    ):
        for event in events:
            if isinstance(event, UtteranceEnded):
                segments.append(Segment.of(event))
                housekeeping.after_batch()
            elif isinstance(event, BlockHeard):
                if int(event.block.end_s) > int(seconds):
                    yield Progress(f"Hearing {file.name}", int(event.block.end_s), whole_s, "s")
                seconds = event.block.end_s
    if not segments:
        yield Note(f"Nobody is heard to speak in {file}; it has no emotion.", is_warning=True)
    return FileSegments(str(file), seconds, tuple(segments))
