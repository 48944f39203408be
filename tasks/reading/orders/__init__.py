"""An order's file, in any format, as lines and rows: one module for each format. Meanings belong in models/order."""
