#!/bin/sh
# Runs one of this folder's scripts with the first Python that is new enough: start.sh SCRIPT [ARGUMENT...]
# PYTHON names another one. What the caller's environment says of other Pythons is left aside.
set -eu
unset PYTHONPATH PYTHONHOME PYTHONSAFEPATH VIRTUAL_ENV CONDA_PREFIX || true
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
script=$1
shift

seen=
for candidate in "${PYTHON:-python3}" ${PYTHON:+""} python3.14 python3.13 python3.12 python3.11 python; do
    # An empty word ends the list: whoever names a Python gets that one or none.
    [ -n "$candidate" ] || break
    found=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$candidate" "$here/$script" "$@"
    fi
    seen="$seen, $candidate is $found"
done
echo "tieout: Python 3.11 or newer is needed (${PYTHON:-python3}: ${seen:+found only}${seen#,}${seen:-not found})" >&2
exit 1
