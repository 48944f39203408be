"""What people read of each analysis, a module each: its title, sentences, list and letter. Listed in registry.py."""
