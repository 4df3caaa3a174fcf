"""Inspections (行政检查): the register, standards, plans, tasks with their code, check lists, ratings, calls without power."""
