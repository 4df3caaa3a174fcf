"""行政执法公示: what the organs tell the public before they act, and the record of what was shown of each decision."""
