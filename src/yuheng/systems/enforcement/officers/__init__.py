"""Who may enforce: qualification, certificates of officers and auxiliaries, their suspension, renewal and end."""
