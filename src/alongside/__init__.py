"""Alongside: peer support in health, on a charity's own machine."""

__version__ = "0.1.0"
