# SPDX-License-Identifier: MIT
"""The parts from which the demo corpus is made."""

import io
import struct

import numpy as np
import pytest
import soundfile
from demo_corpus.effects import bend_time, colour, set_level, trim
from demo_corpus.emotions import RULES, draw_manner
from demo_corpus.espeak import PitchScale, track_pitch
from demo_corpus.noises import NOISES
from demo_corpus.ogg import checksum, with_serial
from demo_corpus.texts import sentences_of
from demo_corpus.voices import draw_voices

SECOND = 16000
TIME = np.arange(SECOND) / SECOND


def _ogg(samples: np.ndarray) -> bytes:
    written = io.BytesIO()
    soundfile.write(written, samples, SECOND, format="OGG", subtype="OPUS")
    return written.getvalue()


def test_that_the_same_sound_is_written_as_the_same_bytes():
    tone = 0.3 * np.sin(2 * np.pi * 440 * TIME)
    first, second = with_serial(_ogg(tone), 7), with_serial(_ogg(tone), 7)
    assert first == second
    heard, rate = soundfile.read(io.BytesIO(first))
    assert (len(heard), rate) == (SECOND, SECOND)
    assert np.std(heard) == pytest.approx(np.std(tone), rel=0.1)


def test_that_the_checksum_of_a_page_is_that_of_ogg():
    page = bytearray(_ogg(np.zeros(100)))
    end = 27 + page[26] + sum(page[27 : 27 + page[26]])
    (written,) = struct.unpack_from("<I", page, 22)
    struct.pack_into("<I", page, 22, 0)
    assert checksum(page[:end]) == written


def test_that_bytes_which_are_no_ogg_stream_are_refused():
    with pytest.raises(ValueError, match="no Ogg page at byte 0"):
        with_serial(b"RIFF and more", 1)


def test_that_a_seed_gives_the_same_24_people_and_another_seed_gives_others():
    voices = draw_voices(1)
    assert voices == draw_voices(1)
    assert voices != draw_voices(2)
    assert len({voice.name for voice in voices}) == 24
    assert all((voice.pitch_hz > 160) == (voice.gender == "female") for voice in voices)


@pytest.mark.parametrize("emotion", sorted(RULES))
def test_that_the_drawn_manners_gather_about_the_rule(emotion: str):
    rng = np.random.default_rng(0)
    drawn = [draw_manner(emotion, 1.0, rng) for _ in range(400)]
    assert np.mean([manner.pitch_st for manner in drawn]) == pytest.approx(RULES[emotion].pitch_st, abs=0.5)
    assert np.std([manner.pitch_st for manner in drawn]) > 0.7
    assert all(0.65 <= manner.rate <= 1.45 for manner in drawn)


@pytest.mark.parametrize("name", sorted(NOISES))
def test_that_a_noise_sounds_all_the_while(name: str):
    samples = NOISES[name](3 * SECOND, np.random.default_rng(5))
    assert samples.shape == (3 * SECOND,)
    assert np.isfinite(samples).all()
    assert all(np.std(third) > 0 for third in np.split(samples, 3))


def test_that_the_pitch_of_a_tone_is_found_and_bending_time_shifts_it():
    buzz = sum(np.sin(2 * np.pi * 200 * k * TIME) / k for k in range(1, 6))
    assert np.median(track_pitch(buzz, SECOND)) == pytest.approx(200, rel=0.02)
    higher = bend_time(buzz, np.full(len(buzz), 1200.0))
    assert np.median(track_pitch(higher, SECOND)) == pytest.approx(400, rel=0.02)
    assert len(higher) == pytest.approx(SECOND / 2, rel=0.01)


def test_that_a_tilt_of_six_decibels_an_octave_doubles_what_lies_an_octave_above_one_kilohertz():
    tone = np.sin(2 * np.pi * 2000 * TIME)
    assert np.std(colour(tone, 6.02, 0.0)) == pytest.approx(2 * np.std(tone), rel=0.01)


def test_that_the_level_is_what_was_asked_for_and_silence_is_cut_from_both_ends():
    loud = set_level(np.sin(2 * np.pi * 300 * TIME), -20.0)
    assert 10 * np.log10(np.mean(loud**2)) == pytest.approx(-20, abs=0.01)
    assert len(trim(np.pad(loud, SECOND), SECOND)) == pytest.approx(SECOND, abs=SECOND // 100)


def test_that_a_pitch_is_reached_between_the_measured_ones_and_kept_within_the_voice():
    scale = PitchScale(np.array([0.0, 50.0, 99.0]), np.log2([100.0, 200.0, 400.0]))
    assert scale.value_for(200) == pytest.approx(50)
    assert 0 < scale.value_for(150) < 50
    assert scale.value_for(1000) == 99


def test_that_the_sentences_are_shared_evenly_among_the_voices():
    said = [text for index in range(24) for text in sentences_of(index, 3)]
    assert {said.count(text) for text in said} == {6}
