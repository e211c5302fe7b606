"""BLIP captioning by ONNX Runtime in 8 bits: faster, smaller, and without torch."""
