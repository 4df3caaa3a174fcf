"""Conduct and integrity: rules improved, promises of villages and communities."""
