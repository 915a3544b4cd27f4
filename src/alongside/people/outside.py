"""tmp"""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class OutsideAdapter(DefaultSocialAccountAdapter):
    pass
