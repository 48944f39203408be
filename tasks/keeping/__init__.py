"""The life of loaded data after they are in: what there is, until when, what rests on it, and how it goes."""
