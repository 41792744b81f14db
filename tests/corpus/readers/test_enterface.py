# SPDX-License-Identifier: MIT
"""eNTERFACE'05 on small trees of its kinds of mistakes, and on a tree of every file that it was published with."""

import os
from pathlib import Path

import pytest

from ser_workbench.audio.decode import read_audio
from ser_workbench.corpus.utterance import Corpus
from tests.corpora import make_tone, write_files, write_wav
from tests.corpus.opening import checked, opened, problems_of
from tests.enterface_tree import read_manifest, write_enterface_tree
from tests.video_files import Track, write_video

EMOTIONS = ("anger", "disgust", "fear", "happiness", "sadness", "surprise")


def write_videos(folder: Path, *names: str) -> Path:
    for seed, name in enumerate(names):
        write_video(folder / name, [Track(make_tone(440, 0.05, 48000, seed))])
    return folder


def labels_of(corpus: Corpus) -> dict[str, tuple[str, str]]:
    return {utterance.id: (utterance.speaker, utterance.emotion) for utterance in corpus.utterances}


def test_that_folders_and_not_file_names_tell_who_speaks_and_how(tmp_path: Path) -> None:
    names = {
        "subject 1/anger/sentence 1/s1_an_1.avi": ("s01", "anger"),
        "subject 11/fear/sentence 3/s12_fe_3.avi": ("s11", "fear"),
        "subject 3/surprise/sentence 4/s_3_su_4.avi": ("s03", "surprise"),
        "subject 16/surprise/sentence 3/s16_su_3avi.avi": ("s16", "surprise"),
        "subject 44/sadness/sentence 5/s44_ha_5.avi": ("s44", "sadness"),
    }
    corpus = opened(write_videos(tmp_path, *names))
    assert corpus.reader == "enterface"
    assert labels_of(corpus) == names
    assert corpus.problems == ()
    assert {utterance.gender for utterance in corpus.utterances} == {"unknown"}
    assert corpus.utterances[0].seconds == pytest.approx(0.05, abs=1e-4)


@pytest.mark.parametrize(
    "place",
    [
        "enterface database/subject 1/anger/sentence 1/s1_an_1.avi",
        "a/b/subject1/anger/sentence1/s1_an_1.avi",
        "Subject_01/Anger/Sentence_1/s1_an_1.AVI",
        "subject 1/anger/s1_an_1.avi",
        "wav/subject 1/anger/sentence 1/s1_an_1.wav",
    ],
)
def test_that_a_tree_may_lie_deeper_and_be_spelt_otherwise(tmp_path: Path, place: str) -> None:
    write = write_files if place.endswith("wav") else lambda folder, names: write_videos(folder, *names)
    corpus = opened(write(tmp_path, [place]))
    assert labels_of(corpus) == {place: ("s01", "anger")}


def test_that_one_subject_can_be_opened_alone(tmp_path: Path) -> None:
    corpus = opened(write_videos(tmp_path, "subject 7/fear/sentence 1/s7_fe_1.avi") / "subject 7")
    assert labels_of(corpus) == {"fear/sentence 1/s7_fe_1.avi": ("s07", "fear")}


def test_that_of_a_video_and_a_sound_file_of_it_the_sound_file_is_read_once(tmp_path: Path) -> None:
    both = ("subject 1/anger/sentence 1/s1_an_1", "subject 2/fear/sentence 2/s2_fe_2")
    write_videos(tmp_path, *(f"{name}.avi" for name in both), "subject 2/fear/sentence 3/s2_fe_3.avi")
    for name in both:
        write_wav(tmp_path / f"{name}.wav", make_tone(440, seed=7))
    corpus = opened(tmp_path)
    assert list(labels_of(corpus)) == [f"{name}.wav" for name in both] + ["subject 2/fear/sentence 3/s2_fe_3.avi"]
    assert problems_of(corpus) == {
        "subject 1/anger/sentence 1/s1_an_1.avi": "is the same recording once more, in another folder or format; "
        "left out, with 1 other file."
    }


