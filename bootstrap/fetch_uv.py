"""Bring uv to a machine that has none, with nothing but Python's standard library.

The version and the hashes of its wheels stand in `uv.txt`. The ways are tried in this order:

1. this Python's pip, or the pip that `venv` puts into a new environment;
2. the package index that the user's settings name, read directly;
3. the pip that Debian and Ubuntu keep in a package, which apt fetches without being root;
4. the archive that uv's makers publish with each release.

All but the last check what they got against `uv.txt`; a release comes with a hash of its own.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import package_index
import user_settings
from uv_pin import Pin, read_pin

RELEASES = "https://github.com/astral-sh/uv/releases/download"
DEBIAN_PIP = "python3-pip-whl"
DEBIAN_CERTIFICATES = "ca-certificates"
DEBIAN_TRUSTS = Path("/etc/ssl/certs/ca-certificates.crt")

# Debian's pip fails at once where that file is missing, whatever it is told to trust instead.
TRUSTING_PIP = """
import runpy, sys
wheel, trusted = sys.argv[1:3]
del sys.argv[1:3]
sys.path.insert(0, wheel)
from pip._vendor import certifi
certifi.where = lambda: trusted
runpy.run_module("pip", run_name="__main__", alter_sys=True)
"""


Command = list[str | Path]


class NotThisWayError(Exception):
    """This machine does not offer the way that was tried; the text says why."""


def find_or_fetch(target: Path) -> Path:
    """Return a uv that runs: the one on PATH, the one at `target`, or one fetched to `target`.

    Raises `NotThisWayError` with all the reasons when no way led to one.
    """
    on_path = shutil.which("uv")
    if on_path and version_of(Path(on_path)):
        return Path(on_path)
    pin = read_pin()
    if target.exists() and version_of(target) == pin.version:
        return target
    reasons: list[str] = []
    print("tieout: uv is missing, fetching it", flush=True)
    for name, way in ways():
        with tempfile.TemporaryDirectory() as scratch:
            try:
                place(way(pin, Path(scratch)), target)
            except (NotThisWayError, OSError, subprocess.SubprocessError, ValueError) as error:
                reasons.append(f"  {name}: {error}")
                continue
        if version_of(target) == pin.version:
            print(f"tieout: uv {pin.version} came by {name}", flush=True)
            return target
        reasons.append(f"  {name}: what came does not run here")
    raise NotThisWayError("\n".join(reasons))


def ways() -> Iterator[tuple[str, Callable[[Pin, Path], Path]]]:
    """Yield each way's name, and the function that leaves uv's binary in a scratch folder."""
    yield "pip", by_pip
    yield "a new environment's pip", by_venv
    yield "the configured package index", by_index
    yield "the pip in Debian's packages", by_debian
    yield "uv's own release", by_release


def version_of(uv: Path) -> str:
    """Return the version that the binary at `uv` gives itself, or nothing if it does not run."""
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    words = answer.stdout.split()
    return words[1] if len(words) > 1 else ""


def by_pip(pin: Pin, scratch: Path) -> Path:
    """Ask this Python's pip for the wheel."""
    if not runs([sys.executable, "-m", "pip", "--version"]):
        raise NotThisWayError("this Python has no pip")
    return pip_download([sys.executable, "-m", "pip"], pin, scratch)


def by_venv(pin: Pin, scratch: Path) -> Path:
    """Ask the pip that Python bundles, in an environment made for the purpose."""
    if not runs([sys.executable, "-c", "import ensurepip"]):
        raise NotThisWayError("this Python has no ensurepip")
    environment = scratch / "environment"
    run([sys.executable, "-m", "venv", environment])
    return pip_download([environment / "bin" / "python", "-m", "pip"], pin, scratch)


def by_index(pin: Pin, scratch: Path) -> Path:
    """Read the package index of the user's settings."""
    settings = user_settings.for_uv(os.environ, scratch)
    index = settings.get("UV_DEFAULT_INDEX") or settings.get("UV_INDEX_URL")
    if not index:
        raise NotThisWayError("none is configured")
    reader = package_index.Reader(index, certificates())
    wheel = package_index.pick_wheel(reader.files("uv"), pin.version)
    if wheel is None:
        raise NotThisWayError(f"it has no uv {pin.version} for this machine")
    content = reader.fetch(wheel.address)
    if hashlib.sha256(content).hexdigest() not in pin.hashes:
        raise NotThisWayError(f"{wheel.name} is not the file that uv.txt names")
    (scratch / wheel.name).write_bytes(content)
    return binary_in_wheel(scratch / wheel.name)


