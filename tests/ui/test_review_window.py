"""The review window: an answer is read with the caret, and review's place and the caret are one."""

from __future__ import annotations

import gc
import sys
import weakref

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAction, QKeyEvent, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.accessibility import audit, menu_faults, mnemonic, tab_order
from support.activating import activate
from support.review_person import PAGE, Reader, line

from assistant.core.errors import EarSightError
from assistant.core.findings import Kind, Sentence
from assistant.core.listening import State

K = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LAYOUT_MS = 50
"""Other colours come with other frames, for which Qt makes room a little later."""
WHOLE = (
    "1 of 1, window Memo, read.",
    "Read",
    "Settings (large text)",
    "Choose a voice, please.",
    "Then press OK.",
    "Measured",
    "Mostly white.",
    "Guessed by tiny",
    "A dialog with 12 parts. (unsure: 12)",
    "OK (button, disabled)",
    "Sound (looks like a check box, checked)",
    "Logo (picture)",
)


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    return Reader(qtbot)


@pytest.fixture
def at_page(reader: Reader) -> Reader:
    """Somebody with the window open on a page, in its third line."""
    reader.gets(*PAGE)
    reader.review.perform("review-next-line")
    reader.review.perform("review-next-line")
    reader.said.clear()
    reader.open()
    return reader


def _level(reader: Reader, text: str) -> int:
    block = reader.text.document().begin()
    while block.text() != text:
        block = block.next()
    return block.blockFormat().headingLevel()


def test_it_opens_at_the_line_one_is_in_with_the_keyboard_in_the_text(at_page: Reader) -> None:
    shown = QAccessible.queryAccessibleInterface(at_page.window)
    assert shown.role() == QAccessible.Role.Dialog
    assert shown.text(QAccessible.Text.Name) == "Review: 1 of 1, window Memo, read."
    assert at_page.window.focusWidget() is at_page.text
    assert at_page.here == "Then press OK."
    assert at_page.focus.calls == ["remember"]


def test_headings_controls_and_kinds_are_told_apart(at_page: Reader) -> None:
    assert tuple(at_page.lines) == WHOLE
    assert _level(at_page, "1 of 1, window Memo, read.") == 1
    for section in ("Read", "Measured", "Guessed by tiny"):
        assert _level(at_page, section) == 2
    assert _level(at_page, "Settings (large text)") == 3
    assert _level(at_page, "Then press OK.") == 0


def test_a_screen_reader_finds_a_read_only_text_with_a_caret(at_page: Reader) -> None:
    text = QAccessible.queryAccessibleInterface(at_page.text)
    assert text.role() == QAccessible.Role.EditableText
    state = text.state()
    assert state.readOnly
    assert state.multiLine
    assert state.focused
    inside = text.textInterface()
    whole = inside.text(0, inside.characterCount())
    assert whole[inside.cursorPosition() :].startswith("Then press OK.")


def test_the_caret_takes_the_place_of_review_along(at_page: Reader) -> None:
    at_page.press(K.Key_Up)
    at_page.press(K.Key_Right, CONTROL)
    entry = at_page.review.history.current
    assert entry is not None
    assert entry.cursor.item.text == "Choose a voice, please."
    at_page.review.perform("review-word")
    assert at_page.said == ["a"]


def test_moves_of_review_take_the_caret_along(at_page: Reader) -> None:
    at_page.review.perform("review-first-line")
    at_page.at("Settings (large text)")
    at_page.review.perform("review-last-line")
    at_page.at("Logo (picture)")


def test_keys_of_review_work_in_the_text(at_page: Reader) -> None:
    at_page.press(K.Key_F)
    at_page.at("OK (button, disabled)")
    assert at_page.said == ["OK", "button, disabled"]
    at_page.press(K.Key_G)
    at_page.at("Logo (picture)")
    at_page.press(K.Key_H, SHIFT)
    at_page.at("Settings (large text)")
    at_page.press(K.Key_W)
    assert at_page.said[-1] == "In the upper left, line 1 of 8."
    at_page.press(K.Key_C)
    at_page.bot.waitUntil(lambda: at_page.copied == ["Settings"])


