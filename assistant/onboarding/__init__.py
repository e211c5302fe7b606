"""Setting EarSight up, step by step, without a window: the same steps for every face."""
