# SPDX-License-Identifier: MIT
"""The report, from a run's folder alone."""

import shutil
from html.parser import HTMLParser

import pytest

from ser_workbench.errors import RunError
from ser_workbench.runs.folder import RunFolder
from ser_workbench.runs.report import digest_of, write_report

EMPTY = {"meta", "br", "line", "rect", "circle", "polyline"}


class Nesting(HTMLParser):
    """Fails where a tag is closed that is not the last one open."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag in EMPTY or self.open.pop() == tag


@pytest.fixture
def folder(finished, tmp_path):
    workspace, result, _ = finished
    return RunFolder(shutil.copytree(workspace.run_folder(result.run), tmp_path / "copy"))


def test_that_the_report_is_made_from_the_folder_alone_and_well_formed(folder):
    folder.report.unlink()
    html = write_report(folder).read_text(encoding="utf-8")
    nesting = Nesting()
    nesting.feed(html)
    assert nesting.open == []
    assert {"svg", "table", "dl", "style"} <= set(nesting.tags)


def test_that_what_users_wrote_is_never_markup(folder):
    folder.save_settings(folder.load_settings().changed({"name": "<script>alert('x')</script>"}))
    html = write_report(folder).read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_that_the_report_names_every_speaker_setting_and_the_digest(folder):
    html = write_report(folder).read_text(encoding="utf-8")
    partition = folder.load_partition()
    for text in ("s01", "s02", "s03", "training.learning_rate", "torch", digest_of(partition)):
        assert text in html


def test_that_an_unfinished_run_has_no_report(folder):
    folder.result.unlink()
    with pytest.raises(RunError, match="not finished"):
        write_report(folder)
