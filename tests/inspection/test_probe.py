# SPDX-License-Identifier: MIT
"""What probes find where something is known, where nothing is, and where the labels do not allow the question."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.svm import SVC

from ser_workbench.errors import InspectionError
from ser_workbench.inspection.outputs import LABELINGS, ModuleOutputs
from ser_workbench.inspection.probe import probe
from ser_workbench.inspection.settings import InspectionSettings
from ser_workbench.progress import run_steps
from tests.inspection.made_outputs import make_outputs, sides_of

FEW = InspectionSettings.model_validate({"shuffles": 6, "svm": {"kernel": "linear", "costs": "0.01, 1"}})


def ask(sides, labeling, settings=FEW, seed=0):
    return run_steps(probe(*sides, "blstm", labeling, settings, np.random.default_rng(seed)))


def change(side, **changes):
    return ModuleOutputs(tuple(replace(row, **changes) for row in side.rows), side.arrays)


@pytest.mark.parametrize("labeling", LABELINGS)
def test_that_a_probe_finds_what_a_module_knows_and_its_control_does_not(labeling):
    found = ask(sides_of(make_outputs(**{labeling: 2.0})), labeling)
    assert found.ua > 0.9
    assert found.control_ua == pytest.approx(found.chance, abs=0.25)
    assert found.interval[0] <= found.ua <= found.interval[1]


def test_that_a_probe_finds_nothing_where_nothing_is_known():
    for labeling in ("emotion", "speaker"):
        found = ask(sides_of(make_outputs()), labeling)
        assert found.ua == pytest.approx(found.chance, abs=0.15)


def test_that_a_probe_of_emotion_answers_as_scikit_learn_on_features_standardised_per_speaker():
    outputs = make_outputs(emotion=0.5, speaker=3.0)
    train, validation, test = sides_of(outputs)
    scaled = {}
    for speaker in sorted({row.speaker for row in outputs.rows}):
        places = [place for place, row in enumerate(outputs.rows) if row.speaker == speaker]
        points = outputs.arrays["blstm"][places].astype(float)
        scaled[speaker] = (points - points.mean(axis=0)) / points.std(axis=0)
    of = {row.utterance: scaled[row.speaker][int(row.utterance[4:6])] for row in outputs.rows}
    x, y = [of[row.utterance] for row in train.rows], train.labels("emotion")
    machines = [SVC(C=cost, kernel="linear", class_weight="balanced").fit(x, y) for cost in (0.01, 1)]
    chosen = max(
        machines,
        key=lambda machine: machine.score([of[r.utterance] for r in validation.rows], validation.labels("emotion")),
    )
    found = ask((train, validation, test), "emotion")
    assert [answer.answer for answer in found.answers] == chosen.predict([of[r.utterance] for r in test.rows]).tolist()
    assert [answer.truth for answer in found.answers] == list(test.labels("emotion"))
    assert found.items == {"train": 144, "validation": 48, "test": 48}


def test_that_gender_is_not_standardised_away():
    # Per speaker, nothing of gender would be left.
    assert ask(sides_of(make_outputs(gender=2.0)), "gender").ua > 0.9


def test_that_speakers_are_asked_for_on_other_utterances_of_the_training_speakers():
    train, validation, test = sides_of(make_outputs(speaker=2.0))
    found = ask((train, validation, test), "speaker")
    assert found.items == {"train": 72, "validation": 36, "test": 36}
    assert set(found.classes) == {row.speaker for row in train.rows}
    assert {answer.utterance for answer in found.answers} < {row.utterance for row in train.rows}


def test_that_the_same_seed_gives_the_same_answers():
    sides = sides_of(make_outputs(emotion=0.5, speaker=0.5))
    for labeling in LABELINGS:
        assert ask(sides, labeling) == ask(sides, labeling)


def test_that_the_interval_of_speakers_that_are_recognised_alike_has_no_width():
    found = ask(sides_of(make_outputs(speaker=9.0)), "speaker")
    assert (found.ua, found.interval) == (1.0, (1.0, 1.0))


def test_that_the_interval_of_a_probe_of_speakers_draws_whole_speakers():
    found = ask(sides_of(make_outputs(speaker=0.4, speakers=14)), "speaker")
    right = {name: [a.answer == name for a in found.answers if a.truth == name] for name in found.classes}
    recalls = [np.mean(said) for said in right.values()]
    plain = [np.mean(np.random.default_rng(seed).choice(recalls, len(recalls))) for seed in range(4000)]
    assert 0.1 < found.ua < 0.9
    assert found.interval == pytest.approx(tuple(np.quantile(plain, [0.025, 0.975])), abs=0.03)


def test_that_a_single_test_speaker_has_no_interval_but_a_doubt():
    train, validation, test = sides_of(make_outputs(emotion=2.0))
    one = test.take(range(24))
    found = ask((train, validation, one), "emotion")
    assert found.ua > 0.9
    assert found.interval is None
    assert "1 test speaker" in found.note


def test_that_unknown_genders_are_left_out_and_it_is_said():
    train, validation, test = sides_of(make_outputs(gender=2.0))
    unknown = ModuleOutputs(tuple(replace(r, gender="") if r.speaker == "s00" else r for r in train.rows), train.arrays)
    found = ask((unknown, validation, test), "gender")
    assert found.items["train"] == 120
    assert "The gender of 24 items is unknown" in found.note


def test_that_genders_nobody_knows_are_no_question():
    sides = [change(side, gender="") for side in sides_of(make_outputs())]
    found = ask(sides, "gender")
    assert (found.ua, found.interval, found.control_ua, found.chance, found.answers) == (None, None, None, None, ())
    assert "no gender is known" in found.note


def test_that_a_test_side_of_one_gender_is_no_question():
    train, validation, test = sides_of(make_outputs(gender=2.0))
    found = ask((train, validation, test.take(range(24))), "gender")
    assert found.ua is None
    assert "On the test side every gender is male" in found.note


def test_that_a_validation_of_one_gender_leaves_the_choice_to_the_training_speakers():
    train, validation, test = sides_of(make_outputs(gender=2.0))
    found = ask((train, validation.take(range(24)), test), "gender")
    assert found.ua > 0.9
    assert "within the training speakers" in found.note


def test_that_one_training_speaker_of_a_gender_is_enough_to_ask():
    train, validation, test = sides_of(make_outputs(gender=3.0))
    places = [place for place, row in enumerate(train.rows) if row.gender == "male" or row.speaker == "s01"]
    found = ask((train.take(places), validation.take(range(24)), test), "gender")
    assert found.ua > 0.9
    assert "too few speakers for anything better" in found.note


def test_that_an_emotion_that_was_never_learnt_is_left_out_and_it_is_said():
    train, validation, test = sides_of(make_outputs(emotion=2.0))
    places = [place for place, row in enumerate(train.rows) if row.emotion != "fear"]
    found = ask((train.take(places), validation, test), "emotion")
    assert found.classes == ("anger", "sadness")
    assert found.items == {"train": 96, "validation": 32, "test": 32}
    assert "fear is not on the training side" in found.note


def test_that_an_emotion_that_the_test_lacks_is_named():
    train, validation, test = sides_of(make_outputs(emotion=2.0))
    places = [place for place, row in enumerate(test.rows) if row.emotion != "fear"]
    found = ask((train, validation, test.take(places)), "emotion")
    assert found.chance == pytest.approx(1 / 3)
    assert "On the test side there is no fear" in found.note


def test_that_an_emotion_of_a_single_utterance_can_be_asked_for():
    train, validation, test = sides_of(make_outputs(emotion=2.0))
    rows = tuple(replace(row, emotion="boredom") if at == 0 else row for at, row in enumerate(train.rows))
    found = ask((ModuleOutputs(rows, train.arrays), validation, test), "emotion")
    assert "boredom" in found.classes
    assert found.ua > 0.8


def test_that_speakers_of_too_few_utterances_are_left_out_and_named():
    train, validation, test = sides_of(make_outputs(speaker=2.0))
    places = [place for place, row in enumerate(train.rows) if row.speaker != "s03" or row.utterance.endswith("00.wav")]
    found = ask((train.take(places), validation, test), "speaker")
    assert "s03" not in found.classes
    assert "Of s03 there are fewer than three utterances" in found.note


def test_that_one_training_speaker_is_no_question_of_speakers():
    train, validation, test = sides_of(make_outputs())
    found = ask((train.take(range(24)), validation, test), "speaker")
    assert found.ua is None
    assert "Fewer than two training speakers" in found.note


def test_that_columns_that_never_change_do_no_harm():
    outputs = make_outputs(emotion=2.0)
    outputs.arrays["blstm"][:, :4] = 7.0
    for labeling in LABELINGS:
        found = ask(sides_of(outputs), labeling)
        assert found.ua is not None
    assert ask(sides_of(outputs), "emotion").ua > 0.9


def test_that_a_dead_module_is_at_chance():
    outputs = make_outputs()
    outputs.arrays["blstm"][:] = 0.0
    for labeling in LABELINGS:
        found = ask(sides_of(outputs), labeling)
        assert found.ua == pytest.approx(found.chance)


@pytest.mark.parametrize("side", [0, 1, 2])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_that_what_is_no_number_is_refused_with_the_utterance_that_it_is_of(side, value):
    sides = sides_of(make_outputs())
    sides[side].arrays["blstm"][5, 3] = value
    with pytest.raises(InspectionError, match=sides[side].rows[5].utterance):
        ask(sides, "emotion")


def test_that_a_module_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(InspectionError, match="no outputs of 'cnn'; there are: blstm"):
        run_steps(probe(*sides_of(make_outputs()), "cnn", "emotion", FEW, np.random.default_rng(0)))
