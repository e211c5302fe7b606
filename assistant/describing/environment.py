"""What the processes that run a model find in their environment."""

from __future__ import annotations

_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
_POLITE = {"GOMP_SPINCOUNT": "10000"}
"""How long threads wait busily for each other. Asleep at once, they wake too late, and a caption
takes a third longer, with half as long a twentieth; as long as is usual, they hold the core that
the one they wait for needs."""
_MEMORY = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""Ask Linux for pages of 2 MB: with those of 4 KB, Florence-2 takes a twenty-fifth longer."""
WORKERS = _OFFLINE | _POLITE | _MEMORY
