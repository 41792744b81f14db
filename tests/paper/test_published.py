# SPDX-License-Identifier: MIT
"""The published numbers agree with each other."""

from ser_workbench.inspection.contribution import contributions
from ser_workbench.paper.findings_modules import contribution_text
from ser_workbench.paper.published import (
    CONTRIBUTION_PERCENT,
    RHO,
    RHO_MODULES,
    TABLE_3_UA_PERCENT,
    TABLE_4_UA_PERCENT,
    TABLE_5_UA_PERCENT,
)


def test_that_the_published_table_5_gives_the_published_contributions():
    shares = {model: {name: ua / 100 for name, ua in row.items()} for model, row in TABLE_5_UA_PERCENT.items()}
    found = contributions(shares)
    assert {module: contribution_text(gain.mean, gain.deviation) for module, gain in found.items()} == {
        "cnn": "27.43 ± 5.18",
        "blstm": "35.63 ± 3.61",
        "mlp": "2.85 ± 2.32",
    }
    assert {module: f"{mean:.2f} ± {deviation:.2f}" for module, (mean, deviation) in CONTRIBUTION_PERCENT.items()} == {
        module: contribution_text(gain.mean, gain.deviation) for module, gain in found.items()
    }


def test_that_the_softmax_of_table_5_scores_about_what_the_network_itself_scores_in_table_4():
    for model, modules in TABLE_5_UA_PERCENT.items():
        assert abs(modules["mlp"] - TABLE_4_UA_PERCENT[model]["clean"]) < 1


def test_that_rho_falls_for_emotion_and_rises_for_speaker_and_gender_in_every_model():
    assert set(RHO) == set(TABLE_5_UA_PERCENT)
    for by_labeling in RHO.values():
        assert all(len(values) == len(RHO_MODULES) for values in by_labeling.values())
        assert list(by_labeling["emotion"]) == sorted(by_labeling["emotion"], reverse=True)
        assert list(by_labeling["speaker"]) == sorted(by_labeling["speaker"])
        assert list(by_labeling["gender"]) == sorted(by_labeling["gender"])


def test_that_both_strategies_of_table_3_have_the_same_feature_sets():
    assert set(TABLE_3_UA_PERCENT["loso"]) == set(TABLE_3_UA_PERCENT["tvt"])
