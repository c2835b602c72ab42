"""The environment of the peers: `.cache/peers`, as `requirements.lock` beside this file says."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "benchmarks" / "requirements.lock"
ENVIRONMENT = ROOT / ".cache" / "peers"
PYTHON = ENVIRONMENT / "bin" / "python"

sys.path.append(str(ROOT / "bootstrap"))

import fetch_uv  # noqa: E402
import user_settings  # noqa: E402


def set_up() -> Path:
    """Return the Python of the environment, which is made and filled where the lock is not yet
    installed. Needs the package index that the user's settings name, the first time only."""
    stamp = ENVIRONMENT / ".installed"
    wanted = f"{sys.version_info[:2]} {LOCK.read_text(encoding='utf-8')}"
    if PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return PYTHON
    print("making the environment of the peers (once)", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)]
    subprocess.run(command, check=True)
    uv = fetch_uv.find_or_fetch(ROOT / ".venv" / "bin" / "uv")
    settings = user_settings.for_uv(os.environ, ROOT / ".cache" / "uv")
    install = [str(uv), "pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes"]
    subprocess.run([*install, str(LOCK)], check=True, cwd=ROOT, env=settings)
    stamp.write_text(wanted, encoding="utf-8")
    return PYTHON
