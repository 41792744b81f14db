# SPDX-License-Identifier: MIT
"""What Start would train, in a line each: corpus, sides, noise, network; and what is still missing."""

from dataclasses import dataclass

from ser_workbench.models.catalog import FEATURE_TITLES, title_of
from ser_workbench.models.plan import TYPE_TITLES
from ser_workbench.presenters.session import Session
from ser_workbench.runs.settings import ExperimentSettings


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line; `panel` is where it can be changed."""

    title: str
    text: str
    panel: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """What stands where no curve can be drawn yet: a friendly sentence, and a button that helps."""

    sentence: str
    button: str = ""
    """Empty: no button, there is nothing to do but wait."""
    panel: str = ""
    """Where the button leads; empty: it starts the training."""


READY = Invitation("Everything is ready. Press Start and watch it learn.", "Start")
SOON = Invitation("The curves begin with the first mini-batch.")


def summary_of(session: Session) -> tuple[SummaryLine, ...]:
    """What the session would train."""
    settings = session.settings
    return (
        SummaryLine("Corpus", _corpus(session), "corpus", "Choose another corpus"),
        SummaryLine("Sides", _sides(session), "corpus", "Divide the speakers otherwise"),
        SummaryLine("Noise", _noise(settings), "noise", "Choose other noise"),
        SummaryLine("Network", _network(settings), "model", "Choose another network"),
    )


def missing_from(session: Session) -> Invitation | None:
    """What keeps Start from working; None when nothing does."""
    if session.workspace is None:
        return Invitation(
            "A run needs a workspace, the folder in which it is kept. Open one, or make a new one.",
            "Open a workspace",
            "start",
        )
    if not session.settings.corpus.folder:
        return Invitation(
            "There is nothing to learn from yet. Open a corpus of emotional speech, or try the demo.",
            "Open a corpus",
            "corpus",
        )
    return None


def _corpus(session: Session) -> str:
    corpus = session.corpus
    if corpus is not None:
        return f"{corpus.name}: {len(corpus.utterances):,} utterances, {len(corpus.speakers)} speakers"
    return session.settings.corpus.folder or "none yet"


def _sides(session: Session) -> str:
    if session.partition is not None:
        counts = [len(session.partition.speakers(side)) for side in ("train", "validation", "test")]
        return f"{counts[0]} / {counts[1]} / {counts[2]} speakers to train, validate and test"
    settings = session.settings.partition
    if settings.scheme == "loso":
        return f"leave one speaker out{f': {settings.held_out}' if settings.held_out else ''}"
    if settings.scheme == "named":
        validated, tested = settings.validation_speakers or "nobody", settings.test_speakers or "nobody"
        return f"by name: {validated} to validate, {tested} to test"
    if settings.scheme == "file":
        return f"by a list: {settings.file or 'none yet'}"
    shares = (settings.train_share, settings.validation_share, settings.test_share)
    return f"by speaker, {' : '.join(f'{100 * share:g}' for share in shares)}, seed {settings.seed}"


def _noise(settings: ExperimentSettings) -> str:
    noise = settings.noise
    if not settings.has_noise:
        return "none: clean speech only"
    copies = noise.noises * noise.snrs
    factor = copies + 1
    noises = "1 noise" if noise.noises == 1 else f"{noise.noises} noises"
    snrs = "1 SNR" if noise.snrs == 1 else f"{noise.snrs} SNRs"
    low, high = (f"{end:g}".replace("-", "−") for end in noise.snr_range_db)
    return f"{noises} × {snrs} from {low} to {high} dB, {factor} times the clean set"


def _network(settings: ExperimentSettings) -> str:
    if settings.model.name != "custom":
        return title_of(settings.model.name)
    kind = FEATURE_TITLES[settings.features.kind]
    return f"custom: {TYPE_TITLES[settings.model.convolution]} on {kind}"
