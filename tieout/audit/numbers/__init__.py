"""Numbers in texts, read anew by the witness."""
