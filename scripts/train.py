"""The same as ``attrib train``, for a checkout and for launchers that want a script."""

from attrib.cli.train import train

if __name__ == "__main__":
    train()
