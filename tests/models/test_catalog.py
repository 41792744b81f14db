# SPDX-License-Identifier: MIT
"""The eight models by name, and what is refused with which reason."""

import pytest

from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import MODEL_NAMES, SIZE_KEYS, check_model, refusals, settings_for, title_of
from ser_workbench.models.plan import plan_convolutions
from ser_workbench.models.settings import ModelSettings

LOG_MEL, MFCC = FeatureSettings(), FeatureSettings(kind="mfcc")


def custom(**values: int | str | bool) -> ModelSettings:
    return ModelSettings.model_validate({"name": "custom", **values})


def test_that_the_eight_models_are_titled_as_in_the_paper():
    assert [title_of(name) for name in MODEL_NAMES] == [
        "LDNN (MFCC)",
        "LDNN (log-Mel)",
        "T-CLDNN (MFCC)",
        "FST-CLDNN (MFCC)",
        "T-CLDNN (log-Mel)",
        "S-CLDNN (log-Mel)",
        "ST-CLDNN (log-Mel)",
        "FST-CLDNN (log-Mel)",
    ]


def test_that_each_of_the_eight_fits_its_features():
    for name in MODEL_NAMES:
        model, kind = settings_for(name)
        check_model(model, FeatureSettings.model_validate({"kind": kind}))


def test_that_a_named_model_keeps_its_own_convolution():
    assert ModelSettings.model_validate({"name": "t-cldnn-mfcc", "convolution": "fst"}).convolution == "t"
    assert custom(convolution="s").changed({"name": "ldnn-mfcc"}).convolution == "none"


def test_that_a_model_on_the_other_features_is_refused():
    with pytest.raises(SettingsError, match=r"FST-CLDNN \(MFCC\) works on MFCC, not on log-Mel"):
        check_model(settings_for("fst-cldnn-mfcc")[0], LOG_MEL)


def test_that_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(SettingsError, match="there are: ldnn-mfcc"):
        settings_for("cldnn")


def test_that_spectral_types_are_refused_on_mfcc_and_mfcc_beside_them():
    on_mfcc = {(refusal.key, refusal.value) for refusal in refusals(custom(convolution="t"), MFCC)}
    assert {("convolution", "s"), ("convolution", "st")} <= on_mfcc
    beside = [refusal for refusal in refusals(custom(convolution="s"), LOG_MEL) if refusal.key == "features.kind"]
    assert [(refusal.value, refusal.reason) for refusal in beside] == [
        ("mfcc", "the DCT leaves no spectral locality (Section 3.3)")
    ]


def test_that_the_papers_models_keep_their_parts_and_only_custom_is_free():
    named = ModelSettings.model_validate({"name": "t-cldnn-mfcc", "layers": 3, "pooling": "mean"})
    assert (named.layers, named.pooling) == (2, "max")
    assert {"layers", "activation", "pooling"} <= {refusal.key for refusal in refusals(named, MFCC)}
    assert "layers" not in {refusal.key for refusal in refusals(custom(convolution="t"), MFCC)}


def test_that_only_what_can_follow_a_blstm_is_left_beside_it():
    refused = {r.value for r in refusals(custom(convolution="t", order="blstm-cnn"), LOG_MEL) if r.key == "convolution"}
    assert refused == {"none", "s", "st"}


def test_that_sizes_a_type_does_not_use_are_refused_as_a_whole():
    unused = {refusal.key for refusal in refusals(custom(convolution="fst"), LOG_MEL) if refusal.value is None}
    assert unused == {"height_1", "height_2"}
    unused = {refusal.key for refusal in refusals(custom(convolution="none"), LOG_MEL) if refusal.value is None}
    assert unused == set(SIZE_KEYS)


@pytest.mark.parametrize("convolution", ["s", "t", "st", "fst"])
def test_that_what_is_refused_cannot_be_planned_and_what_is_not_can(convolution):
    model = custom(convolution=convolution)
    refused = {(refusal.key, refusal.value) for refusal in refusals(model, LOG_MEL)}
    for key in SIZE_KEYS:
        if (key, None) in refused:
            continue
        for size in range(2, 45):
            changed = model.changed({key: size})
            if (key, size) in refused:
                with pytest.raises(SettingsError):
                    plan_convolutions(changed, LOG_MEL)
            else:
                plan_convolutions(changed, LOG_MEL)


def test_that_a_short_pooling_is_refused_where_it_may_not_shrink():
    with pytest.raises(SettingsError, match="fewer than its pooling takes"):
        plan_convolutions(custom(convolution="fst", width_1=8, width_2=3, pool_shrinks=False), LOG_MEL)


def test_that_st_filters_over_all_bands_are_called_fst():
    with pytest.raises(SettingsError, match="for all bands choose FST-Conv"):
        plan_convolutions(custom(convolution="st", height_1=40), LOG_MEL)
