# SPDX-License-Identifier: MIT
"""Opens the window; with words, does a verb of the command line instead."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ser_workbench.errors import WorkbenchError
from ser_workbench.progress import Steps

KERNELS_KEPT = "64"
"""oneDNN, torch's CPU kernels, would keep the last 1024 shapes: 70 to 120 MiB more in a training, and no faster, since
hardly two mini-batches are of one shape. One step needs some twenty."""


class Windows:
    """What the command line needs of the window; this file is the only one above both."""

    def open_window(self, argv: list[str]) -> int:
        """Open the window and return its exit status when it is closed."""
        from ser_workbench.gui.launch import launch

        return launch(argv)

    def tour(self, out: Path) -> Steps[list[Path]]:
        """Drive the real window through every panel and save a PNG of each under `out`."""
        from ser_workbench.gui.tour import tour

        return (yield from tour(out))


def main(argv: Sequence[str] | None = None) -> int:
    """The program: 0 when all went well, 1 when it failed, 2 for wrong words."""
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", KERNELS_KEPT)  # Read once, at the first kernel.
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        if words:
            from ser_workbench.cli.main import main as do_verb

            return do_verb(words, Windows())
        return Windows().open_window([])
    except KeyboardInterrupt:  # Ctrl+C while the program was still being loaded.
        sys.stderr.write("ser-workbench: Stopped before anything was begun.\n")
        return 1
    except WorkbenchError as error:
        sys.stderr.write(f"ser-workbench: {error}\n")
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
