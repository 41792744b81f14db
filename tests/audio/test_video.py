# SPDX-License-Identifier: MIT
"""Sound tracks of videos become the samples that a WAV file of them would; what is wrong is said in one sentence."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ser_workbench.audio.decode import look_at, read_audio, read_channels
from ser_workbench.audio.facts import AudioFacts
from ser_workbench.audio.samples import Samples
from ser_workbench.errors import AudioError, EmptyAudioError, UnreadableAudioError
from tests.audio.sounds import hiss, tone
from tests.video_files import Track, write_video


def stereo(frames: int = 30_001, seed: int = 0) -> Samples:
    """Two channels of hiss that differ, in steps that 8 bits can hold; (frames, 2)."""
    return (np.random.default_rng(seed).integers(-100, 100, (frames, 2)) / 128).astype(np.float32)


@pytest.mark.parametrize(
    ("name", "codec", "subtype"),
    [
        ("a.avi", "pcm_s16le", "PCM_16"),
        ("a.avi", "pcm_u8", "PCM_U8"),
        ("a.mkv", "pcm_s24le", "PCM_24"),
        ("a.mov", "pcm_s16le", "PCM_16"),
        ("a.mov", "pcm_f32le", "FLOAT"),
        ("a.mkv", "flac", "PCM_16"),
    ],
)
@pytest.mark.parametrize("rate", [48000, 44100])
def test_that_an_uncompressed_track_is_what_the_same_samples_are_as_wav(
    tmp_path: Path, name: str, codec: str, subtype: str, rate: int
) -> None:
    both = stereo()
    soundfile.write(tmp_path / "a.wav", both, rate, subtype=subtype)
    write_video(tmp_path / name, [Track(both, rate, codec)])
    from_wav, from_video = read_audio(tmp_path / "a.wav"), read_audio(tmp_path / name)
    assert len(from_wav) == len(from_video)
    assert np.max(np.abs(from_wav - from_video)) < 1e-4
    facts = look_at(tmp_path / name)
    assert facts.frames == pytest.approx(30_001, abs=rate / 1000 if name == "a.mkv" else 0)  # Kept in milliseconds.
    assert (facts.sample_rate_hz, facts.channels) == (rate, 2)


def test_that_the_channels_of_a_track_can_be_had_apart(tmp_path: Path) -> None:
    both = stereo()
    frames, facts = read_channels(write_video(tmp_path / "a.avi", [Track(both)]))
    assert np.array_equal(frames, both)
    assert facts == AudioFacts(30_001 / 48000, 48000, 2, 30_001)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.avi", "libmp3lame"),
        ("a.avi", "ac3"),
        ("a.avi", "mp2"),
        ("a.avi", "adpcm_ms"),
        ("a.mp4", "aac"),
        ("a.mp4", "libmp3lame"),
        ("a.mkv", "libopus"),
        ("a.mpg", "mp2"),
    ],
)
def test_that_a_compressed_track_keeps_pitch_level_and_length(tmp_path: Path, name: str, codec: str) -> None:
    picture_codec = "mpeg1video" if name.endswith("mpg") else "mjpeg" if name.endswith("avi") else "mpeg4"
    file = write_video(tmp_path / name, [Track(tone(1000, 1.5, 0.5, 48000), 48000, codec)], picture_codec)
    samples = read_audio(file)
    assert len(samples) == pytest.approx(1.5 * 16000, abs=0.08 * 16000)  # Coders put silence at both ends.
    assert look_at(file).seconds == pytest.approx(len(samples) / 16000, abs=0.05)
    middle = samples[4000:20000]
    assert np.argmax(np.abs(np.fft.rfft(middle))) == pytest.approx(1000, abs=1)
    assert np.sqrt(2) * middle.std() == pytest.approx(0.5, rel=0.1)


def test_that_a_track_that_begins_after_the_pictures_is_read_from_its_own_beginning(tmp_path: Path) -> None:
    sound = hiss()
    on_time = read_audio(write_video(tmp_path / "on_time.mkv", [Track(sound, 16000)]))
    late = write_video(tmp_path / "late.mkv", [Track(sound, 16000, late_by_s=0.5)], seconds=3)
    assert np.array_equal(read_audio(late), on_time)
    assert look_at(late).seconds == pytest.approx(1.0, abs=1e-3)


def test_that_of_two_tracks_the_first_is_read(tmp_path: Path) -> None:
    first, second = stereo(4800, seed=1), stereo(9600, seed=2)
    file = write_video(tmp_path / "a.avi", [Track(first), Track(second)])
    assert np.max(np.abs(read_channels(file)[0] - first)) < 1e-4


def test_that_a_header_that_does_not_tell_the_length_has_it_counted(tmp_path: Path) -> None:
    file = write_video(tmp_path / "a.mkv", [Track(stereo(12_345))])
    file.write_bytes(file.read_bytes().replace(b"DURATION", b"SOMETHIN"))
    assert look_at(file).frames == 12_345


def make_bad_video(folder: Path, fault: str) -> Path:
    file = write_video(folder / f"{fault}.avi", [Track(stereo())])
    content = file.read_bytes()
    match fault:
        case "text":
            file.write_text("this is text, not a film\n" * 200, encoding="utf-8")
        case "playlist":
            write_video(folder / "elsewhere.avi", [Track(stereo())])
            file.write_text(
                f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{folder / 'elsewhere.avi'}\n#EXT-X-ENDLIST\n"
            )
        case "missing":
            file.unlink()
        case "no_bytes":
            file.write_bytes(b"")
        case "zeros":
            file.write_bytes(bytes(5000))
        case "no_track":
            write_video(file, [], seconds=0.5)
        case "no_samples":
            write_video(file, [Track(stereo(0))], seconds=0.5)
        case "cut_off":
            file.write_bytes(content[: len(content) // 2])
        case "cut_in_the_header":
            file.write_bytes(content[:200])
        case "full_of_holes":
            holes = np.frombuffer(content, np.uint8).copy()
            holes[len(content) // 3 : len(content) // 2] = 0
            file.write_bytes(holes.tobytes())
    return file


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("text", UnreadableAudioError),
        ("playlist", UnreadableAudioError),
        ("missing", UnreadableAudioError),
        ("no_bytes", EmptyAudioError),
        ("zeros", UnreadableAudioError),
        ("no_track", UnreadableAudioError),
        ("no_samples", EmptyAudioError),
        ("cut_off", UnreadableAudioError),
        ("cut_in_the_header", UnreadableAudioError),
        ("full_of_holes", UnreadableAudioError),
    ],
)
def test_that_a_bad_video_is_refused_in_one_sentence_that_names_it_and_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], fault: str, error: type[AudioError]
) -> None:
    file = make_bad_video(tmp_path, fault)
    with pytest.raises(error) as caught:
        read_audio(file)
    text = str(caught.value)
    assert str(file) in text
    assert "\n" not in text
    assert text.endswith(".")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("fault", ["text", "missing", "no_bytes", "no_track", "no_samples", "cut_off"])
def test_that_most_faults_are_seen_in_the_header_of_a_video_already(tmp_path: Path, fault: str) -> None:
    with pytest.raises(AudioError):
        look_at(make_bad_video(tmp_path, fault))


@pytest.mark.parametrize("name", ["a.mkv", "a.webm", "a.mp4", "a.mov"])
def test_that_a_video_that_was_cut_off_is_never_taken_for_a_short_one(tmp_path: Path, name: str) -> None:
    picture_codec = "libvpx" if name.endswith("webm") else "mpeg4"
    sound_codec = "libopus" if name.endswith("webm") else "aac"
    file = write_video(tmp_path / name, [Track(stereo(96_000), codec=sound_codec)], picture_codec)
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 6 // 10])
    for read in (look_at, read_audio):
        with pytest.raises(UnreadableAudioError):
            read(file)


def test_that_one_spoilt_piece_of_a_compressed_track_is_passed_over_and_many_are_refused(tmp_path: Path) -> None:
    file = write_video(tmp_path / "a.avi", [Track(stereo(96_000), codec="ac3")])
    content = file.read_bytes()
    places = [i for i in range(len(content)) if content.startswith(b"01wb", i)]
    for count, is_fine in ((1, True), (len(places) // 2, False)):
        spoilt = bytearray(content)
        for place in places[5 : 5 + count]:
            spoilt[place + 8 : place + 40] = bytes(32)
        file.write_bytes(spoilt)
        if is_fine:
            assert len(read_audio(file)) == pytest.approx(32_000, abs=1600)
        else:
            with pytest.raises(UnreadableAudioError, match=r"damaged|cut off"):
                read_audio(file)


def test_that_names_with_accents_colons_and_percents_are_opened(tmp_path: Path) -> None:
    name = "Größe 100%d: é.avi" if sys.platform != "win32" else "Größe 100%d é.avi"
    file = write_video(tmp_path / "a.avi", [Track(stereo())]).rename(tmp_path / name)
    assert look_at(file).frames == 30_001


def test_that_several_threads_read_videos_at_once(tmp_path: Path) -> None:
    files = [write_video(tmp_path / f"{n}.avi", [Track(stereo(seed=n), codec="ac3")]) for n in range(4)]
    files.append(make_bad_video(tmp_path, "text"))
    alone = [read_audio(file) for file in files[:4]]

    def read(file: Path) -> Samples | str:
        try:
            return read_audio(file)
        except UnreadableAudioError as error:
            return str(error)

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(read, files * 10))
    for number, answer in enumerate(together):
        if number % 5 == 4:
            assert isinstance(answer, str)
        else:
            assert np.array_equal(answer, alone[number % 5])


def test_that_sound_files_are_read_without_the_decoder_of_videos(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", hiss(), 16000)
    code = f"""
import sys
from pathlib import Path
from ser_workbench.audio.decode import read_audio
assert len(read_audio(Path({str(tmp_path / "a.wav")!r}))) == 16000
assert "av" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
