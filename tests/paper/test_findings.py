# SPDX-License-Identifier: MIT
"""The findings of the paper, judged from its own numbers and from others."""

import re
from dataclasses import replace

import pytest

from ser_workbench.paper.evidence import Evidence
from ser_workbench.paper.findings_modules import judge_modules
from ser_workbench.paper.findings_scores import SCORE_FINDINGS, judge_scores
from ser_workbench.paper.published import FINDINGS
from ser_workbench.runs.tally import Tally
from tests.paper.published_evidence import answers_of, found_of, published_evidence


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return published_evidence()


def judged(evidence: Evidence):
    return {
        one.key: judge_scores(one, evidence) if one.key in SCORE_FINDINGS else judge_modules(one, evidence)
        for one in FINDINGS
    }


def test_that_the_papers_own_numbers_bear_its_findings_out(evidence):
    verdicts = {key: finding.verdict for key, finding in judged(evidence).items()}
    assert set(verdicts) == {one.key for one in FINDINGS}
    # T-Conv and ST-Conv stand 0.03 apart and are not claimed to differ; all else is told apart by such numbers.
    assert verdicts == dict.fromkeys(verdicts, "holds")


def test_that_the_contributions_are_told_as_the_paper_prints_them(evidence):
    sentence = judged(evidence)["contributions"].sentence
    told = [float(number) for number in re.findall(r"\d+\.\d\d", sentence)[:6]]
    assert told == pytest.approx([27.43, 5.18, 35.63, 3.61, 2.85, 2.32], abs=1e-9)


def test_that_the_sentence_about_depth_has_factors_and_counts_models(evidence):
    sentence = judged(evidence)["emotion-with-depth"].sentence
    assert "It falls at both steps in 6 of 6 models." in sentence
    # Geometric means of the published steps, worked out by hand: 0.493 and 0.236.
    assert "multiplied by 0.49 [" in sentence
    assert "and by 0.24 [" in sentence


def test_that_numbers_the_other_way_round_refute_a_finding(evidence):
    best, worst = evidence.rows["fst-cldnn-log-mel"], evidence.rows["s-cldnn-log-mel"]
    swapped = {**evidence.rows, "fst-cldnn-log-mel": worst, "s-cldnn-log-mel": best}
    finding = judged(replace(evidence, rows=swapped))["fst-least-noise"]
    assert finding.verdict == "does not hold"
    assert "FST-CLDNN (log-Mel) less S-CLDNN (log-Mel), noisy: −3.5" in finding.sentence


def test_that_emotion_which_gets_worse_with_depth_refutes_it(evidence):
    def turned(model: str):
        found = found_of(model, 8)
        return replace(
            found, planes={"cnn": found.planes["mlp"], "blstm": found.planes["blstm"], "mlp": found.planes["cnn"]}
        )

    verdicts = judged(replace(evidence, found={model: turned(model) for model in evidence.found}))
    assert verdicts["emotion-with-depth"].verdict == "does not hold"
    assert "It falls at both steps in 0 of 6 models." in verdicts["emotion-with-depth"].sentence
    assert verdicts["speaker-with-depth"].verdict == "does not hold"


def test_that_speakers_who_differ_widely_leave_it_undecided(evidence):
    mixed = [*answers_of(20.0, 1), *(answer._replace(speaker="s1") for answer in answers_of(99.0, 1))]
    row = evidence.rows["ldnn-mfcc"]
    unsure = replace(row, tallies={name: Tally.count(mixed) for name in row.tallies})
    finding = judged(replace(evidence, rows={**evidence.rows, "ldnn-mfcc": unsure}))["s-conv-beats-dct"]
    assert finding.verdict == "undecided"
    assert "each of 2 test speakers" in finding.basis


def test_that_what_was_not_measured_is_named_and_decides_nothing():
    findings = judged(Evidence({}, {}, {}))
    assert {finding.verdict for finding in findings.values()} == {"undecided"}
    assert findings["beats-rivals"].sentence.startswith("Not measured: FST-CLDNN (log-Mel) less SVM, clean")
    assert findings["gender-with-depth"].sentence == "ρ of gender could not be measured."
    assert findings["gender-with-depth"].basis == "Nothing to judge it from."


def test_that_a_finding_names_the_runs_and_rivals_it_was_judged_from(evidence):
    assert judged(evidence)["beats-rivals"].runs == ("r-fst-cldnn-log-mel", "b-svm", "b-skrrr")
