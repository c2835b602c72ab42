"""The witness of the PDF."""
