"""Makes the letters' blanks, templates/*.docx, anew: `python -m tasks.documents.blanks`.

The blanks are meant to be edited in Word: wording, fonts, letterhead. What stands in {{ }} and {% %} is filled in by
letters.py and must be kept. Running this again throws such edits away; it is here to show how the blanks began.
"""

from tasks.documents import TEMPLATES
from tasks.documents.blanks.writing import write_blanks

if __name__ == "__main__":
    write_blanks(TEMPLATES)
