"""A roadmap's year: how it opens, whose it is, by which plan and calendar it runs, what it leaves to the next."""
