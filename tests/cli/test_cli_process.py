"""The command as a process of its own: silence, interrupts, and the server."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from tieout.cli import main

TIEOUT = [sys.executable, "-m", "tieout"]
PATIENCE = 120


def _until(holds: Callable[[], object], what: str) -> None:
    """Waits for something that another process does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@contextmanager
def _process(*arguments: str, told: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command while it runs; what it says goes into a file."""
    with (
        told.open("wb") as file,
        subprocess.Popen(
            [*TIEOUT, *arguments], stdout=file, stderr=file, start_new_session=True
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_a_kernel_says_of_itself_is_not_told(ferries: Path) -> None:
    chapter = ferries / "chapters/costs.qmd"
    noise = "\n```{python}\n#| echo: false\nimport os\nos.write(2, b'noise'); None\n```\n"
    chapter.write_text(chapter.read_text() + noise)
    done = subprocess.run(
        [*TIEOUT, "build", "--pages-only", "-C", ferries], capture_output=True, check=True
    )
    assert b"noise" not in done.stderr
    assert done.stderr.splitlines()[-1] == b"weaving pages"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signal")
@pytest.mark.parametrize(
    ("number", "status", "last"),
    [
        (signal.SIGINT, 1, "Aborted!"),
        (signal.SIGTERM, 128 + signal.SIGTERM, "  running costs, 2 to go"),
    ],
)
def test_a_signal_ends_the_kernels_and_leaves_the_old_site(
    ferries: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    number: signal.Signals,
    status: int,
    last: str,
) -> None:
    scratch = tmp_path_factory.mktemp("t")
    monkeypatch.setenv("TMPDIR", str(scratch))
    (ferries / "site/data").mkdir(parents=True)
    (ferries / "site/data/facts.json").write_text("[]")
    begun = ferries / "kernel"
    waits = (
        "\n```{python}\nimport os, pathlib, time\n"
        f"pathlib.Path('{begun}.new').write_text(str(os.getpid()))\n"
        f"pathlib.Path('{begun}.new').rename('{begun}')\n"
        "time.sleep(600)\n```\n"
    )
    chapter = ferries / "chapters/costs.qmd"
    chapter.write_text(chapter.read_text() + waits)
    told = ferries / "told"
    with _process("build", "-C", str(ferries), told=told) as process:
        _until(begun.exists, "the cell begins")
        process.send_signal(number)
        assert process.wait(PATIENCE) == status
    assert told.read_text().splitlines()[-1] == last, told.read_text()
    assert "Traceback" not in told.read_text()
    kernel = int(begun.read_text())
    _until(lambda: not _is_running(kernel), "the kernel ends")
    assert [it.name for it in (ferries / "site").rglob("*") if it.is_file()] == ["facts.json"]
    assert list((ferries / "pages").iterdir()) == []
    assert list(scratch.glob("tieout-*")) == []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are not told here")
def test_the_server_is_one_process_and_ends_with_it(ferries: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def answers() -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/costs.html")
            return connection.getresponse().status == http.client.OK
        except OSError:
            return False
        finally:
            connection.close()

    told = ferries / "told"
    arguments = ("serve", "-C", str(ferries), "--address", f"127.0.0.1:{port}")
    with _process(*arguments, told=told) as process:
        _until(lambda: process.poll() is not None or answers(), "the site is served")
        assert process.poll() is None, told.read_text()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        _until(lambda: not children.read_text().split(), "the kernels have ended")
        process.terminate()
        process.wait(PATIENCE)
    assert not answers()


@pytest.mark.parametrize(
    "address", ["nonsense", "127.0.0.1", "127.0.0.1:", ":8000", "127.0.0.1:0", "127.0.0.1:70000",
                "127.0.0.1:http", "127.0.0.1:-1"]
)  # fmt: skip
def test_an_address_that_is_none_is_wrong_usage(ferries: Path, address: str) -> None:
    result = CliRunner().invoke(main, ["serve", "-C", str(ferries), "--address", address])
    assert result.exit_code == 2
    assert "write a host and a port, as 127.0.0.1:8000" in result.stderr


def test_a_port_in_use_is_one_line(ferries: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        result = CliRunner().invoke(main, ["serve", "-C", str(ferries), "--address", address])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"Error: {address} cannot be served at: Address already in use; name another --address"
    ]


def test_a_host_that_is_not_this_one_is_one_line(ferries: Path) -> None:
    result = CliRunner().invoke(main, ["serve", "-C", str(ferries), "--address", "192.0.2.1:8000"])
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: 192.0.2.1:8000 cannot be served at: ")