@pytest.mark.parametrize(
    ("scan_code", "letter", "there"),
    [(34, "п", "Logo (picture)"), (33, "ب", "OK (button, disabled)")],
)
@pytest.mark.skipif(sys.platform == "darwin", reason="no numbers of keys there")
def test_keys_count_by_their_place_where_a_layout_has_no_latin_letters(
    at_page: Reader, scan_code: int, letter: str, there: str
) -> None:
    at_page.press(K.Key_Home, CONTROL)
    number = scan_code + (0 if sys.platform == "win32" else 8)
    nothing = Qt.KeyboardModifier.NoModifier
    pressed = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), nothing, number, 0, 0, letter)
    QApplication.sendEvent(at_page.text, pressed)
    at_page.at(there)


def test_without_a_screen_reader_the_window_reads_what_the_caret_comes_to(reader: Reader) -> None:
    reader.gets(*PAGE, language="de")
    reader.voiced = True
    reader.open()
    assert reader.said == ["1 of 1, window Memo, read.", "Settings (large text)"]
    assert reader.speech.sentences[-1].language == "de"
    reader.said.clear()
    reader.press(K.Key_Down)
    reader.press(K.Key_Right)
    reader.press(K.Key_Right, CONTROL)
    reader.press(K.Key_Home, CONTROL)
    assert reader.speech.sentences[-1].language == "", "the title is ours"
    reader.press(K.Key_Up)
    assert reader.said == [
        "Choose a voice, please.", "h", "a", "1 of 1, window Memo, read.", "Top.",
    ]  # fmt: skip
    assert reader.hushes >= 5


def test_without_a_screen_reader_the_line_is_told_when_the_keyboard_comes_back(
    at_page: Reader,
) -> None:
    at_page.voiced = True
    at_page.child(QLineEdit, "words").setFocus()
    at_page.text.setFocus()
    assert at_page.said == ["Find", "Answer. Then press OK."]


def test_with_a_screen_reader_the_caret_is_left_to_it(at_page: Reader) -> None:
    hushes = at_page.hushes
    at_page.press(K.Key_Down)
    at_page.press(K.Key_Down)
    assert at_page.said == []
    assert at_page.hushes == hushes


def test_escape_closes_and_gives_the_keyboard_back(at_page: Reader) -> None:
    at_page.press(K.Key_Escape)
    assert not at_page.window.isVisible()
    assert at_page.focus.calls[-1] == "give back"


def test_who_went_elsewhere_is_left_there(at_page: Reader, qtbot: QtBot) -> None:
    other = QWidget()
    activate(qtbot, other)
    at_page.window.close()
    assert "give back" not in at_page.focus.calls


def test_what_is_found_while_it_is_open_comes_below_and_the_caret_stays(reader: Reader) -> None:
    result = reader.gets(line("First", 0, 0))
    reader.viewer.on_state(State.CAPTURING)
    reader.open()
    reader.shows("1 of 1, window Memo, read.", "Still being found.", "Read", "First")
    result.add(line("Second", 1, 20))
    reader.viewer.on_finding(result.lines[-1])
    reader.shows("1 of 1, window Memo, read.", "Still being found.", "Read", "First", "Second")
    reader.viewer.on_result(result)
    reader.shows("1 of 1, window Memo, read.", "Read", "First", "Second")
    assert reader.here == "First"


