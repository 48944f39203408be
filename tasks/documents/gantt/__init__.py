"""The roadmap as a picture on a time axis."""
