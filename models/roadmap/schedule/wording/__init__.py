"""A schedule's text as it comes out of a document, and the words it was: cleaned, mended, named for the grammar."""
