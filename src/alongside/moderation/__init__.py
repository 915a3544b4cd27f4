"""What staff do for the community: the word rules, and the posts that want a look first."""
