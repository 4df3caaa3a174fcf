"""Inspections (行政检查): a register."""
