"""裁量基准和清单: versions of decision tables, drafted, proved, signed off by a second person, published, withdrawn."""
