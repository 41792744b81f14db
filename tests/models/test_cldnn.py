# SPDX-License-Identifier: MIT
"""The whole network: shared against patch by patch, alone against in a batch."""

import pytest
import torch

from ser_workbench.errors import SettingsError
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import MODEL_NAMES, settings_for
from ser_workbench.models.cldnn import MODULES, Cldnn
from ser_workbench.models.settings import ModelSettings
from tests.models.plain_network import classify_plainly, convolve_plainly, listen_plainly, splice_plainly


def network_named(name: str, seed: int = 0) -> Cldnn:
    model, kind = settings_for(name)
    return Cldnn(model, FeatureSettings.model_validate({"kind": kind}), emotions=7, seed=seed)


def ten_utterances(height: int) -> tuple[list[torch.Tensor], torch.Tensor, torch.Tensor]:
    rng = torch.Generator().manual_seed(1)
    lengths = [41, 3, 60, 17, 1, 33, 59, 28, 12, 50]
    utterances = [torch.randn(n, height, generator=rng) for n in lengths]
    return utterances, torch.nn.utils.rnn.pad_sequence(utterances, batch_first=True), torch.tensor(lengths)


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_that_an_utterance_alone_and_in_a_padded_batch_of_ten_has_the_same_logits(name):
    network = network_named(name).eval()
    utterances, batch, lengths = ten_utterances(network.features.height)
    with torch.no_grad():
        together = network(batch, lengths)
        alone = torch.cat([network(u.unsqueeze(0), torch.tensor([len(u)])) for u in utterances])
    torch.testing.assert_close(together, alone, rtol=0, atol=1e-5)


def test_that_logits_are_the_same_with_and_without_gradients():
    # oneDNN computes the LSTM in another way where a gradient is wanted.
    network = network_named("fst-cldnn-log-mel").eval()
    _, batch, lengths = ten_utterances(40)
    with torch.no_grad():
        without = network(batch, lengths)
    torch.testing.assert_close(network(batch, lengths), without, rtol=0, atol=1e-6)


def test_that_the_papers_sizes_agree_with_the_plain_network():
    network = network_named("fst-cldnn-log-mel").eval()
    utterances, batch, lengths = ten_utterances(40)
    torch.testing.assert_close(network(batch, lengths), classify_plainly(network, utterances), rtol=0, atol=1e-5)


def test_that_dropout_follows_from_seed_and_epoch_and_only_while_training():
    network = network_named("ldnn-mfcc")
    _, batch, lengths = ten_utterances(13)

    def drawn(seed: int, epoch: int) -> torch.Tensor:
        network.draw_dropout_from(seed, epoch)
        return network(batch, lengths)

    network.train()
    assert torch.equal(drawn(0, 1), drawn(0, 1))
    assert not torch.equal(drawn(0, 1), drawn(0, 2))
    assert not torch.equal(drawn(0, 1), drawn(1, 1))
    network.eval()
    assert torch.equal(drawn(0, 1), drawn(0, 2))


def test_that_dropout_keeps_four_fifths_and_their_mean():
    network = network_named("ldnn-mfcc").train()
    dropped = network._drop(torch.ones(200, 256))
    assert set(dropped.unique().tolist()) == {0.0, 1.25}
    assert (dropped > 0).float().mean().item() == pytest.approx(0.8, abs=0.01)


def test_that_building_a_network_leaves_the_global_generator_alone():
    before = torch.get_rng_state()
    network_named("fst-cldnn-mfcc")
    assert torch.equal(torch.get_rng_state(), before)


def test_that_modules_are_means_over_each_utterances_own_frames():
    network = network_named("fst-cldnn-log-mel")
    utterances, batch, lengths = ten_utterances(40)
    modules = network.forward_modules(batch, lengths)
    assert tuple(modules) == MODULES
    assert [tuple(modules[name].shape) for name in MODULES] == [(10, 640), (10, 64), (10, 256), (10, 7)]
    spliced = splice_plainly(utterances[3], 10, 5).squeeze(1)  # (frames, bands, columns)
    torch.testing.assert_close(modules["raw"][3], spliced.transpose(1, 2).flatten(1).mean(0), rtol=1e-5, atol=1e-6)
    torch.testing.assert_close(modules["mlp"].sum(1), torch.ones(10))


