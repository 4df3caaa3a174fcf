"""Legal advisers: engagements by dimension, letters of advice and their points."""
