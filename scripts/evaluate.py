"""The same as ``attrib evaluate``, for a checkout and for launchers that want a script."""

from attrib.cli.evaluate import evaluate

if __name__ == "__main__":
    evaluate()
