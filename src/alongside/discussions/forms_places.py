"""The shape of sections and spaces."""

from __future__ import annotations

from django import forms

from alongside.discussions.models import Section, Space


class SectionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Section
        fields = ("name", "about", "position")


class SpaceForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Space
        fields = ("section", "name", "about", "access", "position")
