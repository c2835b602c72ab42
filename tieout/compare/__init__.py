"""Comparison: what facts differ in, what may stand side by side, and what cannot both be true.

Pure functions over tied facts and the ledger's tables.
"""
