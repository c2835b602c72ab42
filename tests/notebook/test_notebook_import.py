"""What a chapter's kernel loads: it starts once for each chapter, so that it must be little."""

import subprocess
import sys


def test_cells_load_no_grammar_and_nothing_that_slows_altair() -> None:
    script = (
        "import sys, tieout.notebook;"
        "print([name for name in ('tieout.numbers.chinese', 'tieout.numbers.english',"
        " 'tieout.build', 'mkdocs', 'rfc3987_syntax') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
