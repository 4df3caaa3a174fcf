"""Who may enforce and what: organs of enforcement and the dated list of their power items."""
