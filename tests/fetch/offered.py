# SPDX-License-Identifier: MIT
"""A list of offers like the program's own, whose addresses are those of a server on loopback."""

import hashlib
import json
from pathlib import Path

from ser_workbench.fetch.download import Patience
from ser_workbench.fetch.offer import Offer, offers
from tests.fetch.archives import zip_of
from tests.fetch.loopback import Served, Server

HURRIED = Patience(tries=3, wait_s=0.0, timeout_s=5.0)


def emodb_zip(recording: bytes) -> bytes:
    """An archive laid out like EmoDB's, with three recordings and a text."""
    return zip_of(
        {f"wav/0{n}a01{e}a.wav": recording for n, e in ((3, "F"), (8, "W"), (9, "N"))} | {"erklaerung.txt": b"?"}
    )


def write_list(folder: Path, server: Server, **changed: object) -> Path:
    """A list with one offer, `tiny`; what is `changed` replaces its fields (those of the archive by `archive_…`)."""
    archive = {
        "addresses": [server.address("tiny.zip")], "file": "tiny.zip", "size_bytes": 0, "checksum": "",
        "checksum_from": "", "strip_top": False,
    }  # fmt: skip
    entry = {
        "name": "tiny", "title": "Tiny", "kind": "corpus", "reader": "emodb", "page": "http://127.0.0.1/",
        "licence": "CC0 1.0", "licence_address": "http://127.0.0.1/licence", "terms": "Cite nobody.",
        "download_bytes": 1_000_000, "unpacked_bytes": 1_000_000, "recordings": 3,
    }  # fmt: skip
    for key, value in changed.items():
        if key.startswith("archive_"):
            archive[key.removeprefix("archive_")] = value
        elif key != "lfs":
            entry[key] = value
    lines = ["[[corpus]]", *(f"{key} = {json.dumps(value)}" for key, value in entry.items())]
    lines += ["[corpus.archive]", *(f"{key} = {json.dumps(value)}" for key, value in archive.items())]
    if isinstance(lfs := changed.get("lfs"), dict):
        lines += ["[corpus.lfs]", *(f"{key} = {json.dumps(value)}" for key, value in lfs.items())]
    file = folder / "offers.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def offer_of(folder: Path, server: Server, **changed: object) -> Offer:
    """The offer of such a list."""
    return offers(write_list(folder, server, **changed))[0]


def serve(server: Server, body: bytes) -> str:
    """Serve an archive as `tiny.zip`; gives its checksum."""
    server.files["tiny.zip"] = Served(body)
    return f"sha256:{hashlib.sha256(body).hexdigest()}"
