"""Which versions of what are at work."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from assistant import __version__

_PACKAGES = (
    *("pyside6-essentials", "mss", "pillow", "python-xlib", "jeepney", "pyttsx3", "keyring"),
    *("rapidocr", "openvino", "onnxruntime", "opencv-python-headless", "numpy", "tesserocr"),
    *("pypdfium2", "torch", "transformers", "huggingface-hub", "msgspec"),
)


def versions() -> dict[str, str]:
    """Name to version: EarSight, Python, the system and the packages that matter."""
    found = {
        "EarSight": __version__,
        "Python": platform.python_version(),
        "System": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Packed": "yes" if getattr(sys, "frozen", False) else "no",
    }
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
