"""Side-by-side measurements with public tools: `make bench`. Nothing of the product imports this room."""
