"""What `earsight COMMAND --help` ends with."""

from __future__ import annotations

from assistant.core.i18n import N_

GENERAL = N_("""\
examples:
  earsight                              start: tray, keys, voice
  earsight trigger read --target window read the active window (bind this in a compositor)
  earsight read letter.pdf --speak      read a file aloud
  earsight read --screen --json         the whole screen, one JSON object a line
  earsight read scan.png --lang ar      Arabic, if its language pack is installed
  earsight describe --window            what the window looks like and says
  earsight say "Hello" --wav hello.wav  speak into a file
  earsight models recommend             which models can describe pictures here
  earsight doctor                       what works here, what does not, and why

`earsight COMMAND --help` tells more.
exit status: 0 done, 2 bad input, 3 a part is missing, 4 failed
""")
TRIGGER = N_("""\
examples:
  earsight trigger read                    read the active window
  earsight trigger read --target pointer   read around the mouse pointer
  earsight trigger ask "What is it?"       ask about the active window
  earsight trigger ask "And behind it?" --follow-up
  earsight trigger find "the bee" --target screen
  earsight trigger review-next-line        go on in what was found
  earsight trigger review-find "total"     search in it
  earsight trigger stop

verbs:
  read                    read what --target names
  find                    say where WORDS are
  classify                choose one of the labels WORDS, with commas between them
{verbs}
""")
READ = N_("""\
examples:
  earsight read letter.pdf --speak         print and speak every page
  earsight read letter.pdf --page 3
  earsight read scan.png --lang ar+en      Arabic and English
  earsight read --window --json            one JSON object a line, as it is found
  earsight read --region 0,0,800,200
  earsight read note.jpg --engine trocr    handwriting, with an installed TrOCR model
  earsight read -- -odd-name.png           a name that begins with a dash

JSON objects:
  {"type": "line", "text", "box": [x0, y0, x1, y1], "confidence", "block"}
  {"type": "done", "engine", "lines", "seconds", "first_line_seconds"}
  {"type": "error", "code", "message", "remedy"}
""")
DESCRIBE = N_("""\
examples:
  earsight describe photo.jpg              what it is, its layout and colours, what is written on it
  earsight describe --window --detail long --speak
  earsight ask "What is the total?" invoice.png
  earsight ask "And the tax?" invoice.png --history talk.json
  earsight find "Save" --window
  earsight classify "invoice, letter, photo" scan.png
  earsight describe plot.png --preset chart
  earsight describe photo.jpg --prompt "Which birds are there?"

Models are never downloaded unasked: `earsight models recommend` says which there are. Without one,
describe tells what can be measured and read, and find looks in the text.

JSON objects:
  {"type": "sentence", "text", "kind": "read|measured|guessed", "model", "unsure",
   "language"}
  {"type": "place", "label", "box": [x0, y0, x1, y1], "model"}
  {"type": "done", …} or {"type": "error", …} as in read
""")
SAY = N_("""\
examples:
  earsight say "Good morning"
  earsight say "Good morning" --wav morning.wav
""")
VOICES = N_("""\
examples:
  earsight voices                          id, languages and name, one voice a line
  earsight settings set speech.voice ID    speak with one of them
""")
SETTINGS = N_("""\
examples:
  earsight settings                        all settings
  earsight settings get speech.rate
  earsight settings set speech.rate 260
  earsight settings set hotkeys.chords.read-window Super+Shift+R
  earsight settings set applications.xterm.voice off
  earsight settings reset speech.rate
  earsight settings export earsight.toml
""")
DOCTOR = N_("""\
examples:
  earsight doctor                          every part: used, usable, or why not
  earsight doctor --json
""")
REPORT = N_("""\
examples:
  earsight report                          show it
  earsight report --output report.txt
""")
DEMO = N_("""\
examples:
  earsight demo                            speak it, or write a file where there is no sound
  earsight demo --wav demo.wav
""")
HISTORY = N_("""\
examples:
  earsight settings set review.save_history true    save answers; it is off by default
  earsight history                                  list them, the newest first
  earsight history show 1
  earsight history show 1 --json                    its findings, one JSON object a line
  earsight history delete 1
  earsight history delete-all
""")
SETUP = N_("""\
examples:
  earsight setup                           step by step in a window, spoken
  earsight setup --text                    by questions in this terminal, also over ssh
  earsight setup --defaults                show every step and keep all as it is
""")
AUTOSTART = N_("""\
examples:
  earsight autostart                       whether EarSight starts when you log in
  earsight autostart on
""")
