"""The harness: a request in, an evaluation out.

It reads the data, asks the networks or reads somebody else's predictions, keeps predictions on
disk, scores them by `attrib.evaluation`, and runs whole suites, skipping what it has in its cache.
"""
