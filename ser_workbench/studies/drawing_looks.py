# SPDX-License-Identifier: MIT
"""What the points of a drawn projection look like: the window's colours and shapes, light and dark, as SVG."""

from collections.abc import Sequence

from ser_workbench.corpus.utterance import EMOTIONS, FEMALE, MALE

# Okabe & Ito (2008) and two of Tol's, which the colour-blind can tell apart, as the window has them.
LIGHT = ["#d55e00", "#009e73", "#cc79a7", "#e69f00", "#0072b2", "#56b4e9", "#7f7f7f", "#882255", "#b8a800", "#222222"]
DARK = ["#e8741a", "#12b886", "#d78fb8", "#f0b02a", "#3d9be0", "#7cc8f2", "#a3a3a3", "#c2527f", "#f0e442", "#f2f2f2"]
UNKNOWN = 6
GENDERS = {FEMALE: 7, MALE: 4}

INK, SOFT, RULE, GROUND = "#1b2330", "#586474", "#d6dce4", "#ffffff"
LIGHT_TONES, DARK_TONES = (INK, SOFT, RULE, GROUND), ("#e7ebf1", "#9aa6b6", "#353c47", "#1c2027")
ROOT = "projections"
"""The class of the drawing: its rules hold within it alone, and above those of the page it stands in."""

SHAPES = (
    "m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z",
    "m-1.8-1.8h3.6v3.6h-3.6z",
    "m0-2.5l2.5 4.4h-5z",
    "m0-2.7l2.7 2.7l-2.7 2.7l-2.7-2.7z",
)
"""Circle, square, triangle, diamond: the path of a marker from its middle, in units of the drawing."""


def look_of(labeling: str, classes: Sequence[str], label: str) -> tuple[int, int]:
    """The numbers of the colour and the shape of a class; speakers after the tenth begin again with another shape."""
    if label not in classes:
        return UNKNOWN, 0
    if labeling == "emotion":
        known = label in EMOTIONS
        return (EMOTIONS.index(label) if known else sum(map(ord, label)) % len(LIGHT)), 0
    if labeling == "gender":
        return GENDERS.get(label, UNKNOWN), 0
    number = classes.index(label)
    return number % len(LIGHT), number // len(LIGHT) % len(SHAPES)


def style_sheet() -> str:
    """Light or dark as the reader's system asks; light ones stand as attributes too, for programs without styles."""
    sizes = (("text", "font-size:11px"), (".head", "font-size:13px;font-weight:600"), (".centre", "font-size:12px"))
    letters = "".join(f".{ROOT} {name}{{{size}}}" for name, size in sizes)
    dark = _rules(DARK, DARK_TONES)
    return f"<style>{letters}{_rules(LIGHT, LIGHT_TONES)}@media(prefers-color-scheme:dark){{{dark}}}</style>"


def _rules(classes: Sequence[str], tones: Sequence[str]) -> str:
    ink, soft, rule, ground = tones
    rules = [f".{ROOT} .fill{n}{{fill:{colour}}}.{ROOT} .rim{n}{{stroke:{colour}}}" for n, colour in enumerate(classes)]
    rules += [f".{ROOT} .{name}{{fill:{tone}}}" for name, tone in (("ink", ink), ("soft", soft), ("ground", ground))]
    return "".join(rules) + f".{ROOT} .rule{{stroke:{rule}}}.{ROOT} .centre{{stroke:{ground}}}"
