# SPDX-License-Identifier: MIT
"""The words of tables are spelt one way."""

import pytest

from ser_workbench.corpus.readers.words import spell_emotion, spell_gender
from ser_workbench.corpus.utterance import EMOTIONS


@pytest.mark.parametrize(
    ("word", "emotion"),
    [("Angry", "anger"), (" HAPPY ", "happiness"), ("pleasant_surprise", "surprise"), ("fearful", "fear")],
)
def test_that_other_forms_of_an_emotion_become_its_noun(word, emotion):
    assert spell_emotion(word) == emotion


def test_that_the_ten_emotions_stay_as_they_are():
    assert [spell_emotion(emotion) for emotion in EMOTIONS] == list(EMOTIONS)


def test_that_an_emotion_of_the_users_own_is_kept():
    assert spell_emotion("Schadenfreude") == "schadenfreude"


def test_that_genders_are_read_from_words_and_letters():
    assert [spell_gender(word) for word in ("F", "female", "m", "Male", "", "unknown", "purple")] == [
        "female", "female", "male", "male", "unknown", "unknown", None,
    ]  # fmt: skip
