"""Proof-reading a draft of the annual report against the records. Knows no database: recorded figures come from a source."""
