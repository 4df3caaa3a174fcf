"""The yearly statistics of administrative enforcement (行政执法统计年报): compiled, reviewed, published and reported."""
