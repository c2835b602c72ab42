"""Setting up: the right Python, uv where there is none, and nothing done twice."""

import hashlib
import http.server
import io
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "bootstrap"
FAKE_UV = "#!/bin/sh\necho uv 9.9.9\n"
FAKE_WHEEL_SYSTEMS = ("manylinux_2_17", "musllinux_1_1", "macosx_11_0")
FAKE_WHEEL_MACHINES = ("x86_64", "aarch64", "arm64", "i686", "ppc64le", "s390x", "riscv64")


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import one of the scripts, which stand beside each other and in no package."""
    monkeypatch.syspath_prepend(str(BOOTSTRAP))
    return __import__(name)


# --- the Python that is used ---------------------------------------------------------------


def fake_python(folder: Path, name: str, version: str) -> None:
    """Put a command into a folder that answers as a Python of some version would."""
    new_enough = tuple(int(part) for part in version.split(".")) >= (3, 11)
    script = folder / name
    script.write_text(
        f'#!/bin/sh\ncase "$1 $2" in\n"-c "*print*) echo {version};;\n'
        f'"-c "*exit*) exit {0 if new_enough else 1};;\n*) echo {name} runs "$@";;\nesac\n'
    )
    script.chmod(0o755)


@pytest.mark.parametrize(
    ("pythons", "chosen", "status", "said"),
    [
        ({"python3": "3.13"}, "", 0, "python3 runs"),
        ({"python3": "3.9", "python3.12": "3.12"}, "", 0, "python3.12 runs"),
        ({"python3": "3.11", "python3.14": "3.14"}, "", 0, "python3 runs"),
        ({"python3": "3.9", "mine": "3.12"}, "mine", 0, "mine runs"),
        ({"python3": "3.10"}, "", 1, "Python 3.11 or newer is needed"),
        ({"python3": "3.10"}, "", 1, "python3 is 3.10"),
        ({}, "", 1, "python3: not found"),
        ({"python3": "3.13"}, "missing", 1, "missing: not found"),
        ({"python3": "3.13", "mine": "3.8"}, "mine", 1, "mine is 3.8"),
    ],
)
def test_first_new_enough_python_runs_the_script(
    tmp_path: Path, pythons: dict[str, str], chosen: str, status: int, said: str
) -> None:
    """A Python that is too old is passed over; where there is no other, one line says so."""
    for name, version in pythons.items():
        fake_python(tmp_path, name, version)
    for tool in ("sh", "dirname"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or tool)
    environment = {"PATH": str(tmp_path)} | ({"PYTHON": chosen} if chosen else {})
    ran = subprocess.run(
        [tmp_path / "sh", BOOTSTRAP / "start.sh", "install.py", "a b"],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert ran.returncode == status
    assert len((ran.stdout + ran.stderr).splitlines()) == 1
    assert said in (ran.stderr if status else ran.stdout)
    if status == 0:
        assert ran.stdout.strip().endswith("install.py a b")


# --- bringing uv from an index -------------------------------------------------------------


def fake_wheel() -> bytes:
    """Return a wheel that holds a command named uv: the same bytes at each call.

    A name alone would be stamped with the time of the call.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("uv-9.9.9.data/scripts/uv"), FAKE_UV)
        archive.writestr(zipfile.ZipInfo("uv/__init__.py"), "")
    return content.getvalue()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """Serve an index with a wheel of uv for every system, and yield its address."""
    page = tmp_path / "served" / "simple" / "uv"
    page.mkdir(parents=True)
    files = tmp_path / "served" / "files"
    files.mkdir()
    links = []
    for system in FAKE_WHEEL_SYSTEMS:
        for machine in FAKE_WHEEL_MACHINES:
            for version in ("9.9.9", "9.10.0"):
                name = f"uv-{version}-py3-none-{system}_{machine}.whl"
                (files / name).write_bytes(fake_wheel())
                links.append(f'<a href="../../files/{name}#sha256=0">{name}</a><br>')
    (page / "index.html").write_text("<!DOCTYPE html><body>\n" + "\n".join(links))
    handler = partial(Silent, directory=str(tmp_path / "served"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/simple"
        server.shutdown()
        thread.join()


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves files to whoever shows the credentials, where the index has any, without a log."""

    credentials = ""

    def do_GET(self) -> None:
        """Answer, or refuse a wrong or missing credential."""
        if self.credentials and self.headers.get("Authorization") != self.credentials:
            self.send_error(401)
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


def fetch_from(index: str, digest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fetch the fake uv from an index, pinned by a hash."""
    fetch_uv, uv_pin = load("fetch_uv", monkeypatch), load("uv_pin", monkeypatch)
    monkeypatch.setenv("UV_DEFAULT_INDEX", index)
    monkeypatch.setenv("no_proxy", "127.0.0.1")  # of a user behind a proxy
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    pin = uv_pin.Pin(tmp_path / "uv.txt", "9.9.9", frozenset({digest}))
    fetched: Path = fetch_uv.by_index(pin, scratch)
    return fetched


def test_uv_comes_from_the_index_of_the_user(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The binary of the pinned version's wheel, where its bytes have the pinned hash."""
    digest = hashlib.sha256(fake_wheel()).hexdigest()
    binary = fetch_from(index, digest, tmp_path, monkeypatch)
    assert binary.read_text() == FAKE_UV
    target = tmp_path / "bin" / "uv"
    fetch_uv = load("fetch_uv", monkeypatch)
    fetch_uv.place(binary, target)
    assert fetch_uv.version_of(target) == "9.9.9"


def test_uv_with_another_hash_is_refused(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mirror that serves other bytes does not get them run."""
    refusal = load("fetch_uv", monkeypatch).NotThisWayError
    with pytest.raises(refusal, match=r"is not the file that uv\.txt names"):
        fetch_from(index, "0" * 64, tmp_path, monkeypatch)


def test_credentials_of_the_index_are_sent(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A private mirror's user and password stand in its address."""
    monkeypatch.setattr(Silent, "credentials", "Basic bWU6YSBi")
    digest = hashlib.sha256(fake_wheel()).hexdigest()
    address = index.replace("://", "://me:a%20b@")
    assert fetch_from(address, digest, tmp_path, monkeypatch).read_text() == FAKE_UV


def test_a_pin_without_hashes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken pin must not mean that anything is accepted."""
    broken = tmp_path / "uv.txt"
    broken.write_text("uv==9.9.9\n")
    with pytest.raises(ValueError, match="does not pin uv"):
        load("uv_pin", monkeypatch).read_pin(broken)


@pytest.mark.parametrize(
    ("tags", "system", "machine", "libc", "expected"),
    [
        ("manylinux_2_17_x86_64.manylinux2014_x86_64", "Linux", "x86_64", "glibc 2.36", (2, 17)),
        ("manylinux_2_28_aarch64", "Linux", "aarch64", "glibc 2.41", (2, 28)),
        ("manylinux_2_28_aarch64", "Linux", "aarch64", "glibc 2.17", ()),
        ("manylinux_2_17_x86_64", "Linux", "aarch64", "glibc 2.36", ()),
        ("musllinux_1_1_x86_64", "Linux", "x86_64", " ", (1, 1)),
        ("musllinux_1_1_x86_64", "Linux", "x86_64", "glibc 2.36", ()),
        ("manylinux_2_17_x86_64", "Linux", "x86_64", " ", ()),
        ("manylinux_2_17_aarch64.musllinux_1_1_aarch64", "Linux", "aarch64", " ", (1, 1)),
        ("macosx_11_0_arm64", "Darwin", "arm64", " ", (11, 0)),
        ("macosx_10_12_x86_64", "Darwin", "arm64", " ", ()),
        ("win_amd64", "Windows", "AMD64", " ", ()),
    ],
)
def test_wheel_fits_its_own_machine_only(
    tags: str,
    system: str,
    machine: str,
    libc: str,
    expected: tuple[int, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The level of the system that a wheel asks for, or nothing where it would not run."""
    kind, _, version = libc.partition(" ")
    fit = load("package_index", monkeypatch).fit
    assert fit(f"uv-1.0-py3-none-{tags}.whl", system, machine, (kind, version)) == expected


# --- the user's settings -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "variables", "expected"),
    [
        ("", {}, {}),
        ("[global]\nindex-url = https://a/s\n", {}, {"UV_DEFAULT_INDEX": "https://a/s"}),
        (
            "[global]\nindex-url = https://a/s\n[install]\nindex-url = https://b/s\n",
            {},
            {"UV_DEFAULT_INDEX": "https://b/s"},
        ),
        (
            "[global]\nindex-url = https://a/s\n",
            {"PIP_INDEX_URL": "https://c/s"},
            {"UV_DEFAULT_INDEX": "https://c/s"},
        ),
        ("", {"PIP_INDEX_URL": "x", "UV_DEFAULT_INDEX": "y"}, {"UV_DEFAULT_INDEX": "y"}),
        ("", {"PIP_INDEX_URL": "x", "UV_INDEX_URL": "y"}, {"UV_INDEX_URL": "y"}),
        ("[global]\ncert = /c.pem\n", {}, {"SSL_CERT_FILE": "/c.pem"}),
        ("[global]\ntrusted-host = a\n  b\n", {}, {"UV_INSECURE_HOST": "a b"}),
        ("[global]\nproxy = http://p:1\n", {}, {"ALL_PROXY": "http://p:1"}),
        ("[global]\nfind-links = /w\nextra-index-url = https://e\n", {}, {}),
        ("no section here", {"PIP_CERT": "/d.pem"}, {"SSL_CERT_FILE": "/d.pem"}),
        ("", {"UV_SYSTEM_PYTHON": "1", "UV_PYTHON": "3.9"}, {}),
    ],
)
def test_settings_of_pip_reach_uv(
    tmp_path: Path,
    file: str,
    variables: dict[str, str],
    expected: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """How to reach an index is handed on, what to install is not, and uv's own settings win."""
    settings = load("user_settings", monkeypatch)
    (tmp_path / "pip.conf").write_text(file)
    monkeypatch.setattr(settings, "pip_files", lambda _: [tmp_path / "pip.conf"])
    result = settings.for_uv({"XDG_CACHE_HOME": str(tmp_path), **variables}, tmp_path / "cache")
    names = [name for name in result if name.startswith(("UV_", "SSL_", "ALL_"))]
    assert {name: result[name] for name in names if name != "UV_SYSTEM_CERTS"} == expected


def test_cache_falls_back_to_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that cannot be written is no obstacle."""
    settings = load("user_settings", monkeypatch)
    blocked = tmp_path / "file"
    blocked.write_text("")
    result = settings.for_uv({"XDG_CACHE_HOME": str(blocked)}, tmp_path / "cache")
    assert result["UV_CACHE_DIR"] == str(tmp_path / "cache")


# --- nothing is done twice -----------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a small checkout in a folder with a space in its name, and a uv that writes a log."""
    copy = tmp_path / "a checkout"
    shutil.copytree(BOOTSTRAP, copy / "bootstrap", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "requirements.lock").write_text("one==1\ntwo==2\n")
    (copy / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "bin").mkdir()
    uv = tmp_path / "bin" / "uv"
    uv.write_text(
        f'#!/bin/sh\n[ "$1" = pip ] || {{ echo uv 9.9.9; exit 0; }}\n'
        f'echo "$2" >> "{tmp_path}/log"\n[ ! -e "{tmp_path}/fail" ]\n'
    )
    uv.chmod(0o755)
    return copy


def install(checkout: Path) -> tuple[int, list[str]]:
    """Run the installer; return its status and what it asked uv to do."""
    log = checkout.parent / "log"
    log.write_text("")
    path = f"{checkout.parent / 'bin'}:{os.environ['PATH']}"
    ran = subprocess.run(
        [sys.executable, checkout / "bootstrap" / "install.py"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, log.read_text().split()


def test_only_what_changed_is_installed(checkout: Path) -> None:
    """First everything, then nothing, then what depends on the file that changed."""
    assert install(checkout) == (0, ["sync", "install"])
    assert install(checkout) == (0, [])
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert install(checkout) == (0, ["install"])
    (checkout / "requirements.lock").write_text("one==1\n")
    assert install(checkout) == (0, ["sync", "install"])
    assert install(checkout) == (0, [])


def test_failed_installation_is_begun_again(checkout: Path) -> None:
    """No stamp stays behind that would call a half of it whole."""
    assert install(checkout) == (0, ["sync", "install"])
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    fail = checkout.parent / "fail"
    fail.write_text("")
    assert install(checkout)[0] == 1
    fail.unlink()
    assert install(checkout) == (0, ["sync", "install"])


def test_moved_checkout_gets_a_new_environment(checkout: Path) -> None:
    """The scripts in an environment hold the address at which it was made."""
    assert install(checkout)[0] == 0
    (checkout / ".venv" / "left over").write_text("")
    moved = checkout.rename(checkout.with_name("moved"))
    assert install(moved) == (0, ["sync", "install"])
    assert not (moved / ".venv" / "left over").exists()


def test_broken_environment_is_made_again(checkout: Path) -> None:
    """The Python that it was made with may be gone after a system's upgrade."""
    assert install(checkout)[0] == 0
    (checkout / ".venv" / "bin" / "python").unlink()
    assert install(checkout) == (0, ["sync", "install"])
    assert (checkout / ".venv" / "bin" / "python").exists()


# --- the Makefile --------------------------------------------------------------------------


def test_make_alone_lists_every_target() -> None:
    """Each target that can be asked for has a line that says what it does."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = makefile.partition(".PHONY: ")[2].partition("\n")[0].split()
    # Run by make itself, this would announce each folder that it enters and leaves.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    listed = subprocess.run(
        ["make"], cwd=ROOT, capture_output=True, text=True, check=True, env=alone
    )
    described = {line.split()[0] for line in listed.stdout.splitlines()[1:]}
    assert {"site", "test", "check", "lint", "serve", "audit", "lock", "clean"} <= set(targets)
    assert described == set(targets)
