"""Supervision of enforcement: plan points, rounds, files reviewed, problems and their correction."""
