"""Private details that somebody may not mean to publish: how to reach a person, or to pass for one.

Found so that the one who writes can take them out. A number is only called private where its check
digits, its shape or the words before it say what it is: a dose or a year must never look like one.
"""

from alongside.language.private.details import PrivateDetails

__all__ = ["PrivateDetails"]
