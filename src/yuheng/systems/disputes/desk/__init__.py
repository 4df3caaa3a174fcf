"""One desk over all disputes: what comes in, by which legal route it is handled, what is one matter, who is urged."""