def test_a_newer_answer_is_shown_and_older_ones_are_walked(at_page: Reader) -> None:
    at_page.gets(Sentence("A cat.", Kind.GUESSED, "tiny"), title="Photo")
    title = "2 of 2, window Photo, read."
    at_page.shows(title, "Guessed by tiny", "A cat.")
    at_page.press(K.Key_O)
    at_page.bot.waitUntil(lambda: at_page.lines[0] == "1 of 2, window Memo, read.")
    at_page.at("Then press OK.")
    assert at_page.said == ["1 of 2, window Memo, read.", "Then press OK."]
    at_page.child(QPushButton, "newer").click()
    at_page.shows(title, "Guessed by tiny", "A cat.")
    assert at_page.window.windowTitle() == f"Review: {title}"


def test_no_answer_yet_nothing_found_and_failures_are_told(reader: Reader) -> None:
    reader.voiced = True
    reader.open()
    nothing = "There is nothing to go through yet. Read a window first."
    reader.shows("No answer yet", nothing)
    assert reader.said == ["No answer yet", nothing]
    reader.press(K.Key_Down)
    reader.press(K.Key_F)
    assert reader.said[-1] == nothing
    reader.viewer.on_state(State.CAPTURING)
    reader.shows("No answer yet", "Nothing is found yet.")
    reader.viewer.on_failure(EarSightError("The window is minimised.", "Open it."))
    reader.shows("No answer yet", "The window is minimised. Open it.")
    reader.viewer.on_state(State.IDLE)
    reader.gets()
    reader.shows("1 of 1, window Memo, read.", "Nothing was found.")


def test_the_outline_jumps(at_page: Reader) -> None:
    outline = at_page.child(QListWidget, "outline")
    texts = [outline.item(row).text() for row in range(outline.count())]
    assert texts == [
        "Settings (large text)",
        "OK (button, disabled)",
        "Sound (looks like a check box, checked)",
        "Logo (picture)",
    ]
    kinds = at_page.child(QComboBox, "kinds")
    kinds.setCurrentIndex(kinds.findText("Controls"))
    assert outline.count() == 2
    outline.setFocus()
    outline.setCurrentRow(1)
    at_page.press(K.Key_Return)
    assert at_page.window.focusWidget() is at_page.text
    assert at_page.here == "Sound (looks like a check box, checked)"
    entry = at_page.review.history.current
    assert entry is not None
    assert entry.cursor.item.text == "Sound"


def test_words_are_found_forth_and_back(at_page: Reader) -> None:
    at_page.press(K.Key_F, CONTROL)
    words = at_page.child(QLineEdit, "words")
    at_page.bot.waitUntil(words.hasFocus)
    QTest.keyClicks(words, "parts")
    at_page.press(K.Key_Return)
    at_page.at("A dialog with 12 parts. (unsure: 12)")
    assert at_page.window.focusWidget() is at_page.text
    words.setText("press")
    at_page.press(K.Key_F3, SHIFT)
    at_page.at("Then press OK.")
    words.setText("nowhere")
    at_page.press(K.Key_F3)
    assert at_page.said[-1] == "nowhere is not there."
    words.clear()
    at_page.press(K.Key_F3)
    at_page.bot.waitUntil(words.hasFocus)


def test_a_click_is_made_when_the_window_is_out_of_the_way(at_page: Reader) -> None:
    at_page.press(K.Key_F)
    at_page.at("OK (button, disabled)")
    at_page.press(K.Key_Return)
    assert not at_page.window.isVisible()
    assert at_page.focus.calls[-1] == "give back"
    at_page.bot.waitUntil(lambda: at_page.mouse.clicks == [(30, 130)])
    at_page.bot.waitUntil(lambda: at_page.said[-1] == "Clicked OK.")


def test_what_is_nowhere_on_the_screen_is_told_and_the_window_stays(at_page: Reader) -> None:
    at_page.press(K.Key_Down)
    at_page.press(K.Key_Down)
    assert at_page.here == "Mostly white."
    at_page.press(K.Key_Return)
    assert at_page.said == ["This was said, and is nowhere on the screen."]
    assert at_page.window.isVisible()


