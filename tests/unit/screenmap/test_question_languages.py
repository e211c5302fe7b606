"""The same questions in every language that has a phrase book, about one form."""

from __future__ import annotations

import pytest
from support.told_windows import map_of, order_form

from assistant.core.findings import Sentence
from assistant.core.resources import resource
from assistant.screenmap.elements import ScreenMap
from assistant.screenmap.questions import answering
from assistant.screenmap.questions.phrasebook import phrasebook

SEND = "Button Send: in the middle of the left side."
CHECKED = "Yes. Subscribe is checked."
BUTTONS = "2 buttons: Send and Delete (disabled)."
ERROR = "Error: the e-mail address is missing. E-mail is not valid."
QUANTITY = "Slider Quantity at 3."
PEAR = "Item Pear, Price 2.50."
PRICE = "2.50."
NEIGHBOURS = "Button Send and link Help."
ANNA = "Text field Your name: Anna."
UNSURE = "Express is not checked."

ASKED = {
    "de": {
        "Wo ist der Knopf Send?": SEND,
        "Wo finde ich die Send-Schaltfläche?": SEND,
        "Ist Subscribe angekreuzt?": CHECKED,
        "Ist Express nicht ausgewählt?": f"Yes. {UNSURE}",
        "Wie viele Schaltflächen gibt es hier?": BUTTONS,
        "Welche Knöpfe gibt es?": BUTTONS,
        "Lies die Fehlermeldung vor": ERROR,
        "Was ist unter Country?": QUANTITY,
        "Was steht neben Delete?": NEIGHBOURS,
        "Lies Zeile 2": PEAR,
        "Was ist der Price von Pear?": PRICE,
        "Was steht im Feld Your name?": ANNA,
        "Gibt es einen Link Help?": "Yes. Link Help: in the middle of the left side.",
        "Was ist deaktiviert?": "Button Delete, disabled.",
    },
    "es": {
        "¿Dónde está el botón Send?": SEND,
        "¿Está marcada Subscribe?": CHECKED,
        "¿Subscribe está marcada?": CHECKED,
        "¿Cuántos botones hay?": BUTTONS,
        "¿Qué botones hay aquí?": BUTTONS,
        "Lee el mensaje de error": ERROR,
        "¿Qué hay debajo de Country?": QUANTITY,
        "¿Qué hay al lado de Delete?": NEIGHBOURS,
        "Lee la fila 2": PEAR,
        "¿Cuál es el Price de Pear?": PRICE,
        "¿Qué hay en el campo Your name?": ANNA,
        "¿Qué está deshabilitado?": "Button Delete, disabled.",
    },
    "fr": {
        "Où est le bouton Send ?": SEND,
        "Est-ce que Subscribe est cochée ?": CHECKED,
        "Subscribe est-elle cochée ?": CHECKED,
        "Combien de boutons y a-t-il ?": BUTTONS,
        "Quels boutons y a-t-il ?": BUTTONS,
        "Lis le message d'erreur": ERROR,
        "Lis l'erreur": ERROR,
        "Qu'y a-t-il sous Country ?": QUANTITY,
        "Qu'est-ce qu'il y a à côté de Delete ?": NEIGHBOURS,
        "Lis la ligne 2": PEAR,
        "Quel est le Price de Pear ?": PRICE,
        "Qu'y a-t-il dans le champ Your name ?": ANNA,
    },
    "zh": {
        "Send按钮在哪里？": SEND,
        "Subscribe被勾选了吗？": CHECKED,
        "有几个按钮？": BUTTONS,
        "有哪些按钮？": BUTTONS,
        "读出错误信息": ERROR,
        "Country下面是什么？": QUANTITY,
        "Delete旁边有什么？": NEIGHBOURS,
        "读第2行": PEAR,
        "Pear的Price是多少？": PRICE,
    },
    "ar": {
        "أين زر Send؟": SEND,
        "هل Subscribe محددة؟": CHECKED,
        "كم عدد الأزرار؟": BUTTONS,
        "ما هي الأزرار الموجودة؟": BUTTONS,
        "اقرأ رسالة الخطأ": ERROR,
        "ماذا يوجد تحت Country؟": QUANTITY,
        "ماذا يوجد بجانب Delete؟": NEIGHBOURS,
        "اقرأ الصف 2": PEAR,
    },
}


QUESTIONS = [
    (language, question, expected)
    for language, asked in ASKED.items()
    for question, expected in asked.items()
]


@pytest.fixture(scope="module")
def form() -> ScreenMap:
    return map_of(order_form())


def said(question: str, screen: ScreenMap, language: str) -> str:
    found = answering.answer(question, screen, language=language)
    assert found is not None, f"not understood: {question}"
    return " ".join(each.text for each in found if isinstance(each, Sentence))


@pytest.mark.parametrize(("language", "question", "expected"), QUESTIONS)
def test_a_question_is_understood(
    form: ScreenMap, language: str, question: str, expected: str
) -> None:
    assert said(question, form, language) == expected


@pytest.mark.parametrize("language", ASKED)
def test_english_is_understood_everywhere(form: ScreenMap, language: str) -> None:
    assert said("Where is the Send button?", form, language) == SEND


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wer ist der Präsident?"),
        ("es", "¿Quién es el presidente?"),
        ("fr", "Qui est le président ?"),
        ("zh", "总统是谁？"),
        ("ar", "من هو الرئيس؟"),
    ],
)
def test_what_only_a_model_could_know_is_left_to_one(
    form: ScreenMap, language: str, question: str
) -> None:
    assert answering.answer(question, form, language=language) is None


def test_every_book_asks_about_the_same_things_with_the_same_kinds() -> None:
    paths = sorted(resource("questions").glob("*.toml"))
    books = {path.stem: phrasebook(path.stem) for path in paths}
    assert set(books) >= {"en", *ASKED}
    topics = {name: book.topics for name, book in books.items()}
    assert {name: topics["en"] - found for name, found in topics.items()} == {
        name: set() for name in books
    }
