# SPDX-License-Identifier: MIT
"""How the words that people write into tables are spelt in this program."""

from ser_workbench.corpus.utterance import EMOTIONS, FEMALE, MALE, UNKNOWN_GENDER

_OTHER_SPELLINGS = {
    "anger": ("angry", "ang"),
    "disgust": ("disgusted", "dis"),
    "fear": ("fearful", "afraid", "scared", "anxiety", "fea"),
    "happiness": ("happy", "joy", "hap"),
    "sadness": ("sad",),
    "surprise": ("surprised", "pleasant surprise", "sur"),
    "neutral": ("neu", "neutrality"),
    "boredom": ("bored",),
    "calm": ("calmness",),
    "contempt": ("contemptuous",),
}
_EMOTIONS = {word: emotion for emotion in EMOTIONS for word in (emotion, *_OTHER_SPELLINGS[emotion])}
_GENDERS = {
    **dict.fromkeys(("female", "f", "woman"), FEMALE),
    **dict.fromkeys(("male", "m", "man"), MALE),
    **dict.fromkeys(("", "unknown", "u", "other", "x", "-", "?", "na", "n/a"), UNKNOWN_GENDER),
}


def spell_emotion(word: str) -> str:
    """`Angry` → `anger`; a word that is not known stays as it is, in lower case."""
    plain = " ".join(word.lower().replace("_", " ").split())
    return _EMOTIONS.get(plain, plain)


def spell_gender(word: str) -> str | None:
    """`F` → `female`; None for a word that is no gender."""
    return _GENDERS.get(word.strip().lower())
