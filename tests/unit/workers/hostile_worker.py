"""A worker that was taken over: after the first job it writes the bytes in HOSTILE_BYTES."""

from __future__ import annotations

import os
import sys
import time

from assistant.workers.messages import Accepted, Job, Ready, read_to_worker, write_message

if __name__ == "__main__":
    read_to_worker(sys.stdin.buffer)
    write_message(sys.stdout.buffer, Ready())
    while (frame := read_to_worker(sys.stdin.buffer)) is not None:
        message, _payload = frame
        if isinstance(message, Job):
            write_message(sys.stdout.buffer, Accepted(message.id))
            sys.stdout.buffer.write(bytes.fromhex(os.environ["HOSTILE_BYTES"]))
            sys.stdout.buffer.flush()
            time.sleep(600)
