"""«Паспорт школы»: one page about a school for the school itself. What is true of it belongs in models/assessment."""
