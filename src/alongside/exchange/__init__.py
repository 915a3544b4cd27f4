"""What comes in from elsewhere and goes out again: imported pages and the sample community."""
