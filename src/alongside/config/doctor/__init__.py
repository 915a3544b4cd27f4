"""The doctor: looks at everything a community stands on, and says what to do where it shakes."""
