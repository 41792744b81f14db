# SPDX-License-Identifier: MIT
"""The network that training is measured against computes the same."""

import pytest
import torch

from ser_workbench.bench.plain_network import PlainCldnn
from ser_workbench.features.settings import FeatureSettings
from ser_workbench.models.catalog import MODEL_NAMES, settings_for
from ser_workbench.models.cldnn import Cldnn


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_that_the_plain_network_of_each_model_has_our_logits(name):
    model, kind = settings_for(name)
    features = FeatureSettings.model_validate({"kind": kind})
    network = Cldnn(model, features, emotions=7, seed=0).eval()
    lengths = torch.tensor([9, 1, 30])
    batch = torch.randn(3, 30, features.height, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        torch.testing.assert_close(PlainCldnn(network)(batch, lengths), network(batch, lengths), rtol=1e-5, atol=1e-5)
