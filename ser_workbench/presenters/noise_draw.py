# SPDX-License-Identifier: MIT
"""The noisy set as the settings would draw it, and what the Noise panel says of each noise and each class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ser_workbench.audio.noise import NoiseCollection, NoiseFile
from ser_workbench.audio.noise_choice import fits, join_names, leave_out, split_names
from ser_workbench.audio.noise_settings import NoiseSettings
from ser_workbench.audio.noise_sides import NoiseSplit, split_noises
from ser_workbench.audio.noisy_set import NoisyItem, draw_noisy_set
from ser_workbench.corpus.partition import SIDES, Partition
from ser_workbench.corpus.utterance import Corpus
from ser_workbench.presenters.noise_size import SnrHistogram, snr_histogram
from ser_workbench.progress import Progress, Steps
from ser_workbench.runs.material import sides_of

LEFT_OUT = "left out"
NO_CLASS = "(no folder)"


@dataclass(frozen=True, slots=True)
class NoiseRow:
    """One line of the table of noises."""

    noise: NoiseFile
    side: str = ""
    """Who hears it: a side, `left out`, or nothing where any side may."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class that may be left out."""

    name: str
    noises: int
    seconds: float
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The noisy set, its SNRs counted, and how the noises are divided; no split where any noise is heard anywhere."""

    items: tuple[NoisyItem, ...]
    histogram: SnrHistogram
    noises: NoiseCollection
    split: NoiseSplit | None


def draw(corpus: Corpus, noises: NoiseCollection, settings: NoiseSettings, partition: Partition | None) -> Steps[Drawn]:
    """Draw the whole noisy set and count its SNRs; silent noises are found by a training alone.

    partition: how the speakers are divided; the paper's mode does not need to know
    Raises BadInputError when the folder cannot give what the settings ask for.
    """
    yield Progress("Drawing noises and SNRs", 0, 0)
    left = leave_out(noises, settings.left_out)
    split = yield from split_noises(left, settings, sides_of(partition) if partition is not None else None)
    items = draw_noisy_set([utterance.id for utterance in corpus.utterances], left, settings, split=split)
    return Drawn(items, snr_histogram(items, settings), left, split)


def noise_rows(noises: NoiseCollection, drawn: Drawn | None) -> list[NoiseRow]:
    """A line a noise, with its side as far as it is known."""
    if drawn is None:
        return [NoiseRow(noise) for noise in noises.noises]
    kept = {noise.id for noise in drawn.noises.noises}
    side_of: Mapping[str, str] = drawn.split.side_of_noise if drawn.split else {}
    return [NoiseRow(n, side_of.get(n.id, "") if n.id in kept else LEFT_OUT) for n in noises.noises]


def class_rows(noises: NoiseCollection, left_out: str) -> list[ClassRow]:
    """A line a class, by name; nothing where names and folders tell of none."""
    names = split_names(left_out)
    of_class: dict[str, list[NoiseFile]] = {}
    for noise in noises.noises:
        of_class.setdefault(noise.noise_class, []).append(noise)
    if set(of_class) == {""}:
        return []
    return [
        ClassRow(
            name,
            len(members),
            sum(noise.seconds for noise in members),
            not all(any(fits(word, noise) for word in names) for noise in members),
        )
        for name, members in sorted(of_class.items())
    ]


def change_class(noises: NoiseCollection, left_out: str, name: str, *, is_drawn: bool) -> str:
    """The list of what is left out, with a class more or less.

    A class that is drawn again takes along every pattern that left one of its noises out. Noises of no class are
    named one by one.
    """
    of_class = [noise for noise in noises.noises if noise.noise_class == name]
    words = split_names(left_out)
    if is_drawn:
        return join_names(word for word in words if not any(fits(word, noise) for noise in of_class))
    return join_names([*words, *([name] if name else [noise.id for noise in of_class])])


def split_text(drawn: Drawn, settings: NoiseSettings) -> tuple[str, str]:
    """How many noises each side hears, and a warning where they must repeat; both in words."""
    if drawn.split is None:
        count = len(drawn.noises.noises)
        return f"Any of {count:,} noise{'s' * (count != 1)} on any side, as in the paper", ""
    counts = drawn.split.count_noises()
    text = " · ".join(f"{side} {counts.get(side, 0):,}" for side in SIDES if side in counts)
    fewest = min(counts, key=lambda side: counts[side])
    if counts[fewest] < settings.noises:
        return f"Noises of the sides: {text}", _repeating(fewest, counts[fewest], settings.noises)
    return f"Noises of the sides: {text}", ""


def _repeating(side: str, there: int, wanted: int) -> str:
    noises = f"{there} noise{'s' * (there != 1)}"
    return f"{side.capitalize()} has {noises} for the {wanted} of an utterance: they repeat."


def describe_rate(rates_hz: Sequence[int]) -> str:
    """Sample rates in words: `16 kHz`, `8 to 44.1 kHz`."""
    low, high = min(rates_hz) / 1000, max(rates_hz) / 1000
    return f"{low:g} kHz" if low == high else f"{low:g} to {high:g} kHz"
