"""Coercive measures and coercive enforcement (行政强制措施、行政强制执行): a register."""
