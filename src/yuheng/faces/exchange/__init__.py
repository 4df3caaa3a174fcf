"""Data in and out: sheets, exchange files."""
