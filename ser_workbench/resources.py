# SPDX-License-Identifier: MIT
"""The one place that knows where `resources/` lies: in a checkout, a wheel or a frozen program."""

import sys
from pathlib import Path

from ser_workbench.errors import MissingFolderError


def resources_folder() -> Path:
    """The folder with icons and the demo corpus.

    Raises MissingFolderError when the installation lacks it.
    """
    here = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", here))
    for folder in (here.parent / "resources", here / "resources", frozen / "resources"):
        if folder.is_dir():
            return folder
    raise MissingFolderError("The folder 'resources' is missing from this installation; install SER Workbench again.")


def demo_corpus_folder() -> Path:
    """The synthetic demo corpus."""
    return resources_folder() / "demo_corpus" / "speech"


def demo_noise_folder() -> Path:
    """The synthetic noises that belong to the demo corpus."""
    return resources_folder() / "demo_corpus" / "noise"


def icons_folder() -> Path:
    """The icons of the window, as SVG."""
    return resources_folder() / "icons"


def fetchable_list() -> Path:
    """The list of corpora and noises that can be downloaded, as TOML."""
    return resources_folder() / "fetchable.toml"
