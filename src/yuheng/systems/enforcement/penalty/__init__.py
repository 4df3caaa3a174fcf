"""Administrative penalty 行政处罚 (S21): ordinary and summary procedure, from the clue to the archive and two channels of publicity."""
