# SPDX-License-Identifier: MIT
"""What is heard: opening and writing audio files, mixing noise over speech, the recipe of the noisy set, playback,
and what is listened to as it sounds: microphones, and files as if they were microphones.

Why so: samples are 16 kHz mono float32 everywhere above this room. Every file is brought there when it is opened,
channels averaged first (mixing down and resampling are both linear, so the order changes nothing but the cost) and
resampled with soxr's HQ recipe, whose error lies below that of 16-bit samples.

Why so: a file is looked at before it is believed. libsndfile reads a WAV file that was cut off as if it were just
short; the sizes in the header say otherwise, and a corpus must not lose its ends silently.

Why so: of a video only the first sound track is read, in-process by PyAV, so that nobody has to convert a corpus
beforehand. Only kinds of file that hold sound themselves are opened: a playlist under the name of a video could make
the decoder read other files and addresses.

Why so: the noisy set is a recipe (utterance, noise, place, SNR), not 75,420 files. Each utterance draws from a
generator of its own, seeded by the set's seed and the utterance's name, so that adding or removing an utterance
changes none of the others.

Why so: noises are divided among training, validation and test as the speakers are, in proportion to their numbers and
class by class. The proportion goes first: a side gets one noise of a small class only while it has room. Clips that
were cut from one recording (ESC names it) and files of the same content are one noise. The order is that of a hash of
seed and name, so that a noise that comes or goes moves few of the others.

Why so: of DEMAND's scenes the first channel is drawn. All sixteen were recorded at once, some centimetres apart: as
noises of their own they would put a scene sixteen times into the draw, and never bring another sound.

Why so: where an SNR counts active speech only, "active" is the active speech level of ITU-T P.56, the measure that
telephony has used for decades, and not a voice detector of our own: another laboratory can measure the same.

Why so: PortAudio is one for the whole process, and what can be plugged in is looked for only when it begins. So it has
one owner (`portaudio`), who knows every open stream, and lets it begin again only while none plays or records. That
is module state, the only one in this room: two owners could end the library under each other's streams.

Why so: a microphone records in a process of its own. When a device is pulled out, the thread of PortAudio's ALSA may
turn in a loop for ever, write to the terminal without end and let the program never finish (its issue 1037; seen here
with release 19.6, once in some thirty losses), and when the sound server hangs, closing a stream does. A process can
be killed, its terminal is nowhere, and it goes on recording while the window or a network keeps Python busy: 8 s
without a lost sample, measured. It costs 50 MB, and half a second to begin. That a device is gone is told by the
silence of its queue; it is opened again by name, since its number changes.

Why so: samples are resampled as they come by the same recipe as files, and are the same bit for bit. That costs 6 to
40 ms of waiting at 44.1 and 48 kHz, measured, and up to 115 ms at 8 kHz.
"""
