# SPDX-License-Identifier: MIT
"""What can be fetched: the list in `resources/fetchable.toml`, with licences, sizes, addresses and checksums."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ser_workbench.errors import BadInputError, UnknownCorpusError
from ser_workbench.resources import fetchable_list

Address = Annotated[str, Field(pattern=r"^https?://[^\s]+$")]
Checksum = Annotated[str, Field(pattern=r"^((md5:[0-9a-f]{32})|(sha256:[0-9a-f]{64}))?$")]
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Archive(_Entry):
    """One file to download: a zip or a tar.gz. Its addresses are tried in turn; all hold the same bytes."""

    addresses: list[Address] = Field(min_length=1)
    file: FileName
    size_bytes: int = Field(ge=0)
    checksum: Checksum
    checksum_from: Literal["publisher", "others", ""]
    strip_top: bool


class Lfs(_Entry):
    """Recordings that the archive names by Git LFS pointers below `folder`; `{path}` stands for a file's path."""

    folder: FileName
    keep: list[FileName]
    addresses: list[Address] = Field(min_length=1)


class Offer(_Entry):
    """A corpus or a collection of noise that may be downloaded freely."""

    name: FileName
    title: str
    kind: Literal["corpus", "noise"]
    reader: str
    page: Address
    licence: str
    licence_address: Address
    terms: str
    download_bytes: int = Field(gt=0)
    unpacked_bytes: int = Field(gt=0)
    recordings: int = Field(ge=0)
    archive: Archive
    lfs: Lfs | None = None

    @property
    def short_title(self) -> str:
        """The title without what it is short for: `CREMA-D`."""
        return self.title.partition(" (")[0].partition(",")[0]

    @property
    def checksum_words(self) -> str:
        """Who vouches for the bytes, in a few words."""
        if self.lfs is not None:
            return "SHA-256 of each recording, by the publisher"
        kind = self.archive.checksum.partition(":")[0].upper().replace("SHA256", "SHA-256")
        if not kind:
            return "the publisher names no checksum"
        return f"{kind} by the publisher" if self.archive.checksum_from == "publisher" else f"{kind} recorded by others"

    def to_json(self) -> dict[str, object]:
        """The document of `corpus fetch --list --json`."""
        return {
            "name": self.name,
            "title": self.title,
            "kind": self.kind,
            "reader": self.reader,
            "page": self.page,
            "licence": self.licence,
            "licence_address": self.licence_address,
            "terms": self.terms,
            "download_bytes": self.download_bytes,
            "unpacked_bytes": self.unpacked_bytes,
            "recordings": self.recordings,
            "checksum": self.checksum_words,
        }


class _List(_Entry):
    corpus: list[Offer]


def offers(list_file: Path | None = None) -> tuple[Offer, ...]:
    """All offers of the list, in its order; `list_file` replaces the list that comes with the program.

    Raises BadInputError when the list is damaged.
    """
    file = list_file or fetchable_list()
    try:
        with file.open("rb") as stream:
            return tuple(_List.model_validate(tomllib.load(stream)).corpus)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInputError(f"{file} cannot be read ({error}); install SER Workbench again.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInputError(f"{file}: {where}: {first['msg']}; install SER Workbench again.") from None


def find_offer(name: str, list_file: Path | None = None) -> Offer:
    """The offer of that name, however it is capitalised; `CREMA_D` and `esc50` are understood too.

    Raises UnknownCorpusError when there is none.
    """
    found = offers(list_file)
    for offer in found:
        if _plain(offer.name) == _plain(name):
            return offer
    names = ", ".join(offer.name for offer in found)
    raise UnknownCorpusError(f"There is no corpus '{name}' to fetch; there are: {names}.")


def _plain(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")