@pytest.mark.parametrize("yes", [False, True])
def test_everything_is_deleted_only_after_a_spoken_question(at_page: Reader, yes: bool) -> None:
    at_page.voiced = True
    at_page.entry("delete-all")
    box = at_page.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    question = "Delete all answers, also those on the disk?"
    assert box.text() == question
    assert at_page.said[0] == f"{question} Yes or no?"
    assert box.defaultButton().text() == "&No"
    at_page.bot.waitUntil(box.isActiveWindow)
    if yes:
        QTest.keyClick(box, K.Key_Y)
        at_page.bot.waitUntil(lambda: at_page.forgotten == 1)
        at_page.bot.waitUntil(lambda: at_page.lines[0] == "No answer yet")
    else:
        QTest.keyClick(box, K.Key_Escape)
        assert at_page.forgotten == 0
        assert at_page.lines[0] == WHOLE[0]


def test_text_from_right_to_left_stands_on_the_right(reader: Reader) -> None:
    reader.gets(line("مرحبا بالعالم", 0, 0), line("Hello", 1, 20))
    reader.open()
    reader.at("مرحبا بالعالم")
    assert reader.text.textCursor().block().textDirection() is Qt.LayoutDirection.RightToLeft
    assert reader.text.cursorRect().x() > reader.text.viewport().width() / 2
    reader.press(K.Key_Down)
    assert reader.text.cursorRect().x() < reader.text.viewport().width() / 2


