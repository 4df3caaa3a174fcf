"""Supervision of enforcement at work: clues that models find in the records, complaints, and the papers that follow."""
