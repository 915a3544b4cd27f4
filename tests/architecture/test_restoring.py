"""What the tests themselves stand on: a test that commits leaves everything as it found it."""

from __future__ import annotations

import pytest

from alongside.discussions.models import Post, Topic
from alongside.home.models import HelpNumber
from alongside.people.models import Member
from tests.restoring import all_rows, put_back


@pytest.mark.django_db
def test_every_row_stands_again_and_what_came_is_gone() -> None:
    before = all_rows()
    Post.objects.all().delete()
    Topic.objects.update(title="Another")
    HelpNumber.objects.all().delete()
    Member.objects.create_member("Somebody new", "new@example.org")
    assert all_rows() != before
    put_back(before)
    assert all_rows() == before
