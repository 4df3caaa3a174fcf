"""Case-file review: a sample that anybody can draw again, blind sheets by reviewers from elsewhere, problems followed to their verification."""
