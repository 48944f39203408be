"""The plan as the order's own table, in Word and in a workbook, with marks of execution."""
