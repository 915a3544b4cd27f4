"""What is in a text: words to mask, words to ask about, signs of urgency, private details and
clinical terms. Every finding says where it is, which rule fired, and why, so that a decision made
from it can be explained and appealed.

Nothing here decides, stores or sends anything, and nothing here knows of Django:

    from alongside.language import read
    read("Our son had a stroke at birth").concepts
"""

from alongside.language.grading import Grade, grade
from alongside.language.reader import Part, Reader, read
from alongside.language.reading import Concept, Finding, Reading

__all__ = ["Concept", "Finding", "Grade", "Part", "Reader", "Reading", "grade", "read"]
