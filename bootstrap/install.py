"""Make `.venv` hold exactly what `requirements.lock` says, and this project, editable.

Run through `start.sh` before each of the Makefile's targets: it ends at once when nothing has
changed since the last time. Whoever interrupts it finds it beginning again, and no stamp written.
"""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import fetch_uv
import user_settings

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed"
LOCK = ROOT / "requirements.lock"
OTHER_INPUTS = (ROOT / "pyproject.toml", *sorted(Path(__file__).parent.glob("*.py")))


def main() -> int:
    """Install where something has changed; return the exit status."""
    wanted, last = stamp(), last_stamp()
    if last == wanted and PYTHON.exists():
        return 0
    try:
        STAMP.unlink(missing_ok=True)
        if not venv_is_usable(last, wanted):
            last = []
            make_venv()
        uv = fetch_uv.find_or_fetch(VENV / "bin" / "uv")
        environment = user_settings.for_uv(os.environ, ROOT / ".cache" / "uv")
        if last[:3] != wanted[:3]:
            install_locked(uv, environment)
        install_project(uv, environment)
        STAMP.write_text("\n".join(wanted), encoding="utf-8")
    except fetch_uv.NotThisWayError as error:
        print(f"tieout: no way led to uv; install it and run again\n{error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        status = error.returncode
        print(f"tieout: installing failed, see above (exit status {status})", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"tieout: installing failed: {error}", file=sys.stderr)
        return 1
    return 0


def stamp() -> list[str]:
    """Return what `.venv` depends on: where it stands, its Python, the lock, all other inputs."""
    others = b"".join(file.read_bytes() for file in OTHER_INPUTS)
    version = ".".join(str(part) for part in sys.version_info[:2])
    return [str(ROOT), version, digest(LOCK.read_bytes()), digest(others)]


def last_stamp() -> list[str]:
    """Return the stamp of the last installation that ended well, or nothing."""
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []


def digest(content: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def venv_is_usable(last: list[str], wanted: list[str]) -> bool:
    """Return whether `.venv` runs, with the wanted Python, and was made where it stands.

    The scripts in it hold its address, so that a moved or copied checkout needs a new one.
    """
    if last and last[:2] != wanted[:2]:
        return False
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [PYTHON, "-c", question], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.stdout.strip() == wanted[1]


def make_venv() -> None:
    """Make `.venv` anew, empty: without pip, since Debian's Python may have none to put in."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    print(f"tieout: making .venv with Python {version}", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)]
    subprocess.run(command, check=True)


def install_locked(uv: Path, environment: Mapping[str, str]) -> None:
    """Make `.venv` hold the locked packages, each checked against its hash, and no others."""
    count = len(re.findall(r"^\w", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    print(f"tieout: installing {count} packages of requirements.lock into .venv", flush=True)
    # Compiled once here: a build starts a kernel for each chapter, and where Python may write
    # no bytecode each of them would compile everything again.
    options = ["--require-hashes", "--compile-bytecode"]
    command = [str(uv), "pip", "sync", *into_venv(), *options, str(LOCK)]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def install_project(uv: Path, environment: Mapping[str, str]) -> None:
    """Install this checkout in place, built by the locked build tool and without the network."""
    options = ["--no-deps", "--no-build-isolation", "--offline"]
    command = [str(uv), "pip", "install", *into_venv(), *options, "--editable", str(ROOT)]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def into_venv() -> list[str]:
    """Return uv's options: where to install to; progress on a terminal, and quiet elsewhere."""
    return ["--python", str(PYTHON), *([] if sys.stderr.isatty() else ["--quiet"])]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
