"""The command line: `vekha`. A module per kind of work; heavy imports happen inside the commands that need them."""
