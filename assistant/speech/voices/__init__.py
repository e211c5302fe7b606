"""Our own voices: engines in killable helper processes, and speech-dispatcher."""
