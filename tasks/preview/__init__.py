"""What files would change before they are loaded: rehearsed by the functions that load and compute, without a trace."""
