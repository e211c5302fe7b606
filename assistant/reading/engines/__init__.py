"""The OCR engines, one file each."""
