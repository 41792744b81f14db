# SPDX-License-Identifier: MIT
"""Listening to a source until it is over or nobody wants to know any more."""

from ser_workbench.audio.source import Back, Block, Ended, Lost, Source
from ser_workbench.live.ear import Ear
from ser_workbench.live.events import BlockHeard, Interrupted, NothingHeard, Resumed
from ser_workbench.live.listener import Listener
from ser_workbench.live.settings import LiveSettings
from ser_workbench.progress import Steps

PATIENCE_S = 0.1
"""How long it may take until somebody who wants to stop is heard."""


def listen(source: Source, ear: Ear, settings: LiveSettings, is_viewing: bool = True) -> Steps[None]:
    """Hear a source to its end, and close it.

    Yields BlockHeard and what the block changes; NothingHeard where nothing came for a while.
    Raises SettingsError where an utterance could be shorter than a frame; AudioError where a file breaks off.
    """
    try:
        listener = Listener(ear, settings, is_viewing)
        while True:
            heard = source.read(PATIENCE_S)
            if heard is None:
                yield NothingHeard()
            elif isinstance(heard, Block):
                yield BlockHeard(heard)
                yield from listener.hear(heard)
            elif isinstance(heard, Lost):
                yield from listener.finish()
                yield Interrupted(heard.sentence)
            elif isinstance(heard, Back):
                yield Resumed(heard.device, heard.missing_s)
            elif isinstance(heard, Ended):
                yield from listener.finish()
                return
    finally:
        source.close()
