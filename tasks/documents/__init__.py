"""Documents for people: an analysis's result → .xlsx, .docx or Markdown. What is true belongs in models/assessment."""
