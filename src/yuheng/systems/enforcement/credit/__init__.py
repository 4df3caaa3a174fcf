"""Credit repair: notices, repairs, certificates of no violation."""
