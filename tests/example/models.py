from tests.example.facts import Permit, Visit

__all__ = ["Permit", "Visit"]
