# SPDX-License-Identifier: MIT
"""What can go wrong while the workbench is installed, each in one sentence that says what to do."""

import errno
import re
import sys

NEEDED_BYTES = 8 * 10**9
"""Room for a first installation on Linux, where PyTorch brings its GPU libraries; measured, with a reserve."""

NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Name or service not known",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "Connection refused",
    "Connection aborted",
    "Connection reset by peer",
    "getaddrinfo failed",
    "Read timed out",
)
NO_SPACE = ("No space left on device", "Disk quota exceeded", "not enough space on the disk")


class BootstrapError(Exception):
    """One sentence for the user, and the status to exit with."""

    def __init__(self, sentence: str, exit_code: int = 1, *, is_half_done: bool = False) -> None:
        """is_half_done: packages were being unpacked, so that the environment cannot be trusted."""
        super().__init__(sentence)
        self.exit_code = exit_code
        self.is_half_done = is_half_done


def explain_pip(output: str, log: str) -> BootstrapError:
    """What pip's output means; log: where the user finds all of it."""
    if any(words in output for words in NO_SPACE):
        return BootstrapError(no_space_sentence())
    if any(words in output for words in NO_NETWORK):
        return BootstrapError(
            "The package registry cannot be reached; connect this machine to the network (behind a proxy: set "
            "HTTPS_PROXY) and run the same command again."
        )
    # Pip calls a pinned version that is not there a conflict with the pin.
    missing = re.search(r"No matching distribution found for (\S+)|user requested \(constraint\) (\S+)", output)
    if missing:
        have = f"Python {sys.version_info[0]}.{sys.version_info[1]} on {sys.platform}"
        return BootstrapError(
            f"The package registry has no {missing[1] or missing[2]} for {have}; "
            "run this command with Python 3.11, 3.12 or 3.13."
        )
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in output or "CERTIFICATE_VERIFY_FAILED" in output:
        return BootstrapError(
            "What came from the package registry could not be verified; look for a proxy between, and at this "
            "machine's clock and certificates, then run the same command again."
        )
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")]
    reason = errors[-1].removeprefix("ERROR:").strip().rstrip(".") if errors else "pip failed"
    return BootstrapError(f"The packages could not be installed ({reason}); all that pip said is in {log}.")


def explain_os_error(error: OSError) -> str:
    """One sentence for a file or folder that cannot be made, read or removed."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return no_space_sentence()
    what = error.filename or "A file of the installation"
    reason = error.strerror or str(error)
    return f"{what} cannot be made, read or removed ({reason}); make the project's folder writable for you."


def no_space_sentence() -> str:
    """The sentence for a full disk."""
    return (
        f"There is too little room on the disk: a first installation takes about {NEEDED_BYTES / 1e9:.0f} GB; "
        "make room and run the same command again."
    )
