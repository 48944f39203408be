"""Pictures for people: frames of models/assessment/pictures → PNG or SVG. What they show is decided there."""
