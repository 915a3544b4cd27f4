"""Answering by mail: the address to answer to, and what is done with a mail that comes in."""
