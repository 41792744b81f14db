# SPDX-License-Identifier: MIT
"""Each failure of an installation, in one sentence."""

import errno

import pytest
from failures import explain_os_error, explain_pip

NO_NETWORK = """WARNING: Retrying after connection broken by 'NewConnectionError: Temporary failure in name resolution'
ERROR: Could not find a version that satisfies the requirement hatchling>=1.27 (from versions: none)
ERROR: No matching distribution found for hatchling>=1.27
"""
NO_SPACE = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
NO_VERSION = "ERROR: No matching distribution found for torch==2.11.*"
NO_PINNED_VERSION = """ERROR: Cannot install hatchling>=1.27 because these versions have conflicting dependencies.

The conflict is caused by:
    The user requested hatchling>=1.27
    The user requested (constraint) hatchling==1.33.0
"""
REFUSED = "ERROR: HTTP error 403 while getting x.\nnote: see above"


@pytest.mark.parametrize(
    ("output", "beginning"),
    [
        (NO_NETWORK, "The package registry cannot be reached; connect this machine to the network"),
        (NO_SPACE, "There is too little room on the disk"),
        (NO_VERSION, "The package registry has no torch==2.11.* for Python"),
        (NO_PINNED_VERSION, "The package registry has no hatchling==1.33.0 for Python"),
        (REFUSED, "The packages could not be installed (HTTP error 403 while getting x)"),
        ("", "The packages could not be installed (pip failed); all that pip said is in install.log."),
    ],
)
def test_that_what_pip_says_becomes_one_sentence(output: str, beginning: str):
    failure = explain_pip(output, "install.log")
    assert str(failure).startswith(beginning)
    assert str(failure).endswith(".")
    assert "\n" not in str(failure)
    assert failure.exit_code == 1


def test_that_a_full_disk_says_how_much_room_is_needed():
    assert "8 GB" in explain_os_error(OSError(errno.ENOSPC, "No space left on device", "stamp"))


def test_that_a_folder_that_cannot_be_written_is_named():
    sentence = explain_os_error(PermissionError(errno.EACCES, "Permission denied", "/home/lab/.venv"))
    assert sentence.startswith("/home/lab/.venv cannot be made, read or removed (Permission denied)")
