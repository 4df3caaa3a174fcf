"""集体讨论会议: one meeting, many cases; who was there, and what each said of each case."""
