"""A year in which people act at random: what a model of plain loops says of it, and a machine that compares.

The model asks none of the product's rules; whoever adds a deed adds what it changes there and a rule in the machine.
"""
