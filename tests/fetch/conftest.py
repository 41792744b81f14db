# SPDX-License-Identifier: MIT
"""A server on loopback, asked without any proxy."""

from collections.abc import Iterator

import pytest

from tests.fetch.loopback import Server, serving


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as running:
        yield running
