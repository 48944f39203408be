"""Documents for people: an analysis's result → .xlsx, .docx or Markdown. What is true belongs in models/assessment."""

from pathlib import Path

# Blanks that people may edit in Word: one for each letter, and the plan's.
TEMPLATES = Path(__file__).parent / "templates"
