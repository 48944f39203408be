"""The survey of the risk profile: forms go out, who is behind, profiles of the answers, what people decide of them."""
