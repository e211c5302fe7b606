"""A picture becomes a description or an answer: model families, prompts, remote endpoints."""
