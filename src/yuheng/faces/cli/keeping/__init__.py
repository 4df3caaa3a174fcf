"""Backups: written whole or not at all, checked before they are used, restored into nothing else than emptiness."""
