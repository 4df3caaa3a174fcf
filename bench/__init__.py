"""What the project claims of its speed, measured: `python -m bench [NAME…]` prints a table. Never a test: machines differ."""
