"""The report as one document, whatever it is written as: what it cites, and in which order."""
