import multiprocessing
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from harness.cache.store import FILE, Store
from harness.errors import ConfigError


def test_what_was_put_is_there_for_the_next_process(tmp_path: Path) -> None:
    first = Store(tmp_path / "deep" / "er", 1)
    assert first.get("a") is None
    first.put("a", b"one")
    first.put("a", b"two")
    first.put("b", b"")
    first.close()
    second = Store(tmp_path / "deep" / "er", 1)
    assert (second.get("a"), second.get("b"), second.get("c")) == (b"two", b"", None)


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    store = Store(tmp_path, megabytes=0.01)
    for key in "abcdefghij":
        store.put(key, b"x" * 1000)
    assert store.get("a") is not None, "all ten fit"
    store.put("k", b"x" * 1000)
    there = [key for key in "abcdefghijk" if store.get(key) is not None]
    assert there == ["a", *"defghijk"], "b and c, the oldest, make room for k and a tenth more"


def test_what_would_never_fit_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path, megabytes=0.001)
    store.put("small", b"x" * 500)
    store.put("big", b"x" * 1001)
    assert (store.get("small"), store.get("big")) == (b"x" * 500, None)


def test_the_bound_holds_whatever_is_replaced(tmp_path: Path) -> None:
    store = Store(tmp_path, megabytes=0.01)
    for step in range(300):
        store.put(f"{step % 7}", b"x" * (step * 37 % 4000))
    held = sqlite3.connect(tmp_path / FILE)
    total, counted = held.execute("select total.bytes, (select sum(length(answer)) from answers) from total").fetchone()
    assert total == counted <= 10_000


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to look like a file of something else" * 40, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_cache_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ConfigError, match=r"answers\.sqlite cannot be used as a cache: .*cache=off"):
        Store(tmp_path, 1)
    assert (tmp_path / FILE).read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as theirs:
        theirs.execute("create table answers (mine)")
    with pytest.raises(ConfigError, match="another program's file"):
        Store(tmp_path, 1)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(ConfigError, match="cannot be used as a cache"):
        Store(tmp_path / "cache", 1)


def test_damage_on_the_way_costs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = Store(tmp_path, 1)
    store.put("a", b"one")
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("drop table answers")
    assert store.get("a") is None
    store.put("b", b"two")
    assert store.get("b") is None
    assert [record.getMessage() for record in caplog.records] == [
        "answers.sqlite: no such table: answers; no more answers are remembered (remove the file, or take cache=off)"
    ]


def _fill(folder: str, own: int) -> None:
    store = Store(Path(folder), 1)
    for number in range(100):
        store.put(f"{own}-{number}", f"{own}:{number}".encode())
        store.put(f"shared-{number}", f"{number}".encode())
        assert store.get(f"shared-{number}") == f"{number}".encode()


def test_several_at_once(tmp_path: Path) -> None:
    started = [multiprocessing.get_context("spawn").Process(target=_fill, args=(str(tmp_path), n)) for n in range(3)]
    for process in started:
        process.start()
    for process in started:
        process.join()
    assert [process.exitcode for process in started] == [0, 0, 0]
    store = Store(tmp_path, 1)
    assert all(store.get(f"{own}-{n}") == f"{own}:{n}".encode() for own in range(3) for n in range(100))


def _fill_and_die(folder: str) -> None:
    store = Store(Path(folder), 1)
    store.put("answered", b"yes")
    store._database.execute("begin immediate")
    store._database.execute("insert into answers values ('half', x'00', 1, 1)")
    os._exit(9)


def test_a_killed_process_leaves_what_it_answered_and_no_lock(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_fill_and_die, args=(str(tmp_path),))
    process.start()
    process.join()
    store = Store(tmp_path, 1)
    assert (store.get("answered"), store.get("half")) == (b"yes", None)
    store.put("next", b"too")
    assert store.get("next") == b"too"


def test_an_extractor_may_ask_from_a_thread_of_its_own(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = Store(tmp_path, 1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: store.put(str(key), b"x"), range(100)))
        assert set(pool.map(lambda key: store.get(str(key)), range(100))) == {b"x"}
    assert caplog.messages == []
