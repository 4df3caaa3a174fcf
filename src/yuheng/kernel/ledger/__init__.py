"""The ledger: event bodies as bytes, their hashes and commitments, one append-only tree, checkpoints, receipts.

`docs/ledger.md` specifies every byte. The modules named there are pure: they know no database and no framework, and
take what they read through small protocols.
"""
