"""What can be said for certain of two numbers that are known within intervals."""

from tieout.quantities.quantity import Quantity


def surely_larger(a: Quantity, b: Quantity) -> bool:
    """Whether `a` exceeds `b` wherever in their intervals the two lie. An end that a number is
    said to be over, or under, is not itself one of its values."""
    if a.low is None or b.high is None:
        return False
    return a.low > b.high or (a.low == b.high and (a.bound == "over" or b.bound == "under"))


def cannot_agree(a: Quantity, b: Quantity) -> bool:
    """Whether no value lies in both intervals."""
    return surely_larger(a, b) or surely_larger(b, a)
