"""The pages that officials work in."""
