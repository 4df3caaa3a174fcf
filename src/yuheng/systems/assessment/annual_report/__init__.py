"""The annual report of rule-of-law government as a procedure: passages, joining, review, deliberation, publication."""
