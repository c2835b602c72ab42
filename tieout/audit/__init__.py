"""The audit: an independent witness that reads the built site and reports findings.

It imports nothing of the code that writes pages, and of the rest only the record of a
finding: it must be able to convict them.
"""

from tieout.audit.account import Account
from tieout.audit.bound.audit import audit_bound
from tieout.audit.files import audit_file, can_audit
from tieout.audit.pdf.audit import audit_pdf
from tieout.audit.site.witness import audit_site

__all__ = ["Account", "audit_bound", "audit_file", "audit_pdf", "audit_site", "can_audit"]
