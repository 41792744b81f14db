# SPDX-License-Identifier: MIT
"""Listening to a source until it is over or nobody wants to know any more."""

from ser_workbench.audio.source import Block, Ended, Lost, Source
from ser_workbench.live.ear import Ear
from ser_workbench.live.events import BlockHeard, Interrupted, NothingHeard, Resumed
from ser_workbench.live.listener import Listener
from ser_workbench.live.settings import LiveSettings
from ser_workbench.models.threads import one_thread
from ser_workbench.progress import Steps

PATIENCE_S = 0.1
"""How long it may take until somebody who wants to stop is heard."""


def listen(source: Source, ear: Ear, settings: LiveSettings, is_viewing: bool = True) -> Steps[None]:
    """Hear a source to its end, and close it.

    Yields BlockHeard and what the block changes; NothingHeard where nothing came for a while. torch has one thread
    meanwhile, on the thread that asks for the events.
    Raises SettingsError where an utterance could be shorter than a frame; AudioError where a file breaks off.
    """
    try:
        listener = Listener(ear, settings, is_viewing)
        with one_thread():
            while not isinstance(heard := source.read(PATIENCE_S), Ended):
                if heard is None:
                    yield NothingHeard()
                elif isinstance(heard, Block):
                    yield BlockHeard(heard)
                    yield from listener.hear(heard)
                elif isinstance(heard, Lost):
                    yield from listener.finish()
                    yield Interrupted(heard.sentence)
                else:
                    yield Resumed(heard.device, heard.missing_s)
            yield from listener.finish()
    finally:
        source.close()
