"""A small system of government for the kernel's own tests: a permit with notice, review and decision."""
