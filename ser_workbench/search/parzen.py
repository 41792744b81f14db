# SPDX-License-Identifier: MIT
"""The next combination by TPE, the tree-structured Parzen estimator (Bergstra et al. 2011), as Optuna has it."""

from collections.abc import Mapping, Sequence

import numpy as np

from ser_workbench.search.values import Sizes


def ask_parzen(every: Sequence[Sizes], tried: Sequence[Sizes], means: Mapping[Sizes, float], seed: int) -> Sizes:
    """A combination that was not tried yet; `means` are the UA of those that are known.

    The answer follows from the arguments: the sampler begins anew each time, from the seed and what was tried.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    drawn_from = (seed, len(tried))
    sampler = optuna.samplers.TPESampler(seed=int(np.random.SeedSequence(drawn_from).generate_state(1)[0]))
    study = optuna.create_study(direction="maximize", sampler=sampler)
    values = {key: sorted({dict(sizes)[key] for sizes in every}) for key, _ in every[0]}
    space: dict[str, optuna.distributions.BaseDistribution] = {
        key: optuna.distributions.IntDistribution(choices[0], choices[-1]) for key, choices in values.items()
    }
    for sizes in tried:
        if sizes in means:
            study.add_trial(optuna.trial.create_trial(params=dict(sizes), distributions=space, value=means[sizes]))
    asked = study.ask(space).params
    wanted = tuple((key, int(asked[key])) for key, _ in every[0])
    if wanted in every and wanted not in tried:
        return wanted
    left = [sizes for sizes in every if sizes not in tried]  # TPE forgets what it tried; so small a space runs dry.
    return min(left, key=lambda sizes: _distance(sizes, wanted))


def _distance(sizes: Sizes, wanted: Sizes) -> int:
    return sum(abs(a - b) for (_, a), (_, b) in zip(sizes, wanted, strict=True))
