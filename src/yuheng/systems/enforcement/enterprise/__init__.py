"""One file per enterprise 一企一档: what every system recorded of it, read in one place, for a task or a stated reason."""
