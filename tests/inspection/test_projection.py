# SPDX-License-Identifier: MIT
"""Projections: where points and centres lie, what survives on held-out ones, and what cannot be shown."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from ser_workbench.errors import InspectionError
from ser_workbench.inspection.inertia import measure_inertia
from ser_workbench.inspection.outputs import LABELINGS, ModuleOutputs
from ser_workbench.inspection.projection import project
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.progress import Note, run_steps
from tests.inspection.made_outputs import make_outputs, sides_of


def show(outputs, view="lda", seed=0, labelings=LABELINGS, held_out=None, **changes):
    train, _, test = sides_of(outputs)
    settings = InspectionSettings.model_validate({"shuffles": 6, **changes})
    rng = np.random.default_rng(seed)
    return run_steps(project(train, held_out or test, "blstm", view, settings, rng, labelings))


def with_rows(outputs, change):
    return ModuleOutputs(tuple(change(row) for row in outputs.rows), outputs.arrays)


def test_that_emotion_and_speaker_lie_on_a_plane_and_gender_on_a_line():
    found = show(make_outputs(emotion=1.0))
    assert {labeling: shown.train.shape for labeling, shown in found.items()} == {
        "emotion": (144, 2),
        "speaker": (144, 2),
        "gender": (144, 1),
    }
    assert {shown.held_out.shape for shown in found.values()} == {(48, 2), (48, 1)}
    assert all(shown.train_places.tolist() == list(range(144)) for shown in found.values())


def test_that_centres_are_the_means_of_what_is_shown():
    outputs = make_outputs(emotion=1.0, speaker=1.0)
    for view in ("lda", "pca"):
        for labeling, shown in show(outputs, view).items():
            labels = np.array(outputs.side("train").labels(labeling))
            assert set(shown.centres) == set(labels)
            for name, centre in shown.centres.items():
                assert centre == pytest.approx(shown.train[labels == name].mean(axis=0), abs=1e-4)


def test_that_rho_is_measured_on_the_outputs_and_not_on_the_plane():
    outputs = make_outputs(emotion=1.0)
    train = outputs.side("train")
    for view in ("lda", "pca"):
        for labeling, shown in show(outputs, view).items():
            expected = measure_inertia(train.arrays["blstm"], train.labels(labeling)).rho
            assert shown.rho == pytest.approx(expected)


def test_that_the_held_out_score_is_that_of_scikit_learns_lda_on_other_speakers():
    outputs = make_outputs(emotion=0.4, gender=0.5)
    train, _, test = sides_of(outputs)
    found = show(outputs)
    for labeling in ("emotion", "gender"):
        second = LinearDiscriminantAnalysis().fit(train.arrays["blstm"], train.labels(labeling))
        answers, truth = second.predict(test.arrays["blstm"]), np.array(test.labels(labeling))
        recalls = [(answers[truth == name] == name).mean() for name in np.unique(truth)]
        assert found[labeling].held_out_score == pytest.approx(np.mean(recalls))


def test_that_only_what_is_known_survives_on_what_was_held_out():
    for labeling in LABELINGS:
        knowing = show(make_outputs(**{labeling: 2.0}), labelings=[labeling])[labeling]
        assert knowing.held_out_score > 0.9
        assert knowing.control_score == pytest.approx(knowing.chance, abs=0.2)
    for labeling in ("emotion", "speaker"):
        blind = show(make_outputs(), labelings=[labeling])[labeling]
        assert blind.held_out_score == pytest.approx(blind.chance, abs=0.15)


def test_that_more_features_than_utterances_separate_anything_and_the_score_tells():
    outputs = make_outputs(width=300)
    shown = show(outputs, labelings=["emotion"])["emotion"]
    labels = np.array(outputs.side("train").labels("emotion"))
    nearest = np.array(shown.map.classify(outputs.side("train").arrays["blstm"]))
    assert (nearest == labels).mean() > 0.9
    assert shown.held_out_score < 0.5
    assert "Regularised LDA" in shown.note


def test_that_regularisation_is_said_only_where_it_is_done():
    assert "Regularised" not in show(make_outputs())["emotion"].note
    assert "Regularised" in show(make_outputs(), lda="regularised")["emotion"].note


def test_that_the_map_lays_other_outputs_on_the_same_plane():
    outputs = make_outputs(emotion=1.0)
    for view in ("lda", "pca"):
        for shown in show(outputs, view).values():
            assert shown.map.apply(outputs.side("test").arrays["blstm"]) == pytest.approx(shown.held_out)


def test_that_pca_is_that_of_scikit_learn():
    outputs = make_outputs(emotion=2.0)
    found = show(outputs, "pca")["emotion"]
    second = PCA(2, svd_solver="full").fit(outputs.side("train").arrays["blstm"].astype(float))
    for shown, side in ((found.train, "train"), (found.held_out, "test")):
        expected = second.transform(outputs.side(side).arrays["blstm"].astype(float))
        assert np.abs(shown) == pytest.approx(np.abs(expected), abs=1e-3)
    assert (found.held_out_score, found.control_score, found.chance) == (None, None, None)


@pytest.mark.parametrize("view", ["tsne", pytest.param("umap", marks=pytest.mark.slow)])
def test_that_a_view_of_neighbours_keeps_emotions_together_that_lie_apart(view):
    outputs = make_outputs(emotion=9.0, utterances=12)
    found = show(outputs, view)
    shown = found["emotion"]
    assert shown.train.shape == (72, 2)
    assert shown.held_out.shape == (24, 2)
    for points, side in ((shown.train, "train"), (shown.held_out, "test")):
        labels = outputs.side(side).labels("emotion")
        distances = {name: np.linalg.norm(points - centre, axis=1) for name, centre in shown.centres.items()}
        nearest = [min(distances, key=lambda name, at=at: distances[name][at]) for at in range(len(labels))]
        assert np.mean([a == b for a, b in zip(nearest, labels, strict=True)]) > 0.9
    assert (found["gender"].train == shown.train).all()


def test_that_the_same_seed_gives_the_same_t_sne():
    outputs = make_outputs(utterances=6)
    first, again, other = (show(outputs, "tsne", seed)["emotion"].train for seed in (1, 1, 2))
    assert (first == again).all()
    assert first.shape == other.shape


def test_that_t_sne_takes_a_part_of_many_and_says_which():
    outputs = make_outputs(utterances=30)
    found = show(outputs, "tsne", most_embedded=100)["emotion"]
    assert found.train.shape == (100, 2)
    assert found.held_out.shape == (60, 2)
    assert len(set(found.train_places)) == 100
    assert max(found.train_places) < 180
    assert "100 of 180 training items" in found.note


def test_that_t_sne_says_how_long_it_will_take_before_it_does():
    train, _, test = sides_of(make_outputs(utterances=3))
    steps = project(train, test, "blstm", "tsne", InspectionSettings(), np.random.default_rng(0))
    notes = [event for event in steps if isinstance(event, Note)]
    assert "takes about 1 s" in notes[0].text


def test_that_unknown_genders_are_shown_but_have_no_part():
    outputs = with_rows(make_outputs(gender=2.0), lambda r: replace(r, gender="") if r.speaker == "s00" else r)
    shown = show(outputs)["gender"]
    assert shown.train.shape == (144, 1)
    assert set(shown.centres) == {"female", "male"}
    assert "The gender of 24 training items is unknown" in shown.note
    assert shown.held_out_score > 0.9


def test_that_a_corpus_without_genders_shows_the_others():
    found = show(with_rows(make_outputs(emotion=1.0), lambda row: replace(row, gender="")))
    assert found["gender"].train.shape[0] == 0
    assert found["gender"].note == "No gender is known."
    assert (found["gender"].rho, found["gender"].map) == (None, None)
    assert found["emotion"].train.shape == (144, 2)


def test_that_training_speakers_of_one_gender_are_not_told_apart_by_it():
    found = show(with_rows(make_outputs(), lambda row: replace(row, gender="female")))
    assert "All utterances are of one class, female" in found["gender"].note


def test_that_held_out_speakers_of_one_gender_give_no_score():
    outputs = make_outputs(gender=2.0)
    shown = show(outputs, held_out=outputs.side("test").take(range(24)))["gender"]
    assert shown.held_out_score is None
    assert shown.held_out.shape == (24, 1)
    assert "Held out there is only male" in shown.note


@pytest.mark.parametrize("view", ["lda", "pca", pytest.param("umap", marks=pytest.mark.slow)])
def test_that_nothing_held_out_is_no_obstacle(view):
    outputs = make_outputs(emotion=1.0)
    shown = show(outputs, view, held_out=outputs.side("test").take([]))["emotion"]
    assert shown.train.shape == (144, 2)
    assert len(shown.held_out) == 0
    assert shown.held_out_score is None


def test_that_an_emotion_that_was_not_learnt_does_not_count_and_is_named():
    outputs = make_outputs(emotion=2.0)
    strange = with_rows(outputs.side("test"), lambda r: replace(r, emotion="calm") if r.emotion == "fear" else r)
    shown = show(outputs, held_out=strange)["emotion"]
    assert shown.held_out_score > 0.9
    assert "no fear" in shown.note
    assert "calm was not learnt" in shown.note


def test_that_an_emotion_of_a_single_utterance_is_a_centre():
    outputs = make_outputs(emotion=1.0)
    rows = tuple(replace(row, emotion="boredom") if at == 0 else row for at, row in enumerate(outputs.rows))
    shown = show(ModuleOutputs(rows, outputs.arrays))["emotion"]
    assert set(shown.centres) == {"anger", "boredom", "fear", "sadness"}


def test_that_speakers_of_one_utterance_each_have_no_score_or_no_plane():
    outputs = make_outputs(utterances=1)
    assert "No class has two utterances" in show(outputs)["speaker"].note


def test_that_a_dead_module_is_said_to_have_the_same_mean_everywhere():
    outputs = make_outputs()
    outputs.arrays["blstm"][:] = 0.5
    for shown in show(outputs).values():
        assert "all have the same mean" in shown.note
    for shown in show(outputs, "pca").values():
        assert shown.rho is None
        assert (shown.train == 0).all()


@pytest.mark.parametrize("view", ["lda", "pca", "tsne"])
def test_that_what_is_no_number_is_refused(view):
    outputs = make_outputs()
    outputs.arrays["blstm"][3, 2] = np.nan
    with pytest.raises(InspectionError, match=outputs.rows[3].utterance):
        show(outputs, view)
