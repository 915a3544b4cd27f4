"""What part a person plays, read from the name the page prints."""

_STAFF = ("moderator", "ambassador")  # where a name holds both, the first wins


def role_of(name: str) -> str:
    """Tell "moderator", "ambassador" or "member".

    The role must be a whole word of the name. Words end at anything but a letter, and at the
    capital that starts the next word: AHAModerator is AHA, Moderator; AmbassadorMK is Ambassador,
    MK. Moderatorial and Moderators are other words, and AHAMODERATOR is one word, so those three
    are members.
    """
    words = _words(name)
    return next((role for role in _STAFF if role in words), "member")


def _words(name: str) -> list[str]:
    spaced = []
    for before, here, after in zip(f" {name}", name, f"{name[1:]} ", strict=False):
        if here.isupper() and (not before.isupper() or after.islower()):
            spaced.append(" ")
        spaced.append(here if here.isalpha() else " ")
    return "".join(spaced).lower().split()
