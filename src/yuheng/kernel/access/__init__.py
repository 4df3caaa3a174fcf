"""All reads of people go through here: grants, lists, figures, single matters, unmasking, the record of looks."""
