"""What a build says when it is done."""

from dataclasses import asdict

from tieout.audit import Account
from tieout.build import Built


def summary(built: Built) -> str:
    """The account of a build, a line for each thing that was counted."""
    counts = built.account
    lines = [
        f"{counts['sources']:>7,} sources",
        f"{counts['sentences']:>7,} sentences",
        f"{counts['mentions']:>7,} mentions: {counts['facts']:,} facts, "
        f"{counts['set_aside']:,} set aside, {counts['explained']:,} explained by their kind, "
        f"{counts['open']:,} open",
        f"{counts['derivations']:>7,} derivations",
        f"{counts['tied'] + counts['derived']:>7,} numbers on pages, "
        f"{counts['tied']:,} tied to facts and {counts['derived']:,} to derivations",
        f"{counts['waived']:>7,} waivers, and {counts['dates']:,} plain dates",
    ]
    if built.audit:
        lines.append(audit_summary(built.audit))
    return "\n".join([*lines, f"{built.seconds:>7.1f} seconds"])


def audit_summary(account: Account, *, verbose: bool = False) -> str:
    """The account of an audit that found nothing wrong."""
    if not verbose:
        return f"{account.links:>7,} links checked; the audit found every number tied"
    rows = [f"{number:>7,} {name.replace('_', ' ')}" for name, number in asdict(account).items()]
    return "\n".join([*rows, "the audit found every number tied"])