def test_that_the_modules_of_a_blstm_before_the_cnn_are_its_own():
    model = ModelSettings(name="custom", convolution="fst", order="blstm-cnn", maps=3, cells=4)
    network = Cldnn(model, FeatureSettings(), emotions=7, seed=0).eval()
    _, batch, lengths = ten_utterances(40)
    modules = network.forward_modules(batch, lengths)
    assert [tuple(modules[name].shape) for name in MODULES] == [(10, 640), (10, 6), (10, 8), (10, 7)]
    with torch.no_grad():
        torch.testing.assert_close(modules["mlp"], network(batch, lengths).softmax(1))


@pytest.mark.parametrize(
    ("convolution", "order"),
    [*((c, "cnn-blstm") for c in ("s", "t", "st", "fst")), ("t", "blstm-cnn"), ("fst", "blstm-cnn")],
)
def test_that_a_conv_layer_says_what_it_makes_of_each_spliced_frame_on_average(convolution, order):
    model = ModelSettings(name="custom", convolution=convolution, order=order, maps=3, cells=4, layers=3)
    network = Cldnn(model, FeatureSettings(), emotions=7, seed=0).eval()
    utterances, batch, lengths = ten_utterances(40)
    heard = network.forward_layers(batch, lengths, ("conv1", "conv2", "cnn"))
    if order == "blstm-cnn":
        patches = [splice_plainly(one, 10, 5).permute(0, 3, 1, 2).flatten(1) for one in utterances]
        utterances = listen_plainly(network, patches)
    for count, name in enumerate(("conv1", "conv2", "cnn"), 1):
        expected = torch.stack([convolve_plainly(network, one, count).mean(0) for one in utterances])
        torch.testing.assert_close(heard[name], expected, rtol=1e-4, atol=1e-5)


def test_that_fully_connected_layers_are_heard_behind_their_activation():
    network = network_named("fst-cldnn-log-mel").eval()
    _, batch, lengths = ten_utterances(40)
    layers = network.forward_layers(batch, lengths, ("blstm", "dense1", "dense2", "dense3", "mlp"))
    with torch.no_grad():
        for before, name, layer in zip(layers, list(layers)[1:], network.dense, strict=False):
            said = layer(layers[before])
            said = said.softmax(1) if name == "mlp" else said.relu()
            torch.testing.assert_close(layers[name], said)


@pytest.mark.parametrize("convolution", ["none", "s", "st"])
def test_that_a_blstm_first_is_refused_where_no_convolution_can_follow_it(convolution):
    model = ModelSettings(name="custom", convolution=convolution, order="blstm-cnn")
    with pytest.raises(SettingsError, match="BLSTM"):
        Cldnn(model, FeatureSettings(), emotions=7, seed=0)


@pytest.mark.parametrize("convolution", ["s", "st"])
def test_that_spectral_convolution_of_mfcc_is_refused_with_its_reason(convolution):
    model = ModelSettings(name="custom", convolution=convolution)
    with pytest.raises(SettingsError, match="the DCT leaves no spectral locality"):
        Cldnn(model, FeatureSettings(kind="mfcc"), emotions=6, seed=0)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device here")
def test_that_the_gpu_gives_the_cpus_logits():
    network = network_named("fst-cldnn-log-mel").eval()
    _, batch, lengths = ten_utterances(40)
    expected = network(batch, lengths)
    ours = network.cuda()(batch.cuda(), lengths).cpu()
    torch.testing.assert_close(ours, expected, rtol=1e-3, atol=1e-3)  # cuDNN may round products to TF32.
