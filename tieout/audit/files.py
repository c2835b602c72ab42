"""The audit of one file that a report travels as, told by the end of its name."""

from pathlib import Path
from typing import Final

from tieout.audit.account import Account
from tieout.audit.bound import audit_bound
from tieout.audit.pdf import audit_pdf
from tieout.findings import Finding, Place

_AUDITS: Final = {".pdf": audit_pdf, ".docx": audit_bound, ".epub": audit_bound}


def can_audit(name: str) -> bool:
    """Whether a file of this name is one that a report travels as."""
    return Path(name).suffix.lower() in _AUDITS


def audit_file(content: bytes, name: str) -> tuple[Account, list[Finding]]:
    """Audits a file from its bytes; findings name it by `name`. A file of another kind is a
    finding (audit-no-site)."""
    audit = _AUDITS.get(Path(name).suffix.lower())
    if audit is None:
        message = "this is neither a site nor a file that a report travels as"
        hint = f"name a site's folder, or a file that ends in {', '.join(_AUDITS)}"
        return Account(), [Finding(Place(name), "audit-no-site", message, hint)]
    return audit(content, name)
