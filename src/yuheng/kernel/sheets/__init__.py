"""Spreadsheets in and out: read right or refused with a reason in Chinese; written so that Excel keeps every digit."""
