"""Public legal service: lectures and consultations."""
