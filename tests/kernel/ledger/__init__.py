"""Tests of the ledger: no database."""
