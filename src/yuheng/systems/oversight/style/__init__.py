"""Style of work: plan, check, problem, measure, correction, rule revised, evaluation; meetings. Clue content never enters."""
