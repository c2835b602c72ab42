"""The data beside the pages, held against the raw documents and against each other."""
