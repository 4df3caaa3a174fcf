"""Books of pre-numbered decisions for the summary procedure: every number is accounted for."""
