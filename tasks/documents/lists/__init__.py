"""Lists for people, apart from any one analysis: what a list is made of, and how a workbook draws it."""
