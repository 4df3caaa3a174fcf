"""Lenient enforcement 包容审慎执法 (S26): lists of what is spared, the look-back for a first violation, conditions, promise, correction, education."""
