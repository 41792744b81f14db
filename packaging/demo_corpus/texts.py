# SPDX-License-Identifier: MIT
"""The sentences: none of them says anything about a feeling."""

SENTENCES = (
    "The boat will arrive at the harbour on Monday",
    "She put the letter on the kitchen table",
    "They are painting the door of the station",
    "My brother left his coat in the car",
    "The meeting has been moved to the small room",
    "There are seven chairs around the window",
    "He told me the number of the house",
    "We will be back in about an hour",
    "The dog is lying under the old bridge",
    "Someone has opened the box from the office",
    "It will rain again before the evening",
    "The paper is over there by the lamp",
)


def sentences_of(speaker_index: int, count: int) -> tuple[str, ...]:
    """The sentences a speaker says, the same in every emotion, so that the words tell nothing about it."""
    return tuple(SENTENCES[(speaker_index * count + place) % len(SENTENCES)] for place in range(count))
