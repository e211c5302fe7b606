"""What the steps of the set-up show and do, whichever face asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from support.fake_hotkeys import FakeHotkeys
from support.setup_kit import Program

from assistant.core.actions import LEADER
from assistant.core.errors import EarSightError
from assistant.core.labels import without_mnemonic
from assistant.core.ports import Cue
from assistant.hotkeys.chords import Chord
from assistant.hotkeys.taken import owners
from assistant.onboarding.autostart import StartWithDesktop
from assistant.onboarding.base import (
    Choice,
    Control,
    Deed,
    Keys,
    Page,
    Step,
    Switch,
    bare_letter,
)
from assistant.onboarding.chords import current_chords, free_chords
from assistant.onboarding.keys import KeysStep
from assistant.onboarding.language import Language
from assistant.onboarding.models import Models
from assistant.onboarding.permissions import Permissions
from assistant.onboarding.privacy import Privacy
from assistant.onboarding.reading import FirstReading
from assistant.onboarding.screen_reader import ScreenReader
from assistant.onboarding.sound_check import SoundCheck
from assistant.onboarding.steps import Walk, Ways
from assistant.onboarding.voice import Voice
from assistant.settings.changing import changed
from assistant.settings.schema import Settings

WAYS = Ways("Go on.", "More.", "The end.")


@pytest.fixture
def program() -> Program:
    return Program()


def _control(page: Page, label: str) -> Control:
    return next(each for each in page.controls if without_mnemonic(each.label) == label)


def _choose(step: Step, label: str, option: str) -> str:
    control = _control(step.page(), label)
    assert isinstance(control, Choice)
    assert option in [each.id for each in control.options]
    return control.take(option)


def _do(step: Step, label: str) -> str:
    control = _control(step.page(), label)
    assert isinstance(control, Deed)
    return control.do()


def _turn(step: Step, label: str, *, on: bool) -> str:
    control = _control(step.page(), label)
    assert isinstance(control, Switch)
    return control.turn(on)


def test_every_page_has_a_title_a_text_and_mnemonics_of_its_own(program: Program) -> None:
    walk = Walk(program.kit(open_models=lambda: None), WAYS)
    titles = []
    while True:
        page = walk.step.page()
        titles.append(walk.step.title)
        assert page.text.strip()
        letters = [bare_letter(control.label) for control in page.controls]
        assert all(letters)
        # The window's own: say again, back, go on or finish, leave.
        assert len({*letters, *"SBGFL"}) == len(letters) + 5
        if not walk.move(1):
            break
    assert walk.is_last
    assert len(set(titles)) == 12


def test_going_through_is_remembered_and_changes_nothing_else(program: Program) -> None:
    before = program.settings
    walk = Walk(program.kit(), WAYS)
    assert not walk.move(-1)
    while walk.move(1):
        walk.step.page()
    assert walk.end() == ""
    assert program.settings == changed(before, "desktop", set_up=True)


def test_what_cannot_be_saved_is_told(program: Program) -> None:
    program.refuse_saving = "The disk is full."
    assert Walk(program.kit(), WAYS).end() == "The disk is full."
    assert _choose(Voice(program.kit()), "Rate", "240") == "The disk is full."
    assert program.samples == []


def test_one_language_counts_for_voice_and_reading(program: Program) -> None:
    settings = changed(program.settings, "speech", language="fr", voice="roa/fr")
    program.settings = changed(settings, "reading", language="fr")
    _choose(Language(program.kit()), "Language", "en")
    assert program.settings.desktop.language == "en"
    assert program.settings.speech.language == "auto"
    assert program.settings.speech.voice == ""
    assert program.settings.reading.language == "auto"


def test_every_change_of_the_voice_is_a_sample(program: Program) -> None:
    step = Voice(program.kit())
    assert _choose(step, "Voice", "gmw/en-US") == ""
    assert _choose(step, "Rate", "280") == ""
    assert _choose(step, "Volume", "60") == ""
    assert len(program.samples) == 3
    speech = program.settings.speech
    assert (speech.voice, speech.rate, speech.volume) == ("gmw/en-US", 280, 60)
    assert "English (America). 280 words a minute. Volume 60 per cent" in step.page().text


def test_a_rate_between_is_offered_too(program: Program) -> None:
    program.settings = changed(program.settings, "speech", rate=215)
    control = _control(Voice(program.kit()).page(), "Rate")
    assert isinstance(control, Choice)
    assert control.now == "215"
    assert [each.id for each in control.options][3:5] == ["200", "215"]


class TestSoundCheck:
    """Down the ways to be heard, one at each no."""

    @pytest.fixture
    def step(self, program: Program) -> SoundCheck:
        program.settings = changed(program.settings, "speech", volume=30)
        return SoundCheck(program.kit())

    @staticmethod
    def _no(step: SoundCheck) -> str:
        return _do(step, "No, I did not hear it")

    def test_louder_then_other_voices_then_a_sound_then_advice(
        self, step: SoundCheck, program: Program
    ) -> None:
        before = program.settings
        for _answer in range(3):
            self._no(step)
        assert [(engine, volume) for _text, engine, volume in program.samples] == [
            ("auto", 100),
            ("pyttsx3", 100),
            ("espeak-ng", 100),
        ]
        assert "a short sound" in self._no(step)
        assert program.cues == [Cue.DONE]
        assert "earsight doctor" in self._no(step)
        assert program.settings == before

    def test_what_was_heard_stays(self, step: SoundCheck, program: Program) -> None:
        for _answer in range(2):
            self._no(step)
        assert _do(step, "Yes, I heard it").startswith("Good.")
        assert program.settings.speech.backend == "pyttsx3"
        assert program.settings.speech.volume == 100

    def test_hearing_only_the_sound_says_what_to_install(
        self, step: SoundCheck, program: Program
    ) -> None:
        for _answer in range(4):
            self._no(step)
        assert "Install a speech engine" in _do(step, "Yes, I heard it")
        assert program.settings.speech.backend == "auto"

    def test_a_screen_reader_that_is_not_heard_gives_way_to_our_own_voice(
        self, program: Program
    ) -> None:
        program.running = ["Orca"]
        before = program.settings
        step = SoundCheck(program.kit())
        self._no(step)
        assert not program.settings.speech.use_screen_reader
        for _answer in range(4):
            self._no(step)
        assert program.settings == before

    def test_a_known_reason_is_told(self, step: SoundCheck, program: Program) -> None:
        program.silent = "There is no sound device."
        assert self._no(step) == "There is no sound device."


@pytest.mark.parametrize(("running", "found"), [([], "No screen reader"), (["Orca"], "Orca is")])
def test_the_screen_reader_is_named_and_may_speak_or_not(
    program: Program, running: list[str], found: str
) -> None:
    program.running = running
    step = ScreenReader(program.kit())
    assert step.page().text.startswith(found)
    assert "its own voice" in _turn(step, "Speak through the screen reader", on=False)
    assert not program.settings.speech.use_screen_reader


def _soon(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


class TestKeys:
    """Chords are tried on the keyboard, and changed."""

    @pytest.fixture
    def step(self, program: Program) -> KeysStep:
        return KeysStep(program.kit(), patience=5.0)

    @staticmethod
    def _while_waiting(
        step: KeysStep, program: Program, label: str, press: Callable[[], None]
    ) -> str:
        told: list[str] = []
        waiting = threading.Thread(target=lambda: told.append(_do(step, label)))
        waiting.start()
        _soon(lambda: program.hotkeys._diverted is not None)
        press()
        waiting.join(5)
        assert program.hotkeys._diverted is None
        return told[0]

    def test_a_chord_that_arrives_works_and_does_nothing(
        self, step: KeysStep, program: Program
    ) -> None:
        told = self._while_waiting(
            step, program, "Try them", lambda: program.keyboard.press("Super+Alt+J")
        )
        assert told == "Super plus Alt plus J works."
        assert not program.keyboard.layer_is_open

    def test_another_chord_is_told_from_it(self, step: KeysStep, program: Program) -> None:
        told = self._while_waiting(
            step, program, "Try them", lambda: program.keyboard.press("Super+Alt+Z")
        )
        assert told == "That was Super plus Alt plus Z, and it works, too."
        assert program.opened == []

    def test_nothing_arriving_is_told(self, program: Program) -> None:
        assert _do(KeysStep(program.kit(), patience=0.01), "Try them").startswith(
            "Nothing arrived."
        )

    def test_leaving_ends_the_waiting(self, step: KeysStep, program: Program) -> None:
        told = self._while_waiting(step, program, "Try them", step.leave)
        assert told.startswith("Nothing arrived.")

    def test_a_taken_chord_is_told_with_who_may_have_it(self, program: Program) -> None:
        program.keyboard.taken.add(Chord.parse("Super+Alt+J"))
        program.bind()
        step = KeysStep(program.kit())
        words = "Super plus Alt plus J already belongs to another program."
        assert words in step.page().text
        assert _do(step, "Try them") == words

    def test_the_layer_is_practised(self, step: KeysStep, program: Program) -> None:
        def press() -> None:
            program.keyboard.press("Super+Alt+J")
            program.keyboard.tap("w")

        assert (
            self._while_waiting(step, program, "Practise", press) == "Right: that reads the window."
        )
        assert program.opened == []

    def test_a_free_chord_is_taken_and_works(self, step: KeysStep, program: Program) -> None:
        assert _choose(step, "Other keys", "Super+Alt+Q") == "Super plus Alt plus Q."
        assert program.settings.hotkeys.chords == {LEADER: "Super+Alt+Q"}
        assert program.hotkeys.chord(LEADER) == Chord.parse("Super+Alt+Q")

    def test_a_refused_chord_leaves_what_was(self, step: KeysStep, program: Program) -> None:
        program.keyboard.taken.add(Chord.parse("Super+Alt+Q"))
        told = _choose(step, "Other keys", "Super+Alt+Q")
        assert "already belongs to another program" in told
        assert "What was set stays: Super plus Alt plus J." in told
        assert program.hotkeys.chord(LEADER) == Chord.parse("Super+Alt+J")

    def test_no_two_actions_get_one_chord_and_the_leader_gets_some(
        self, step: KeysStep, program: Program
    ) -> None:
        control = _control(step.page(), "Press or type keys")
        assert isinstance(control, Keys)
        assert "stop speaking" in control.enter(Chord.parse("Super+Alt+Z"))
        assert "needs keys" in control.enter(None)
        assert program.settings.hotkeys.chords == {}

    def test_the_keys_of_an_action_are_changed_and_taken_away(
        self, step: KeysStep, program: Program
    ) -> None:
        assert "Super plus Alt plus Z" in _choose(step, "Keys for", "stop")
        control = _control(step.page(), "Press or type keys")
        assert isinstance(control, Keys)
        assert control.enter(None) == "stop speaking: no keys."
        assert program.hotkeys.chord("stop") is None
        assert "stop" not in current_chords(program.settings)
        assert _choose(step, "Keys for", "stop") == "stop speaking: no keys."

    def test_where_only_the_desktop_takes_keys_it_is_said_how(self) -> None:
        keyboard = FakeHotkeys()
        keyboard.supports_chords = False
        page = KeysStep(Program(keyboard).kit()).page()
        assert "earsight trigger" in page.text
        assert page.controls == ()

    def test_where_there_is_no_layer_the_leader_is_not_offered(self) -> None:
        step = KeysStep(Program(FakeHotkeys(supports_layer=False)).kit())
        page = step.page()
        assert "leader key is" not in page.text
        assert "Super plus Alt plus F: read the active window." in page.text
        labels = [without_mnemonic(control.label) for control in page.controls]
        assert labels == ["Keys for", "Try them", "Other keys", "Press or type keys"]

    def test_without_a_desktop_keys_can_be_set_but_not_tried(self, program: Program) -> None:
        step = KeysStep(program.kit(hotkeys=False))
        labels = [without_mnemonic(control.label) for control in step.page().controls]
        assert labels == ["Keys for", "Other keys", "Press or type keys"]
        assert _choose(step, "Other keys", "Super+Alt+Q") == "Super plus Alt plus Q."


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_the_chords_offered_are_free_everywhere(platform: str) -> None:
    settings = Settings()
    found = free_chords(settings, platform)
    assert len(found) >= 4
    assert not any(owners(chord, platform) for chord in found)
    assert not set(found) & set(current_chords(settings).values())


def test_permissions_tell_what_works_and_test_again(program: Program) -> None:
    step = Permissions(program.kit())
    assert "Pictures of the screen: works." in step.page().text
    assert _do(step, "Test again") == "Taking a picture of the screen works."
    program.screen_reason = "macOS does not let EarSight see the screen."
    assert "Pictures of the screen: macOS does not let" in step.page().text
    told = _do(step, "Test again")
    assert told.startswith("macOS does not let EarSight see the screen. Allow it.")


def test_the_first_reading_says_what_was_read_or_why_not(program: Program) -> None:
    step = FirstReading(program.kit())
    assert "EarSight reads the screen aloud" in _do(step, "Take a test picture")
    program.lines = []
    assert _do(step, "Take a test picture").startswith("Nothing was read.")
    program.screen_reason = "The picture is black."
    assert _do(step, "Take a test picture") == "The picture is black. Allow it."


def test_models_are_offered_with_their_sizes_and_fetched_by_nobody(program: Program) -> None:
    opened: list[str] = []
    step = Models(program.kit(open_models=lambda: opened.append("models")))
    assert "SmolVLM 256M, recommended, not installed" in step.page().text
    assert "518 megabytes" in step.page().text
    assert opened == []
    assert _do(step, "Models window") == ""
    assert opened == ["models"]
    assert "earsight models install" in Models(program.kit()).page().text


def test_starting_with_the_desktop_is_off_until_asked_for(program: Program) -> None:
    step = StartWithDesktop(program.kit())
    assert step.page().text == "EarSight does not start by itself."
    assert _turn(step, "Start with the desktop", on=True) == "EarSight starts with the desktop."
    assert program.autostart.on
    program.autostart.refused = EarSightError("It cannot be changed.", "Check it.")
    assert _turn(step, "Start with the desktop", on=True) == "It cannot be changed. Check it."


def test_privacy_tells_the_truth_and_switches_off(program: Program) -> None:
    step = Privacy(program.kit())
    assert step.page().text.startswith("Nothing leaves this computer.")
    assert step.page().controls == ()
    remote = _with_remote(program.settings)
    program.settings = changed(remote, "review", save_history=True)
    page = step.page()
    assert "sent to http://far:1/v1." in page.text
    assert "saved on this computer" in page.text
    assert "No picture and no text" not in page.text
    _turn(step, "Use the remote model", on=False)
    _turn(step, "Save answers", on=False)
    assert step.page().text.startswith("Nothing leaves this computer.")
    assert not program.settings.review.save_history


def _with_remote(settings: Settings) -> Settings:
    return changed(settings, "remote", enabled=True, url="http://far:1/v1")
