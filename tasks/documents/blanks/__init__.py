"""The letters' blanks as they began, a module each. People edit templates/*.docx in Word; this only makes them anew."""
