# SPDX-License-Identifier: MIT
"""Brings one file over HTTP, goes on where it was cut, and tells how far it is.

What has come lies in `<file>.part`; beside it `<file>.part.json` names the address and the server's mark of that
version (ETag or date). A later try asks for the rest alone (`Range`), on the condition that the file is still that
version (`If-Range`, RFC 9110 §13.1.5); a server that knows no ranges, or has another version by now, sends the
whole file, and what had come is dropped.
"""

import email.utils
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests

from ser_workbench import __version__
from ser_workbench.errors import FetchError
from ser_workbench.progress import Note, Progress, Steps

CHUNK_BYTES = 1 << 16
"""What is lost of a cut answer at most."""
MEGABYTE = 1_000_000
LONGEST_WAIT_S = 60.0
STEP_S = 0.1
PARTIAL_CONTENT, BAD_REQUEST, RANGE_NOT_SATISFIABLE = 206, 400, 416
WORTH_TRYING_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a file that does not get any further is asked for again, and how long one waits."""

    tries: int = 5
    wait_s: float = 1.0
    """The wait before the second try; it doubles with each further one."""
    timeout_s: float = 30.0
    """How long a server may say nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to bring: where from, where to, and how many bytes it may have at most."""

    addresses: tuple[str, ...]
    part: Path
    exact_bytes: int
    """Its exact size; 0 where nobody names it."""
    most_bytes: int
    is_checked: bool
    """Whether its checksum is known; then it does not matter over which road it comes."""
    title: str


class TryAgainError(Exception):
    """The connection broke, or the server asks to come again; its text says why."""

    def __init__(self, reason: str, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


def new_session() -> requests.Session:
    """One connection for many files; it says who asks, and wants the bytes as they lie on the server."""
    session = requests.Session()
    session.headers["User-Agent"] = f"ser-workbench/{__version__}"
    session.headers["Accept-Encoding"] = "identity"
    return session


def download(wanted: Wanted, patience: Patience) -> Steps[None]:
    """Bring the whole file into `wanted.part`, from the first of its addresses that gives it.

    Raises FetchError when none does, with the reason alone: its caller knows what the user can do.
    What has come is kept for the next time.
    """
    for number, address in enumerate(wanted.addresses, start=1):
        try:
            return (yield from _from_address(wanted, address, patience))
        except FetchError as error:
            if number == len(wanted.addresses):
                raise
            yield Note(f"{error}; trying another address.", is_warning=True)
    return None


def _from_address(wanted: Wanted, address: str, patience: Patience) -> Steps[None]:
    failures, most = 0, 0
    with new_session() as session:
        while True:
            try:
                return (yield from _try_once(session, wanted, address, patience.timeout_s))
            except (TryAgainError, requests.RequestException) as error:
                reason = plain_reason(error)
                come = _size(wanted.part)
                failures = 1 if come > most else failures + 1
                most = max(most, come)
                if failures >= patience.tries:
                    raise FetchError(f"{host_of(address)} cannot be reached, or breaks off ({reason})") from None
                wait_s = max(patience.wait_s * 2 ** (failures - 1), getattr(error, "wait_s", 0.0))
            yield Note(f"{host_of(address)}: {reason}; trying again.")
            yield from pause(wait_s)


def _try_once(session: requests.Session, wanted: Wanted, address: str, timeout_s: float) -> Steps[None]:
    have, mark = _size(wanted.part), _read_mark(wanted.part, address)
    if not mark:
        have = 0  # Nobody knows of which version the bytes are.
    headers = {"Range": f"bytes={have}-", "If-Range": mark} if have else {}
    yield _progress(wanted, have)
    if have and have == wanted.exact_bytes:
        return
    with session.get(address, headers=headers, stream=True, timeout=timeout_s) as answer:
        refuse_bad_answer(answer, address)
        if not wanted.is_checked:
            refuse_detour(answer, address)
        if answer.status_code == RANGE_NOT_SATISFIABLE:
            if answer.headers.get("Content-Range", "") == f"bytes */{have}":
                return
            _forget(wanted.part)
            raise TryAgainError("the server has another version now")
        if answer.status_code == PARTIAL_CONTENT and _starts_at(answer) != have:
            _forget(wanted.part)
            raise TryAgainError("the server sent another part than it was asked for")
        if answer.status_code != PARTIAL_CONTENT:
            have = 0
            _write_mark(wanted.part, address, answer.headers)
        yield from _take(answer, wanted, have)


def refuse_bad_answer(answer: requests.Response, address: str) -> None:
    """Raise TryAgainError or FetchError where the answer is not the file: an error, or a page."""
    code = answer.status_code
    if code in WORTH_TRYING_AGAIN:
        raise TryAgainError(f"the server says {code} {answer.reason}", _retry_after_s(answer.headers))
    if code == RANGE_NOT_SATISFIABLE:
        return
    if code >= BAD_REQUEST:
        raise FetchError(f"{address} is not there: the server says {code} {answer.reason}")
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        raise FetchError(f"{address} answers with a page instead of the file")


def refuse_detour(answer: requests.Response, address: str) -> None:
    """Raise FetchError where an encrypted address has led to one that is not."""
    if address.startswith("https:") and not answer.url.startswith("https:"):
        raise FetchError(f"{address} leads to {host_of(answer.url)} without encryption")


def _take(answer: requests.Response, wanted: Wanted, have: int) -> Steps[None]:
    length = answer.headers.get("Content-Length", "")
    total = have + int(length) if length.isdigit() else 0
    if wanted.exact_bytes and total and total != wanted.exact_bytes:
        raise FetchError(
            f"{answer.url} has {total} bytes and not the {wanted.exact_bytes} of the list, so it is another file now"
        )
    with wanted.part.open("r+b" if have else "wb") as stream:
        stream.seek(have)
        stream.truncate()
        for chunk in answer.iter_content(CHUNK_BYTES):
            stream.write(chunk)
            have += len(chunk)
            if have > wanted.most_bytes:
                _forget(wanted.part)
                raise FetchError(f"{answer.url} sends more than the {wanted.most_bytes} bytes expected at most")
            if have // MEGABYTE > (have - len(chunk)) // MEGABYTE:
                yield _progress(wanted, have, total)
    yield _progress(wanted, have, total)
    if have < (total or wanted.exact_bytes):
        raise TryAgainError(f"the connection broke after {have} bytes")


def pause(seconds: float) -> Steps[None]:
    """Wait, a minute at most, in small steps, so that closing the work stops it at once."""
    until = time.monotonic() + min(seconds, LONGEST_WAIT_S)
    while time.monotonic() < until:
        yield Progress("Waiting for the server", 0, 0)
        time.sleep(STEP_S)


def _progress(wanted: Wanted, have: int, total: int = 0) -> Progress:
    total = total or wanted.exact_bytes
    return Progress(f"Downloading {wanted.title}", have // MEGABYTE, -(-total // MEGABYTE), "MB")


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _mark_file(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _read_mark(part: Path, address: str) -> str:
    """The server's mark of the version that `part` is a piece of; empty where it is unknown or of another address."""
    try:
        known = json.loads(_mark_file(part).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(known.get("mark", "")) if isinstance(known, dict) and known.get("address") == address else ""


def _write_mark(part: Path, address: str, headers: Mapping[str, str]) -> None:
    """A weak ETag promises no equal bytes, so the date serves instead (RFC 9110 §8.8.3)."""
    etag = headers.get("ETag", "")
    mark = etag if etag.startswith('"') else headers.get("Last-Modified", "")
    part.unlink(missing_ok=True)  # Before the mark: old bytes under a new mark would be taken for a piece of it.
    _mark_file(part).write_text(json.dumps({"address": address, "mark": mark}), encoding="utf-8")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _mark_file(part).unlink(missing_ok=True)


def _starts_at(answer: requests.Response) -> int:
    start = answer.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    return int(start) if start.isdigit() else -1


def _retry_after_s(headers: Mapping[str, str]) -> float:
    """What the server asks to wait: seconds or a date (RFC 9110 §10.2.3)."""
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError):
        return 0.0


def host_of(address: str) -> str:
    """The server's name, for sentences."""
    return urlsplit(address).hostname or address


def plain_reason(error: Exception) -> str:
    """Why a request failed, in a few words instead of urllib3's chain of causes."""
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not trusted"
    if isinstance(error, requests.Timeout):
        return "it does not answer"
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy refuses"
    if isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
        return "no connection, or a cut one"
    return str(error)