def by_debian(pin: Pin, scratch: Path) -> Path:
    """Unpack the pip that Debian ships as a wheel, and ask that one."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise NotThisWayError("this is no Debian or Ubuntu")
    apt_download(DEBIAN_PIP, scratch)
    wheels = sorted((scratch / DEBIAN_PIP).glob("usr/share/python-wheels/pip-*.whl"))
    if not wheels:
        raise NotThisWayError(f"{DEBIAN_PIP} holds no wheel of pip")
    if DEBIAN_TRUSTS.exists():
        return pip_download([sys.executable, wheels[0] / "pip"], pin, scratch)
    trusted = certificates() or debian_certificates(scratch)
    return pip_download([sys.executable, "-c", TRUSTING_PIP, wheels[0], trusted], pin, scratch)


def by_release(pin: Pin, scratch: Path) -> Path:
    """Fetch the archive that uv's makers publish."""
    system = {"Linux": "unknown-linux-musl", "Darwin": "apple-darwin"}.get(platform.system())
    machine = {"arm64": "aarch64"}.get(platform.machine(), platform.machine())
    if system is None:
        raise NotThisWayError(f"none is known for {platform.system()}")
    name = f"uv-{machine}-{system}"
    address = f"{RELEASES}/{pin.version}/{name}.tar.gz"
    reader = package_index.Reader(address, certificates())
    content = reader.fetch(address)
    stated = reader.fetch(f"{address}.sha256").decode("ascii").split()[0]
    if hashlib.sha256(content).hexdigest() != stated:
        raise NotThisWayError(f"{name}.tar.gz does not have the hash that stands beside it")
    archive = scratch / "uv.tar.gz"
    archive.write_bytes(content)
    with tarfile.open(archive) as tar:
        tar.extract(f"{name}/uv", scratch, filter="data")
    return scratch / name / "uv"


def certificates() -> Path | None:
    """Return the file of certificates that the user has named, for pip or for everything."""
    named = user_settings.for_uv(os.environ, Path(os.devnull)).get("SSL_CERT_FILE")
    return Path(named) if named else None


def pip_download(pip: Command, pin: Pin, scratch: Path) -> Path:
    """Let `pip` fetch the pinned wheel with the user's own settings, and return the binary."""
    wheels = scratch / "wheels"
    options: Command = ["--no-deps", "--only-binary", ":all:", "--require-hashes"]
    if trusted := certificates():
        options += ["--cert", trusted]
    run([*pip, "download", "--quiet", *options, "--dest", wheels, "--requirement", pin.file])
    return binary_in_wheel(next(wheels.glob("uv-*.whl")))


def apt_download(package: str, scratch: Path) -> None:
    """Unpack a Debian package to `scratch`/`package`, leaving apt's own state untouched."""
    state, cache = scratch / "apt-state", scratch / "apt-cache"
    options = ["-qq", "-o", f"Dir::State={state}", "-o", f"Dir::Cache={cache}"]
    # As root, apt would fetch as a user who cannot write to our scratch folder.
    options += ["-o", "APT::Sandbox::User=root"]
    if not state.exists():
        state.mkdir()
        cache.mkdir()
        run(["apt-get", *options, "update"])
    run(["apt-get", *options, "download", package], cwd=scratch)
    run(["dpkg-deb", "--extract", next(scratch.glob(f"{package}_*.deb")), scratch / package])


def debian_certificates(scratch: Path) -> Path:
    """Return the certificates that Debian would install, in one file."""
    apt_download(DEBIAN_CERTIFICATES, scratch)
    parts = (scratch / DEBIAN_CERTIFICATES).glob("usr/share/ca-certificates/**/*.crt")
    bundle = scratch / "certificates.pem"
    bundle.write_bytes(b"\n".join(part.read_bytes() for part in sorted(parts)))
    return bundle


def binary_in_wheel(wheel: Path) -> Path:
    """Unpack uv's binary beside its wheel and return it."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".data/scripts/uv")]
        if len(names) != 1:
            raise NotThisWayError(f"{wheel.name} holds no uv")
        return Path(archive.extract(names[0], wheel.parent))


def place(binary: Path, target: Path) -> None:
    """Move a fetched binary to where it is to stay, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_name("uv.part")
    shutil.copyfile(binary, waiting)
    waiting.chmod(0o755)
    waiting.replace(target)


def runs(command: Command) -> bool:
    """Return whether a command ends well, without showing what it says."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run(command: Command, cwd: Path | None = None) -> None:
    """Run a command quietly; its first line about an error becomes the reason when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or [f"{command[0]} failed"]
        raise NotThisWayError(next((line for line in lines if "rror" in line), lines[-1]).strip())
