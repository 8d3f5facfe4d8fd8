"""Answers on disk by key: bounded in size, safe for several processes at once, whole or not there after a crash.

One SQLite file. It holds JSON, never pickles (which `diskcache` and `joblib.Memory` do, and which run code when read).
"""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from harness.errors import ConfigError

log = logging.getLogger("harness")

FILE = "answers.sqlite"
WAIT = 60.0
"""Seconds to wait for another process that writes."""
_ID = 0x66616374
"""SQLite's `application_id`: tells a cache of ours from another program's file."""
_TABLES = """
create table if not exists answers (
    key text primary key, answer blob not null, bytes integer not null, used integer not null
) without rowid;
create index if not exists by_use on answers (used, key, bytes);
create table if not exists total (bytes integer not null);
insert into total select coalesce(sum(bytes), 0) from answers where not exists (select 1 from total);
create trigger if not exists added after insert on answers begin update total set bytes = bytes + new.bytes; end;
create trigger if not exists gone after delete on answers begin update total set bytes = bytes - old.bytes; end;
"""


class Store:
    """Bytes by key in a folder, at most `megabytes` of them: those not asked for longest go first.

    What fails once it is open (a full disk, a damaged file) is logged once, and costs no answer.
    """

    def __init__(self, folder: Path, megabytes: float) -> None:
        """Open the store, or begin one. Raises ConfigError where the folder cannot hold it or holds something else."""
        self._bound = int(megabytes * 1e6)
        self._file = folder / FILE
        self._works = True
        self._turn = Lock()  # some extractors take their articles in a thread of their own, as imap does
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._file, timeout=WAIT, isolation_level=None, check_same_thread=False)
            self._begin()
        except (OSError, sqlite3.Error) as error:
            raise ConfigError(
                f"{self._file} cannot be used as a cache: {error}; remove it if it is broken, or take cache=off"
            ) from error

    def get(self, key: str) -> bytes | None:
        """Return what was put under `key`, or None."""
        if not self._works:
            return None
        with self._turn, self._surviving():
            row = self._database.execute("select answer from answers where key = ?", (key,)).fetchone()
            if row is not None:
                self._database.execute("update answers set used = ? where key = ?", (time.time_ns(), key))
                return bytes(row[0])
        return None

    def put(self, key: str, answer: bytes) -> None:
        """Keep `answer` under `key`, from this moment on; what would not fit at all is not kept."""
        if len(answer) > self._bound or not self._works:
            return
        with self._turn, self._surviving(), self._database:  # commits, or takes everything back
            self._database.execute("begin immediate")
            self._database.execute("delete from answers where key = ?", (key,))
            row = (key, answer, len(answer), time.time_ns())
            self._database.execute("insert into answers values (?, ?, ?, ?)", row)
            self._make_room(key)

    def forget(self, key: str) -> None:
        """Let go of what was put under `key`, if anything was."""
        if self._works:
            with self._turn, self._surviving():
                self._database.execute("delete from answers where key = ?", (key,))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _begin(self) -> None:
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")  # a killed process loses nothing; a power cut, the last
        with self._database:
            self._database.execute("begin immediate")  # another process may begin it, too
            its = self._database.execute("pragma application_id").fetchone()[0]
            tables = self._database.execute("select count(*) from sqlite_master").fetchone()[0]
            if its != _ID and tables:
                raise sqlite3.DatabaseError("another program's file")
            self._database.execute(f"pragma application_id = {_ID}")
            for statement in _TABLES.strip().split(";\n"):
                self._database.execute(statement)

    def _make_room(self, kept: str) -> None:
        """Let go of the oldest until a tenth of the bound is free, so that not every `put` has to."""
        over = self._database.execute("select bytes from total").fetchone()[0] - self._bound
        if over <= 0:
            return
        freed, gone = 0, []
        oldest = "select key, bytes from answers where key != ? order by used"
        with closing(self._database.execute(oldest, (kept,))) as rows:
            for key, size in rows:
                gone.append((key,))
                freed += size
                if freed >= over + self._bound // 10:
                    break
        self._database.executemany("delete from answers where key = ?", gone)

    @contextmanager
    def _surviving(self) -> Iterator[None]:
        """Do something with the file while it works: a cache that does not costs time, and no answer."""
        try:
            yield
        except sqlite3.Error as error:
            self._works = False
            log.warning("%s: %s; no more answers are remembered (remove the file, or take cache=off)", FILE, error)
