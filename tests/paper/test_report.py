# SPDX-License-Identifier: MIT
"""The report of a paper: whole in one file, every number leading to what made it, nothing of the user's executed."""

import re
from html.parser import HTMLParser

import pytest

from ser_workbench.paper.report import write_report
from tests.paper.published_evidence import published_evidence
from tests.paper.published_report import report_pieces

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle r="1"/></svg>'


class Page(HTMLParser):
    """Opened and closed tags, links, ids and words of a page."""

    VOID = frozenset({"meta", "br", "link", "img", "hr"})

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.ids, self.words, self.tags, self.faults = [], [], set(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags.append((tag, named))
        if tag == "a":
            self.links.append(named["href"])
        if "id" in named:
            self.ids.add(named["id"])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        self.words.append(data.strip())


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    result, facts = report_pieces(folder, published_evidence(speakers=4), corpus='<b>tones & "co"')
    write_report(result, facts, {"t-cldnn-log-mel": SVG, "s-cldnn-log-mel": SVG})
    return result, result.report.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(written):
    return Page(written[1])


def test_that_the_page_is_well_formed(page):
    assert not page.faults
    assert not page.open


def test_that_nothing_is_loaded_from_anywhere(written, page):
    loading = {"script", "link", "img", "iframe", "object", "embed", "video", "audio", "source", "base"}
    assert not loading & {tag for tag, _ in page.tags}
    assert not re.search(r"url\(|@import|\ssrc=", written[1])
    assert not [link for link in page.links if re.match(r"[a-z]+:", link)]


def test_that_links_within_the_page_lead_somewhere(page):
    within = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert within <= page.ids
    assert "baseline-20260101-svm-compare-loso" in within


def test_that_every_number_of_a_table_leads_to_the_run_or_rival_that_it_comes_from(written, page):
    result, _ = written
    cells = [cell for table in result.tables for row in table.rows for cell in row.cells if cell.made]
    assert len(cells) > 8 * 2 + 6 * 4 + 6 * 9
    assert {cell.kind for cell in cells} == {"run", "baseline"}
    for cell in cells:
        where = f"workspace/runs/{cell.made}/report.html" if cell.kind == "run" else f"#baseline-{cell.made}"
        assert where in page.links


def test_that_published_numbers_stand_beside_the_own_ones(page):
    words = set(page.words)
    assert {"80.45", "86.21", "94.58", "27.43 ± 5.18", "23.587"} <= words
    assert {"86.2", "94.6"} <= words


def test_that_each_verdict_stands_with_its_claim_and_its_numbers(written, page):
    result, _ = written
    for finding in result.findings:
        assert finding.claim in page.words
        assert finding.key in page.ids
        assert all(part.text in page.words for part in finding.parts if part.estimate is not None)
    assert page.words.count("holds") == len([one for one in result.findings if one.verdict == "holds"])


def test_that_names_of_the_user_are_text_and_no_tags(written, page):
    assert 'The paper on <b>tones & "co" + noise' in page.words
    assert "<b>tones" not in written[1]
    assert any("openSMILE <is> not installed." in words for words in page.words)


def test_that_figures_two_and_four_are_one_and_stand_in_the_page(written, page):
    assert sum(tag == "circle" and attrs.get("r") == "1" for tag, attrs in page.tags) == 2
    assert any(words.startswith("Figures 2 and 4. T-CLDNN (log-Mel)") for words in page.words)
    assert any(words.startswith("Figure 3. S-CLDNN (log-Mel)") for words in page.words)


def test_that_the_command_that_makes_it_again_names_what_was_changed(page):
    command = next(words for words in page.words if words.startswith("ser-workbench paper"))
    assert "--scale quick" in command
    assert "--set training.patience=5" in command
    assert "training.max_epochs" not in command  # The scale brings it along.
