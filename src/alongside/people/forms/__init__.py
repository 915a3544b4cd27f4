"""The shape of what people fill in; what they may say is in `rules`."""

from alongside.people.forms.members import PeopleSearch, ProfileForm, RoleForm

__all__ = ["PeopleSearch", "ProfileForm", "RoleForm"]
