"""The survey of the risk profile: who is asked what, when answers are enough, and what profile they amount to. Pure."""
