"""The pages of the annual report: editor, units' parts, publication, proof-reading."""
