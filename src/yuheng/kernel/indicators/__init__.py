"""Figures: declared questions over events and facts. A value and the rows behind it come from one query."""
