# SPDX-License-Identifier: MIT
"""Keeping utterances in a corpus of one's own: where and whose is asked once, then a click is enough."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from ser_workbench.audio.samples import Samples
from ser_workbench.corpus.own import Kept, check_own, keep_utterance
from ser_workbench.errors import CorpusError
from ser_workbench.home import with_home
from ser_workbench.presenters.jobs_wanted import Jobs, watch
from ser_workbench.presenters.live_scene import LiveUtterance
from ser_workbench.presenters.live_view import KeepQuestion, Owner
from ser_workbench.presenters.opening import Opening
from ser_workbench.presenters.session import Session
from ser_workbench.progress import Steps


class KeepingView(Protocol):
    """What keeping needs of the Live panel."""

    def show_owner(self, owner: Owner) -> None:
        """Where utterances are kept, and whose they are."""
        ...

    def ask_owner(self, question: KeepQuestion) -> None:
        """Ask where utterances are kept and who speaks; the answer comes as `take_owner`, or none comes."""
        ...


class Keeping:
    """Keeps one utterance after the other. `on_kept`: number and label of what lies in the corpus now."""

    def __init__(
        self,
        session: Session,
        view: KeepingView,
        jobs: Jobs,
        opening: Opening,
        on_owner: Callable[[Owner], None],
        on_kept: Callable[[int, str], None],
    ) -> None:
        self.owner = Owner()
        self._session = session
        self._view = view
        self._jobs = jobs
        self._opening = opening
        self._on_owner = on_owner
        self._on_kept = on_kept
        self._waiting: tuple[LiveUtterance, str] | None = None
        """What is kept as soon as its owner is known."""

    def recall(self, owner: Owner) -> None:
        """Whose they were yesterday."""
        self.owner = owner
        self._view.show_owner(owner)

    def keep(self, utterance: LiveUtterance, label: str) -> None:
        """Keep an utterance under a label; kept before, it is labelled anew."""
        if not self.owner.is_known:
            self._waiting = (utterance, label)
            self._view.ask_owner(KeepQuestion(self.owner))
            return
        owner, samples = self.owner, utterance.ended.samples

        def tell(kept: Kept) -> None:
            self._on_kept(utterance.number, kept.emotion)
            count = f"{kept.utterances} utterance{'s' if kept.utterances != 1 else ''}"
            self._session.say(f"Kept as {kept.emotion}; {owner.folder} holds {count} now.")

        receive = watch(on_result=tell, on_error=self._session.complain)
        self._jobs.start("Keeping an utterance", _keep(owner, samples, label), receive)

    def change_owner(self) -> None:
        """Another speaks, or it is to be kept elsewhere."""
        self._waiting = None
        self._view.ask_owner(KeepQuestion(self.owner))

    def take_owner(self, owner: Owner) -> None:
        """The answer; what waited for it is kept."""
        sentence = _refusal_of(owner)
        if sentence:
            self._view.ask_owner(KeepQuestion(owner, sentence))
            return
        self.owner = Owner(str(with_home(owner.folder).absolute()), owner.speaker.strip(), owner.gender)
        self._view.show_owner(self.owner)
        self._on_owner(self.owner)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.keep(*waiting)

    def open(self) -> None:
        """Open one's own corpus as any other, to look at it and to train on it."""
        if self.owner.is_known:
            self._opening.open_corpus(Path(self.owner.folder))


def _refusal_of(owner: Owner) -> str:
    """Why utterances cannot be kept so; empty: they can."""
    if not owner.folder:
        return "Choose a folder for the utterances that you keep."
    if not owner.speaker.strip():
        return "Name the speaker: a corpus is divided by speakers."
    try:
        check_own(Path(owner.folder))
    except CorpusError as error:
        return str(error)
    return ""


def _keep(owner: Owner, samples: Samples, label: str) -> Steps[Kept]:
    yield from ()
    return keep_utterance(Path(owner.folder), samples, label, owner.speaker, owner.gender)
