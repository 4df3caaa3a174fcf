"""Publicity of law: activities, rule-of-law communities, sites."""
