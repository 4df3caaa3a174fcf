"""Who is meant: unified social credit codes, resident identity numbers, masking."""
