"""One function a page, returning one frozen dataclass. The only place that joins."""

from alongside.people.reads.members import Person, people_page, person_line, person_to_manage

__all__ = ["Person", "people_page", "person_line", "person_to_manage"]
