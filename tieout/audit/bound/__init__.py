"""The witness of Word documents and EPUBs."""
