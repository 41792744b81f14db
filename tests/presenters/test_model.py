# SPDX-License-Identifier: MIT
"""The Model panel's decisions: which network, what is refused and why, what is drawn."""

from pathlib import Path

import pytest

from ser_workbench.corpus.catalog import open_corpus
from ser_workbench.corpus.utterance import Corpus, Utterance
from ser_workbench.models.catalog import MODEL_NAMES
from ser_workbench.models.shapes import count_parameters
from ser_workbench.presenters.model import ModelPresenter
from ser_workbench.presenters.model_pace import measure_pace, work_of
from ser_workbench.presenters.session import Session
from ser_workbench.progress import run_steps
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.settings import ExperimentSettings
from tests.presenters.compare_desk import make_runs
from tests.presenters.waiting_jobs import WaitingJobs


class FakeModelView:
    """Keeps what it was shown last."""

    def __init__(self):
        self.errors = {}
        self.drawings = 0

    def show_models(self, cards):
        self.cards = cards

    def show_choice(self, name, subtitle):
        self.choice, self.subtitle = name, subtitle

    def show_settings(self, model, features):
        self.model, self.features = model, features

    def show_sizes(self, sizes):
        self.sizes = {size.key: size for size in sizes}

    def show_refusals(self, refused):
        self.refused = refused

    def show_fixed(self, reasons):
        self.fixed = dict(reasons)

    def show_measuring(self, *, is_measuring):
        self.is_measuring = is_measuring

    def show_layers(self, layers):
        self.layers = layers
        self.drawings += 1

    def show_facts(self, facts):
        self.facts = {fact.title: fact.value for fact in facts}

    def show_setting_error(self, key, sentence):
        self.errors[key] = sentence


@pytest.fixture
def desk():
    session, view = Session(ExperimentSettings()), FakeModelView()
    presenter = ModelPresenter(session, view, WaitingJobs())
    presenter.start()
    return session, view, presenter


def test_that_the_eight_models_of_the_paper_and_a_free_one_are_offered(desk):
    _, view, _ = desk
    assert [card.name for card in view.cards] == [*MODEL_NAMES, "custom"]
    assert [card.numeral for card in view.cards[:8]] == [
        "(i)",
        "(ii)",
        "(iii)",
        "(iv)",
        "(v)",
        "(vi)",
        "(vii)",
        "(viii)",
    ]
    assert view.choice == "fst-cldnn-log-mel"


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_that_a_named_model_brings_its_features_and_its_convolution(desk, name):
    session, view, presenter = desk
    presenter.choose(name)
    assert view.choice == name
    assert session.settings.features.kind == ("mfcc" if name.endswith("mfcc") else "log-mel")
    assert view.layers[0].shape == (1, session.settings.features.height, 16)


def test_that_the_drawing_shows_the_shapes_that_the_paper_gives_for_fst_conv(desk):
    _, view, _ = desk
    shapes = {layer.title: layer.shape_text for layer in view.layers}
    # 40 bands are covered whole; 16 frames less 4 plus 1 are 13, pooled by 3 and 2 to 6.
    assert shapes["Conv 1"] == "32 × 1 × 13"
    assert shapes["Pool 1"] == "32 × 1 × 6"
    assert shapes["BLSTM"] == "256"
    assert view.layers[-1].shape == (6,)


def test_that_the_parameters_shown_are_those_of_the_whole_network(desk):
    session, view, _ = desk
    count = count_parameters(session.settings.model, session.settings.features, 6)
    assert view.facts["Parameters"] == f"{count:,}"
    assert view.facts["Sees at a time"] == "175 ms"


def test_that_the_last_layer_has_the_emotions_of_the_corpus(desk):
    session, view, _ = desk
    file = Path("a.wav")
    utterances = tuple(Utterance(f"{e}.wav", file, "s1", e, seconds=2.0) for e in ("anger", "fear"))
    session.take_corpus(Corpus(Path("tones"), "manifest", utterances))
    assert view.layers[-1].shape == (2,)
    assert view.facts["Emotions"] == "2"


def test_that_s_and_st_conv_are_refused_on_mfcc_with_the_reason(desk):
    session, view, presenter = desk
    presenter.choose("t-cldnn-mfcc")
    presenter.choose("custom")
    assert set(view.refused["model.convolution"]) == {"s", "st"}
    assert "spectral locality" in view.refused["model.convolution"]["s"]
    presenter.change({"model.convolution": "st"})
    assert "spectral locality" in view.errors["model.convolution"]
    assert session.settings.model.convolution == "t"


def test_that_mfcc_is_refused_under_s_conv_with_the_reason(desk):
    _, view, presenter = desk
    presenter.choose("s-cldnn-log-mel")
    presenter.choose("custom")
    assert "spectral locality" in view.refused["features.kind"]["mfcc"]


def test_that_a_filter_larger_than_its_input_is_grey_and_says_why(desk):
    _, view, presenter = desk
    presenter.choose("t-cldnn-log-mel")
    grey = [option for option in view.sizes["width_1"].options if option.reason]
    assert grey
    assert min(option.value for option in grey) <= 17
    assert "frames" in grey[-1].reason


