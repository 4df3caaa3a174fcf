"""The API at /api: the same declarations as the pages, for programs."""
