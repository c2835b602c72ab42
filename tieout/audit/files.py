"""The audit of one file that a report travels as, told by the end of its name."""

from pathlib import Path
from typing import Final

from tieout.audit.account import Account
from tieout.audit.bound.audit import audit_bound
from tieout.audit.pdf.audit import audit_pdf
from tieout.audit.surroundings import check_surroundings
from tieout.audit.workbook.audit import audit_workbook
from tieout.findings import Finding, Place

_AUDITS: Final = {".pdf": audit_pdf, ".docx": audit_bound, ".epub": audit_bound}
_WORKBOOK: Final = ".xlsx"


def can_audit(name: str) -> bool:
    """Whether a file of this name is one that a report travels as."""
    return Path(name).suffix.lower() in (*_AUDITS, _WORKBOOK)


def audit_file(
    content: bytes, name: str, folder: Path | None = None
) -> tuple[Account, list[Finding]]:
    """Audits a file from its bytes; findings name it by `name`. A workbook is held against the
    site in `folder`, which is that of the file unless given; the others hold all that it takes.
    A file of another kind is a finding (audit-no-site)."""
    kind = Path(name).suffix.lower()
    if kind == _WORKBOOK:
        account, findings = audit_workbook(content, name, folder or Path(name).parent)
        return account, sorted({*findings, *check_surroundings(content, name)})
    audit = _AUDITS.get(kind)
    if audit is None:
        message = "this is neither a site nor a file that a report travels as"
        hint = f"name a site's folder, or a file that ends in {', '.join([*_AUDITS, _WORKBOOK])}"
        return Account(), [Finding(Place(name), "audit-no-site", message, hint)]
    account, findings = audit(content, name)
    return account, sorted({*findings, *check_surroundings(content, name)})
