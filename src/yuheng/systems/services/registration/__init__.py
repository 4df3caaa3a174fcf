"""Approval window: start-up online, chains, deregistration, change of operator, individual to enterprise."""
