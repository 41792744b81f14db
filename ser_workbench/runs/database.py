# SPDX-License-Identifier: MIT
"""The SQLite file of a workspace: its schema, and connections that live as long as one question.

Each question opens its own connection, so that any thread may ask; the write-ahead log lets
the window read while a training writes.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ser_workbench.errors import DiskFullError, WorkspaceError

SCHEMA_VERSION = 1
APPLICATION_ID = 0x53455257
"""`SERW`: SQLite keeps it in the file's header, so that a stranger's database is not taken for ours."""
BUSY_TIMEOUT_S = 10.0
SHARED_BYTES = 64 << 10
"""Less space than this on the disk, and SQLite cannot make its shared memory; it calls that an I/O error."""

SCHEMA = """
CREATE TABLE runs (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, model TEXT NOT NULL, features TEXT NOT NULL, corpus TEXT NOT NULL,
    state TEXT NOT NULL, created TEXT NOT NULL, ended TEXT NOT NULL DEFAULT '', seconds REAL NOT NULL DEFAULT 0,
    settings TEXT NOT NULL, emotions TEXT NOT NULL, error TEXT NOT NULL DEFAULT '',
    owner_pid INTEGER NOT NULL DEFAULT 0, owner_started REAL NOT NULL DEFAULT 0, owner_host TEXT NOT NULL DEFAULT '');
CREATE TABLE epochs (
    run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, epoch INTEGER NOT NULL, event TEXT NOT NULL,
    PRIMARY KEY (run, epoch)) WITHOUT ROWID;
CREATE TABLE scores (
    run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, condition TEXT NOT NULL, ua REAL NOT NULL,
    wa REAL NOT NULL, items INTEGER NOT NULL, confusion TEXT NOT NULL, PRIMARY KEY (run, condition)) WITHOUT ROWID;
CREATE TABLE predictions (
    run TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE, condition TEXT NOT NULL, item INTEGER NOT NULL,
    utterance TEXT NOT NULL, speaker TEXT NOT NULL, emotion TEXT NOT NULL, predicted TEXT NOT NULL,
    probabilities TEXT NOT NULL, noise TEXT NOT NULL DEFAULT '', snr_db REAL,
    PRIMARY KEY (run, condition, item)) WITHOUT ROWID;
"""


class Database:
    """Opens or creates `file`.

    Raises WorkspaceError for a file that is no workspace, that cannot be written or that is newer than this program.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        with self.writing(is_first=True) as connection:
            self._prepare(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for one question."""
        with self._plain_errors(), closing(self._connect()) as connection:
            yield connection

    @contextmanager
    def writing(self, is_first: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection for one change: all of it happens, or nothing."""
        with self._plain_errors(), closing(self._connect()) as connection:
            if is_first:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if is_empty:
            for statement in SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        elif owner != APPLICATION_ID:
            raise WorkspaceError(f"{self.file} belongs to another program; choose another folder for the workspace.")
        elif version > SCHEMA_VERSION:
            raise WorkspaceError(
                f"{self.file} was made by a newer SER Workbench (schema {version}, this one knows {SCHEMA_VERSION}); "
                "update SER Workbench or choose another workspace."
            )

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise  # Our bug, not the user's.
            raise _plain(error, self.file) from error


def _plain(error: sqlite3.DatabaseError, file: Path) -> DiskFullError | WorkspaceError:
    text = str(error)
    if "full" in text or ("disk I/O" in text and shutil.disk_usage(file.parent).free < SHARED_BYTES):
        return DiskFullError(f"The disk is full while writing {file}; free some space and resume, nothing is lost.")
    if "locked" in text or "busy" in text:
        return WorkspaceError(f"{file} is held by another program; close that program and try again.")
    if "not a database" in text or "malformed" in text:
        return WorkspaceError(f"{file} is no workspace database; move it away or choose another folder.")
    return WorkspaceError(f"{file} cannot be opened or written ({text}); choose a folder where you may write.")