def test_that_each_recording_that_was_not_cut_into_sentences_is_named(tmp_path: Path) -> None:
    whole = [f"subject 6/{emotion}/s6_{emotion[:2]}.avi" for emotion in EMOTIONS]
    corpus = opened(write_videos(tmp_path, "subject 1/anger/sentence 1/s1_an_1.avi", *whole))
    assert corpus.speakers == ("s01",)
    assert list(problems_of(corpus)) == whole
    assert problems_of(corpus)[whole[2]] == (
        "holds all sentences of subject 6 in fear, not cut into utterances; left out."
    )


def test_that_other_files_in_the_tree_are_named_too(tmp_path: Path) -> None:
    names = [f"subject 1/anger/sentence {number}/s1_an_{number}.avi" for number in (1, 2)]
    corpus = opened(write_videos(tmp_path, *names, "trailer.avi"))
    assert list(problems_of(corpus)) == ["trailer.avi"]
    assert "is not named as the recordings of eNTERFACE'05" in problems_of(corpus)["trailer.avi"]


def test_that_videos_that_cannot_be_heard_are_left_out_with_the_reason(tmp_path: Path) -> None:
    names = [f"subject 1/anger/sentence {number}/s1_an_{number}.avi" for number in range(1, 6)]
    write_videos(tmp_path, *names)
    write_video(tmp_path / names[1], [], seconds=0.2)
    (tmp_path / names[2]).write_bytes((tmp_path / names[2]).read_bytes()[:-4000])
    (tmp_path / names[3]).write_text("a text\n" * 99, encoding="utf-8")
    (tmp_path / names[4]).write_bytes(b"")
    corpus = opened(tmp_path)
    assert list(labels_of(corpus)) == names[:1]
    assert problems_of(corpus) == {
        names[1]: "holds no sound track; remove it or export it again with sound.",
        names[2]: "is cut off before its end; copy or export it again.",
        names[3]: "cannot be read as audio; remove it or export it again.",
        names[4]: "holds no samples; remove it or record it again.",
    }


def test_that_videos_of_no_corpus_are_not_taken_for_this_one(tmp_path: Path) -> None:
    from ser_workbench.errors import UnknownCorpusError

    with pytest.raises(UnknownCorpusError, match=r"holds, for example, film\.avi"):
        opened(write_videos(tmp_path, "film.avi"))


@pytest.fixture(scope="module")
def tree(enterface_manifest: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_enterface_tree(tmp_path_factory.mktemp("enterface"), enterface_manifest)


@pytest.mark.real
def test_that_the_published_tree_holds_1257_utterances_of_42_subjects_and_is_left_as_it_is(
    tree: Path, enterface_manifest: Path
) -> None:
    before = _state_of(tree)
    report = checked(tree).to_json()
    assert report["reader"] == "enterface"
    assert (report["utterances"], report["speakers"], report["genders"]) == (1257, 42, {"unknown": 42})
    assert report["emotions"] == dict.fromkeys(EMOTIONS, 210) | {"happiness": 207}
    assert [problem["file"] for problem in report["problems"]] == [
        f"subject 6/{emotion}/s6_{emotion[:2]}.avi" for emotion in EMOTIONS
    ]
    assert _state_of(tree) == before
    assert len(before) > len(read_manifest(enterface_manifest))


@pytest.mark.real
def test_that_each_subject_of_the_published_tree_has_all_sentences_but_the_23rd(tree: Path) -> None:
    counts: dict[str, int] = {}
    for utterance in opened(tree).utterances:
        counts[utterance.speaker] = counts.get(utterance.speaker, 0) + 1
    assert counts == {f"s{n:02d}": 27 if n == 23 else 30 for n in range(1, 45) if n not in (6, 12)}


@pytest.mark.real
def test_that_every_codec_of_the_published_tree_is_heard(tree: Path) -> None:
    for utterance in opened(tree).utterances[:12]:
        assert len(read_audio(utterance.file)) / 16000 == pytest.approx(utterance.seconds, abs=0.02)


def _state_of(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Name → size, time of change, time of the last change of the entry itself; folders too."""
    state = {}
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            facts = Path(place, name).stat()
            state[os.path.join(place, name)] = (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)  # noqa: PTH118
    return state
