"""The word filter: which words of a text are masked, and which a moderator may look at.

A language is one data file beside this one. What is masked has no clinical and no everyday sense;
everything else is shown, whatever it is.
"""

from alongside.language.words.filter import Words
from alongside.language.words.shipped import shipped_rules

__all__ = ["Words", "shipped_rules"]
