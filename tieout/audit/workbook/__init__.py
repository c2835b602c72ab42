"""The witness of the workbook."""
