# SPDX-License-Identifier: MIT
"""What the paper published (paper.md, Section 6), as data."""

from collections.abc import Mapping

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
