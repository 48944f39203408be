"""The survey of the risk profile: forms go out, who is behind, profiles come of the answers, people verify and choose."""
