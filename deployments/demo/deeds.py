"""In whose name the cast acts."""

from tasks.record.writer import Author

COORDINATOR = Author("Координатор (демо)", "cli:demo")
CURATOR, SCHOOL = Author("Куратор (демо)", "cli:demo"), Author("Школа (демо)", "cli:demo")
