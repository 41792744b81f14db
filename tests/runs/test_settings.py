# SPDX-License-Identifier: MIT
"""An experiment's settings: models, TOML, relative folders."""

from pathlib import Path

import pytest

from ser_workbench.errors import SettingsError
from ser_workbench.models.catalog import MODEL_NAMES
from ser_workbench.runs.compare import difference_of_settings
from ser_workbench.runs.settings import ExperimentSettings, configure, load_experiment


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_that_each_of_the_eight_models_brings_its_features(name):
    settings = ExperimentSettings().changed({"model.name": name})
    assert settings.model.name == name
    assert settings.features.kind == ("mfcc" if name.endswith("mfcc") else "log-mel")


def test_that_the_default_is_the_papers_protocol():
    settings = ExperimentSettings()
    assert (settings.training.learning_rate, settings.training.batch_size, settings.training.patience) == (0.001, 10, 3)
    assert (settings.noise.noises, settings.noise.snrs) == (20, 3)
    assert settings.model.name == "fst-cldnn-log-mel"


def test_that_settings_survive_their_toml_file(tmp_path):
    settings = ExperimentSettings().changed(
        {
            "model.name": "s-cldnn-log-mel",
            "name": 'quotes " and ü',
            "corpus.folder": str(tmp_path / "corpus"),
            "training.learning_rate": 1e-05,
            "model.height_1": 9,
        }
    )
    file = tmp_path / "a.toml"
    file.write_text(settings.to_toml(), encoding="utf-8")
    assert load_experiment(file) == settings


def test_that_a_file_may_name_the_model_alone(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text('[model]\nname = "fst-cldnn-mfcc"\n')
    assert load_experiment(file) == ExperimentSettings().changed({"model.name": "fst-cldnn-mfcc"})


def test_that_relative_folders_start_at_the_file(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text('[corpus]\nfolder = "speech"\n[noise]\nfolder = "../noise"\n')
    settings = load_experiment(file)
    assert Path(settings.corpus.folder) == (tmp_path / "speech").resolve()
    assert Path(settings.noise.folder) == (tmp_path.parent / "noise").resolve()


def test_that_relative_folders_among_the_changes_start_where_the_user_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = configure(None, {"corpus.folder": "speech", "model.name": "ldnn-mfcc", "training.patience": "7"})
    assert Path(settings.corpus.folder) == (tmp_path / "speech").resolve()
    assert (settings.features.kind, settings.training.patience) == ("mfcc", 7)


def test_that_a_model_cannot_be_set_on_features_it_does_not_work_on():
    with pytest.raises(SettingsError, match="MFCC"):
        ExperimentSettings().changed({"features.kind": "mfcc"})


def test_that_an_unknown_model_names_the_eight():
    with pytest.raises(SettingsError, match="fst-cldnn-log-mel"):
        ExperimentSettings().changed({"model.name": "cnn"})


def test_that_only_settings_that_differ_are_told_and_never_the_name():
    first = ExperimentSettings().changed({"model.name": "ldnn-log-mel"})
    second = first.changed({"training.seed": 1, "name": "other"})
    assert difference_of_settings([first, second, first]) == {"training.seed": (0, 1, 0)}


def test_that_a_type_of_convolution_that_the_named_model_does_not_have_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"model\.name=custom"):
        ExperimentSettings().changed({"model.convolution": "t"})
    free = ExperimentSettings().changed({"model.name": "custom", "model.convolution": "t"})
    assert free.model.convolution == "t"