def test_that_sizes_beyond_table_2_are_offered_and_called_so(desk):
    _, view, presenter = desk
    presenter.choose("s-cldnn-log-mel")
    texts = {option.value: option.text for option in view.sizes["height_1"].options}
    assert texts[9] == "9"
    assert "beyond Table 2" in texts[10]


def test_that_a_size_which_the_type_does_not_have_says_why(desk):
    _, view, _ = desk
    assert "all bands" in view.sizes["height_1"].unused
    assert view.sizes["width_1"].unused == ""


def test_that_another_width_changes_shapes_and_parameters_at_once(desk):
    _, view, presenter = desk
    before = view.facts["Parameters"]
    presenter.change({"model.width_1": 8})
    assert {layer.title: layer.shape for layer in view.layers}["Conv 1"] == (32, 1, 9)
    assert view.facts["Parameters"] != before


def test_that_resetting_brings_the_default_sizes_back(desk):
    session, _, presenter = desk
    defaults = session.settings.model
    presenter.change({"model.width_1": 8})
    presenter.use_paper_sizes()
    assert session.settings.model == defaults


def test_that_settings_of_other_panels_draw_nothing_again(desk):
    session, view, _ = desk
    session.change_settings({"training.patience": 9})
    assert view.drawings == 1


def test_that_a_tooltip_tells_output_parameters_and_work(desk):
    _, view, _ = desk
    tooltip = view.layers[1].tooltip
    assert "maps × bands × frames" in tooltip
    assert "5,152 parameters" in tooltip
    assert "multiply-adds" in tooltip


def test_that_the_time_of_an_epoch_is_unknown_until_something_was_trained(desk):
    _, view, _ = desk
    assert view.facts["Time an epoch"] == "–"


def test_that_the_time_of_an_epoch_follows_from_the_last_training(tmp_path):
    workspace, settings = make_runs(tmp_path)
    session, view, jobs = Session(settings), FakeModelView(), WaitingJobs()
    session.take_workspace(workspace)
    presenter = ModelPresenter(session, view, jobs)
    presenter.start()
    session.take_corpus(run_steps(open_corpus(Path(settings.corpus.folder))))
    presenter.shown()
    jobs.finish()
    run = workspace.store.list()[0]
    pace = run_steps(measure_pace(workspace))
    partition = RunFolder(workspace.run_folder(run.id)).load_partition()
    seconds = [sum(row.seconds for row in partition.side(side)) for side in ("train", "validation")]
    epochs = workspace.store.epochs(run.id)
    # The same settings on the same sides take the time that they took.
    expected = sum(epoch.seconds for epoch in epochs) / len(epochs)
    assert work_of(settings, 3, *seconds) / pace.multiply_adds_per_s == pytest.approx(expected)
    assert view.facts["Time an epoch"].startswith("about ")


def test_that_twice_the_noisy_copies_take_about_twice_the_time():
    settings = ExperimentSettings().changed({"noise.folder": "noise", "noise.noises": 20, "noise.snrs": 3})
    clean = settings.changed({"noise.folder": ""})
    assert work_of(settings, 6, 10.0, 2.0) == 61 * work_of(clean, 6, 10.0, 2.0)


def test_that_the_parts_of_the_papers_models_are_greyed_and_those_of_a_custom_one_are_not(desk):
    _, view, presenter = desk
    presenter.choose("t-cldnn-mfcc")
    assert {"layers", "pooling", "order"} <= set(view.fixed)
    presenter.choose("custom")
    presenter.change({"model.layers": 3, "model.width_1": 3, "model.width_2": 2})
    assert not view.fixed
    assert [layer.title for layer in view.layers if layer.kind == "conv"] == ["Conv 1", "Conv 2", "Conv 3"]


def test_that_another_order_is_drawn_with_the_blstm_before_the_convolutions(desk):
    _, view, presenter = desk
    presenter.choose("custom")
    presenter.change({"model.order": "blstm-cnn"})
    kinds = [layer.kind for layer in view.layers]
    assert kinds[:4] == ["input", "blstm", "input", "conv"]
    assert view.layers[2].window == (256, 4)


def test_that_a_measured_network_tells_the_time_of_an_epoch_until_it_is_another_one(tmp_path):
    _, settings = make_runs(tmp_path)
    session, view, jobs = Session(settings), FakeModelView(), WaitingJobs()
    presenter = ModelPresenter(session, view, jobs)
    presenter.start()
    session.take_corpus(run_steps(open_corpus(Path(settings.corpus.folder))))
    assert view.facts["Time an epoch"] == "–"
    presenter.measure()
    assert view.is_measuring
    jobs.finish()
    assert not view.is_measuring
    assert view.facts["Time an epoch"] not in ("–", "")
    presenter.choose("ldnn-mfcc")
    assert view.facts["Time an epoch"] == "–"
