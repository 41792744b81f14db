# SPDX-License-Identifier: MIT
"""The colours of the light and the dark theme, and ten class colours that the colour-blind can tell apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """The tokens of one theme, as `#rrggbb`."""

    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_text: str
    selection: str
    good: str
    warn: str
    bad: str
    bad_surface: str
    plot_background: str
    grid: str
    classes: tuple[str, ...]


# Okabe & Ito (2008), their eight, and two of Tol's; yellow and black are shifted so that they stand out on the ground.
LIGHT = Colours(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#eef1f5",
    border="#d6dce4",
    text="#1b2330",
    muted="#586474",
    accent="#2463c9",
    accent_hover="#1c53ad",
    accent_text="#ffffff",
    selection="#dbe7fb",
    good="#0a7d55",
    warn="#9a6200",
    bad="#b3261e",
    bad_surface="#fbe9e7",
    plot_background="#ffffff",
    grid="#8894a3",
    classes=(
        "#d55e00",
        "#009e73",
        "#cc79a7",
        "#e69f00",
        "#0072b2",
        "#56b4e9",
        "#7f7f7f",
        "#882255",
        "#b8a800",
        "#222222",
    ),
)
DARK = Colours(
    window="#14171c",
    surface="#1c2027",
    raised="#272c35",
    border="#353c47",
    text="#e7ebf1",
    muted="#9aa6b6",
    accent="#5b9bff",
    accent_hover="#7db0ff",
    accent_text="#0c1420",
    selection="#263b5e",
    good="#4cc495",
    warn="#f0b64c",
    bad="#ff8a80",
    bad_surface="#3a2224",
    plot_background="#1c2027",
    grid="#66717f",
    classes=(
        "#e8741a",
        "#12b886",
        "#d78fb8",
        "#f0b02a",
        "#3d9be0",
        "#7cc8f2",
        "#a3a3a3",
        "#c2527f",
        "#f0e442",
        "#f2f2f2",
    ),
)

_EMOTION_CLASSES = {
    "anger": 0,
    "disgust": 1,
    "fear": 2,
    "happiness": 3,
    "sadness": 4,
    "surprise": 5,
    "neutral": 6,
    "boredom": 7,
    "calm": 8,
    "contempt": 9,
}
_GENDER_CLASSES = {"female": 7, "male": 4}


def class_of_emotion(emotion: str) -> int:
    """The colour number of an emotion; emotions that a corpus brings share the ten by their name."""
    return _EMOTION_CLASSES.get(emotion, sum(map(ord, emotion)) % 10)


def class_of_gender(gender: str) -> int:
    """The colour number of a gender; grey for what is unknown."""
    return _GENDER_CLASSES.get(gender, 6)
