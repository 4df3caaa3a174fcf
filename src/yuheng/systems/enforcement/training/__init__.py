"""Training, examination and annual review of certificates of enforcement staff."""
