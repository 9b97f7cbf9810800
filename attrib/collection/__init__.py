"""Many articles as one: shared sources, and claims that meet across articles."""
