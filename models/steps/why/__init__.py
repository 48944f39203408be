"""Why a step stands, what stands because of it, and the words for both."""
