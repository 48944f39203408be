"""Papers that Vekha prepares for people: they look at them, mend them, hand them in. One module for each paper."""