def test_ten_thousand_lines_are_all_there_and_the_place_is_found(reader: Reader) -> None:
    reader.gets(*(line(f"Line {number}", number // 5, 20 * number) for number in range(10_000)))
    reader.review.perform("review-last-line")
    reader.open()
    assert len(reader.lines) < 1_000, "written some at a time"
    reader.bot.waitUntil(lambda: reader.here == "Line 9999", timeout=30_000)
    assert len(reader.lines) == 10_002
    reader.press(K.Key_Up)
    assert reader.here == "Line 9998"
    reader.review.perform("review-first-line")
    reader.at("Line 0")


def test_the_text_grows_shrinks_and_stays_so(at_page: Reader) -> None:
    before = at_page.text.font().pointSizeF()
    at_page.press(K.Key_Plus, CONTROL)
    at_page.press(K.Key_Plus, CONTROL)
    assert at_page.text.font().pointSizeF() > 1.3 * before
    assert at_page.here == "Then press OK."
    at_page.bot.waitUntil(lambda: at_page.settings.text_size > 200)
    at_page.press(K.Key_0, CONTROL)
    assert at_page.text.font().pointSizeF() == before
    at_page.press(K.Key_Minus, CONTROL)
    at_page.press(K.Key_Escape)
    assert at_page.settings.text_size < 150, "closing keeps it at once"


def test_what_cannot_be_saved_is_told(at_page: Reader) -> None:
    at_page.saving_problem = "The settings could not be saved: disk full."
    at_page.press(K.Key_Plus, CONTROL)
    at_page.bot.waitUntil(lambda: at_page.said == [at_page.saving_problem])


@pytest.mark.parametrize("theme", ["system", "light", "dark", "contrast"])
@pytest.mark.parametrize("large", [False, True])
def test_the_audit_finds_nothing(
    theme: str, large: bool, reader: Reader, request: pytest.FixtureRequest
) -> None:
    if large:
        request.getfixturevalue("twice_the_size")
        reader = Reader(reader.bot)
    reader.gets(*PAGE)
    reader.open()
    reader.entry(f"theme {theme}")
    reader.bot.wait(LAYOUT_MS)
    assert audit(reader.window) == []
    reader.bot.waitUntil(lambda: reader.settings.colours == theme)


def test_the_audit_finds_nothing_in_the_desktops_colours(colours: None, at_page: Reader) -> None:
    assert audit(at_page.window) == []


def test_everything_that_takes_the_keyboard_has_a_name_and_says_what_it_is_for(
    at_page: Reader,
) -> None:
    order = tab_order(at_page.window)
    names = [widget.objectName() for widget in order]
    assert names == [
        "answer", "kinds", "outline", "picture", "line",
        "words", "next-match", "previous-match", "older", "newer", "click", "copy-all", "close",
    ]  # fmt: skip
    for widget in order:
        assert widget.accessibleName() or QAccessible.queryAccessibleInterface(widget).text(
            QAccessible.Text.Name
        )
    for name in ("answer", "outline", "picture", "line", "words", "older", "newer", "click"):
        assert at_page.child(QWidget, name).accessibleDescription()


def test_mnemonics_are_unique_in_the_window_and_in_each_menu(at_page: Reader) -> None:
    bar = [entry.text() for entry in at_page.parts.bar.actions()]
    letters = [mnemonic(text) for text in bar]
    assert len(set(letters)) == len(letters)
    assert all(letters)
    for menu in at_page.window.findChildren(QMenu):
        if menu.title():
            assert menu_faults(menu) == [], menu.title()
    own = [mnemonic(each.text()) for each in at_page.window.findChildren(QAbstractButton)]
    own += [mnemonic(each.text()) for each in at_page.window.findChildren(QLabel)]
    assert not set(letters) & {letter for letter in own if letter}


def test_no_key_of_a_menu_means_two_things(at_page: Reader) -> None:
    keys = [
        key.toString()
        for entry in at_page.window.findChildren(QAction)
        for key in entry.shortcuts()
    ]
    assert len(set(keys)) == len(keys)


def test_menus_are_told_without_a_screen_reader(at_page: Reader) -> None:
    at_page.voiced = True
    view = next(menu for menu in at_page.window.findChildren(QMenu) if menu.title() == "&View")
    view.hovered.emit(at_page.window.findChild(QAction, "larger"))
    assert at_page.said[-1].startswith("Larger text, Ctrl+")


def test_enter_in_a_field_presses_no_button(at_page: Reader) -> None:
    words = at_page.child(QLineEdit, "words")
    words.setFocus()
    at_page.press(K.Key_Return)
    assert at_page.window.isVisible()
    assert at_page.mouse.clicks == []


def test_headings_look_larger(at_page: Reader) -> None:
    block = at_page.text.document().begin()
    adjustment = block.charFormat().property(QTextFormat.Property.FontSizeAdjustment)
    assert adjustment == 2


def test_an_answer_from_the_disk_has_its_saved_picture_or_says_that_there_is_none(
    at_page: Reader,
) -> None:
    at_page.gets(line("New", 0, 0), frame=at_page.frame)
    history = at_page.review.history
    with history.lock:
        history.step(-1)
        entry = history.current
        assert entry is not None
        entry.frame = None
    at_page.viewer.on_change()
    picture = at_page.parts.picture
    at_page.bot.waitUntil(lambda: picture.text() == "The picture is not kept any more.")
    assert picture.accessibleDescription() == "The picture is not kept any more."
    assert at_page.parts.line.text() == "There is no picture of this line."
    at_page.pictures[entry] = Image.new("RGB", (400, 200), "red")
    history.tell()
    with history.lock:
        history.step(1)
    at_page.viewer.on_change()
    at_page.bot.waitUntil(lambda: not picture.text())


def test_two_openings_leave_one_window(reader: Reader) -> None:
    reader.gets(*PAGE)
    reader.open()
    reader.press(K.Key_Escape)
    reader.open()
    reader.at("Settings (large text)")
    assert reader.focus.calls.count("remember") == 2


def test_a_window_that_is_gone_leaves_nothing_behind(reader: Reader, qapp: QApplication) -> None:
    reader.gets(*PAGE)
    gone = []
    for _time in range(20):
        window = reader.another()
        window.show_and_focus()
        reader.bot.waitUntil(window.isVisible)
        window.close()
        window.deleteLater()
        gone.append(weakref.ref(window))
        del window
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    gc.collect()
    assert [each() for each in gone] == [None] * 20
