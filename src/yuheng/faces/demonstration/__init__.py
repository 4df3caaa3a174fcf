"""The demonstration year: a believable zone in 2023, driven through the real engine as people would drive it."""
