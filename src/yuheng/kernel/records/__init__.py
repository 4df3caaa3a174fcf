"""The tables of the kernel, and the base classes of a system's facts."""
