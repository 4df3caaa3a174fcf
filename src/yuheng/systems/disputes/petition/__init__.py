"""Petitions by batch and persons, joint conferences."""
