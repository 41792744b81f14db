# SPDX-License-Identifier: MIT
"""What the paper published (paper.md, Sections 6 and 7), as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from ser_workbench.runs.result import CLEAN, NOISY

TABLE_4_DATA = "eNTERFACE'05 + MUSAN"
"""What Table 4 was measured on; scores on other corpora or noises cannot be compared with it."""

TABLE_4_UA_PERCENT: Mapping[str, Mapping[str, float]] = {
    "ldnn-mfcc": {NOISY: 75.51, CLEAN: 88.33},
    "ldnn-log-mel": {NOISY: 78.87, CLEAN: 90.42},
    "t-cldnn-mfcc": {NOISY: 83.44, CLEAN: 87.92},
    "fst-cldnn-mfcc": {NOISY: 84.45, CLEAN: 92.92},
    "t-cldnn-log-mel": {NOISY: 84.23, CLEAN: 92.92},
    "s-cldnn-log-mel": {NOISY: 82.73, CLEAN: 91.67},
    "st-cldnn-log-mel": {NOISY: 84.26, CLEAN: 93.75},
    "fst-cldnn-log-mel": {NOISY: 86.21, CLEAN: 94.58},
}
"""Table 4, UA in percent of the eight models, each of one training on eight test speakers."""

TABLE_3_UA_PERCENT: Mapping[str, Mapping[str, float]] = {
    "loso": {"EC": 66.61, "PC": 73.87, "SSC": 79.19, "STC": 81.18, "ComParE": 80.45},
    "tvt": {"EC": 70.83, "PC": 71.66, "SSC": 77.92, "STC": 80.00, "ComParE": 80.83},
}
"""Table 3, UA in percent of SVMs with the best kernel, clean condition, by strategy and feature set (its STC has 5757
features)."""

TABLE_3_YAN_UA_PERCENT: Mapping[str, float] = {"PC": 74.21}
"""Table 3, UA in percent that it quotes of Yan et al. (2016): five folds that share speakers."""

RIVALS_UA_PERCENT: Mapping[str, float] = {"svm": 80.83, "skrrr": 87.46}
"""Table 4, UA in percent of the rivals, clean condition: an SVM on ComParE, and SKRRR as Yan et al. published it."""

TABLE_5_UA_PERCENT: Mapping[str, Mapping[str, float]] = {
    "t-cldnn-mfcc": {"raw": 23.75, "cnn": 52.50, "blstm": 88.75, "mlp": 88.75},
    "fst-cldnn-mfcc": {"raw": 23.75, "cnn": 56.25, "blstm": 88.75, "mlp": 92.50},
    "t-cldnn-log-mel": {"raw": 27.92, "cnn": 59.17, "blstm": 93.33, "mlp": 93.33},
    "s-cldnn-log-mel": {"raw": 27.92, "cnn": 45.83, "blstm": 88.33, "mlp": 91.67},
    "st-cldnn-log-mel": {"raw": 27.92, "cnn": 55.83, "blstm": 89.17, "mlp": 93.75},
    "fst-cldnn-log-mel": {"raw": 27.92, "cnn": 54.17, "blstm": 89.17, "mlp": 94.58},
}
"""Table 5, UA in percent of an SVM on each module of each model, clean condition."""

CONTRIBUTION_PERCENT: Mapping[str, tuple[float, float]] = {
    "cnn": (27.43, 5.18),
    "blstm": (35.63, 3.61),
    "mlp": (2.85, 2.32),
}
"""Section 7.4: what a module adds to the UA of the one before, mean and sample standard deviation over the models."""

RHO_MODULES = ("cnn", "blstm", "mlp")
"""The modules of Figures 3 to 8, in the order of depth."""

RHO: Mapping[str, Mapping[str, tuple[float, float, float]]] = {
    "s-cldnn-log-mel": {
        "emotion": (2.821, 1.193, 0.314),
        "speaker": (1.278, 2.857, 7.376),
        "gender": (1.777, 4.303, 19.403),
    },
    "t-cldnn-log-mel": {
        "emotion": (2.506, 1.148, 0.263),
        "speaker": (1.298, 2.800, 7.762),
        "gender": (2.988, 5.292, 17.292),
    },
    "st-cldnn-log-mel": {
        "emotion": (2.655, 1.329, 0.317),
        "speaker": (1.298, 2.615, 7.747),
        "gender": (2.015, 4.821, 23.587),
    },
    "fst-cldnn-log-mel": {
        "emotion": (2.670, 1.731, 0.361),
        "speaker": (1.391, 2.507, 7.057),
        "gender": (3.338, 5.656, 16.753),
    },
    "t-cldnn-mfcc": {
        "emotion": (2.850, 1.023, 0.315),
        "speaker": (1.326, 2.436, 7.273),
        "gender": (2.441, 4.318, 13.363),
    },
    "fst-cldnn-mfcc": {
        "emotion": (2.495, 1.593, 0.301),
        "speaker": (1.486, 2.563, 6.749),
        "gender": (2.502, 4.185, 12.230),
    },
}
"""Figures 3 to 8: ρ by model and labeling, in the order of RHO_MODULES, on the clean training side."""


@dataclass(frozen=True, slots=True)
class PublishedFinding:
    """One claim of the paper, with the numbers that it gives for it."""

    key: str
    claim: str
    published: str


FINDINGS = (
    PublishedFinding(
        "emotion-with-depth",
        "Emotions separate more and more with depth.",
        "ρ of emotion falls from CNN to BLSTM to MLP in all six models, from 2.495-2.850 to 0.263-0.361.",
    ),
    PublishedFinding(
        "speaker-with-depth",
        "Speakers are filtered out with depth.",
        "ρ of speaker rises from CNN to BLSTM to MLP in all six models, from 1.278-1.486 to 6.749-7.762.",
    ),
    PublishedFinding(
        "gender-with-depth",
        "Gender is filtered out with depth.",
        "ρ of gender rises from CNN to BLSTM to MLP in all six models, from 1.777-3.338 to 12.230-23.587.",
    ),
    PublishedFinding(
        "mlp-filters",
        "The MLP, not the BLSTM, is what throws speaker and gender away.",
        "ρ of speaker grows at most 2.24-fold in the BLSTM and at least 2.58-fold in the MLP; ρ of gender at most "
        "2.42-fold and at least 2.92-fold.",
    ),
    PublishedFinding(
        "contributions",
        "The BLSTM contributes most, then the CNN, then the MLP.",
        "CNN 27.43 ± 5.18, BLSTM 35.63 ± 3.61, MLP 2.85 ± 2.32 percentage points of UA over six models.",
    ),
    PublishedFinding(
        "fst-least-noise",
        "FST-Conv suffers least from noise, S-Conv most, T-Conv and ST-Conv are between them.",
        "UA in noise, log-Mel: FST 86.21, ST 84.26, T 84.23, S 82.73.",
    ),
    PublishedFinding(
        "s-conv-beats-dct",
        "Learnt S-Conv beats the DCT.",
        "S-CLDNN (log-Mel) 82.73 in noise and 91.67 clean, LDNN (MFCC) 75.51 and 88.33.",
    ),
    PublishedFinding(
        "fst-best-clean",
        "FST-Conv outperforms the other three types in the clean condition too.",
        "UA clean, log-Mel: FST 94.58, ST 93.75, T 92.92, S 91.67.",
    ),
    PublishedFinding(
        "convolution-helps",
        "Conv layers improve upon the LDNN in both conditions.",
        "CLDNNs less the LDNN of the same features, mean over six models: 6.47 in noise, 2.57 clean; T-CLDNN (MFCC) "
        "clean is the one that loses, by 0.41.",
    ),
    PublishedFinding(
        "log-mel-beats-mfcc",
        "The DCT takes affective information away, the more so in noise.",
        "LDNN (log-Mel) less LDNN (MFCC): 3.36 in noise, 2.09 clean.",
    ),
    PublishedFinding(
        "beats-rivals",
        "The FST-CLDNN recognises more than the published rivals.",
        "Clean: FST-CLDNN (log-Mel) 94.58, SKRRR 87.46, SVM on ComParE 80.83.",
    ),
)
"""The findings to look for (paper.md, Section 7, then Sections 7.2 and 7.3 of the paper), in the order of telling."""
