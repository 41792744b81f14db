# SPDX-License-Identifier: MIT
"""How the demo corpus is made: voices, emotions, sentences and noises, each from a seed.

Why so: a demo must come with the program, and recordings of people may not; acted emotion cannot be had for nothing.
Synthesis by published rules gives a corpus that is learnable for the reasons real speech is (pitch, tempo, voice
quality, melody) and free of anybody's voice. The words say the same in each emotion, levels differ little, and every
rule is followed more or less, so that no single measure gives the emotion away.

Why Opus: Vorbis spends three kilobytes a file on its own tables, as much as the speech itself takes.
"""
