"""Major administrative decisions: catalogue and the proof of each step."""
