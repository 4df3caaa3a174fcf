"""What publishing froze: the text, and every figure in it with the digest of the rows behind it."""
