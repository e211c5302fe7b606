"""What a model claims and OCR did not read is unsure; the same thing written otherwise is not."""

from __future__ import annotations

import pytest

from assistant.describing.grounding import unsure_words


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("The total is 1,234.50.", "TOTAL 1.234,5"),
        ("The total is 1234.5.", "Total: 1 234,50"),
        ("About 12500 people.", "12,500"),
        ("About 1,00,000 people.", "100000"),
        ("It costs $5.", "USD 5.00"),
        ("It costs 5 dollars.", "$ 5"),
        ("It weighs 5kg.", "Weight 5 KG"),
        ("It is -5 °C outside.", "\u22125°C"),
        ("It is 20 degrees.", "20 ℃"),
        ("Nearly 5 million.", "5,000,000"),
        ("20% off", "now 20 % off"),
        ("It is dated March 5, 2024.", "2024-03-05"),
        ("It is dated 5 March 2024.", "05/03/2024"),
        ("It is dated 3/5/24.", "5. März 2024"),
        ("In March 2024.", "5.3.2024"),
        ("It is from 2024.", "5 March 2024"),
        ("It leaves at 3:30 PM.", "15:30"),
        ("It leaves at 3:30.", "3:30 p.m."),
        ("It leaves at 3 pm.", "15:00"),
        ("Call 555-123-4567.", "Tel. (555) 123 4567"),
        ("Call 5551234567.", "555-123-4567"),
        ("The code is AB-1234.", "code ab1234"),
        ("See example.com/path.", "EXAMPLE.COM/PATH"),
        ("Mail bob@example.com now.", "bob@example.com"),
        ("Signed by John Smith.", "JOHN SMITH"),
        ("Signed by Müller.", "MULLER"),
        ("It is John Smith's house.", "John Smith"),
        ("He met Rosenberg.", "Rosen-\nberg"),
        ("The 1st of all.", "1"),
        ("Number ٤٢.", "42"),
        ("Number 42.", "４２"),
        ('It says "Stop Here".', "STOP\nHERE"),
        ("The plate says 'ABC 123'.", "ABC-123"),
        ("The IBAN is DE89 3704 0044 0532.", "IBAN DE89370400440532"),
        ("It reads 'don't panic' loudly.", "DON'T PANIC"),
        ("1. a dog\n2. a cat", ""),
        ("A dog on a beach. The sky is blue. I see it.", ""),
        ("Yes.", ""),
        ("Red.", ""),
        ("NO DOGS ARE ON THE BEACH TODAY", ""),
        ("", ""),
        ("…!?", "x"),
    ],
)
def test_what_was_read_is_confirmed(answer: str, read: str) -> None:
    assert unsure_words(answer, read) == ()


@pytest.mark.parametrize(
    ("answer", "read", "unsure"),
    [
        ("The total is 123.", "1234", ("123",)),
        ("The total is 1234.", "123 4.5", ("1234",)),
        ("The total is -5.", "5", ("-5",)),
        ("The PIN is 0042.", "42", ("PIN", "0042")),
        ("It weighs 5 kg.", "5 g", ("5 kg",)),
        ("It costs $5.", "5 €", ("$5",)),
        ("It is 20 °C.", "20 °F", ("20 °C",)),
        ("It is dated 5 March 2024.", "5 April 2024", ("5 March 2024",)),
        ("It is dated 5.3.2024.", "5.4.2024", ("5.3.2024",)),
        ("It is dated 5 March 2024.", "5 March", ("5 March 2024",)),
        ("It leaves at 3:30 AM.", "3:30 PM", ("3:30 AM",)),
        ("It leaves at 15:30.", "15:31", ("15:30",)),
        ("Flight AB123.", "flight AB128", ("AB123",)),
        ("Code A0B.", "code AOB", ("A0B",)),
        ("The host is 192.168.1.10.", "192.168.11.0", ("192.168.1.10",)),
        ("The total is 45.", "45.7", ("45",)),
        ("The gate is 1 2.", "12", ("1", "2")),
        ("IBAN DE89 3704 0044.", "IBAN DE8937040045", ("DE89", "3704", "0044")),
        ("Room 1-11.", "room 11-1", ("1-11",)),
        ("Signed by John Smith.", "Signed by Jon Smith", ("John",)),
        ("John Smith waves.", "", ("John", "Smith")),
        ("Paris", "", ("Paris",)),
        ('It says "stop here".', "stop there", ("here",)),
        ("Es sagt „halt an“.", "halt", ("an",)),
        ("The USB port.", "", ("USB",)),
        ("Two dogs and 3 cats, 3 cats.", "", ("3",)),
        ("A dog from Berlin.\nThe End.", "", ("Berlin", "End")),
        ("Mail bob@example.com now.", "bob@example.org", ("bob@example.com",)),
    ],
)
def test_what_was_not_read_is_unsure(answer: str, read: str, unsure: tuple[str, ...]) -> None:
    assert unsure_words(answer, read) == unsure


@pytest.mark.parametrize(
    ("language", "answer", "read"),
    [
        ("fr", "La facture est signée par Élodie Martin.", "signé Elodie MARTIN"),
        ("fr", "Le total est de 1 234,50 €.", "1234,50 €"),
        ("fr", "Un chien court.", ""),
        ("es", "El recibo es de García.", "Garcia"),
        ("es", "Fecha: 5 de marzo de 2024", "05/03/2024"),
        ("it", "Datata 5 marzo 2024.", "5.3.2024"),
        ("ru", "На вывеске написано «Хлеб».", "ХЛЕБ"),
        ("ru", "Это Анна Петрова, 5 марта 2024.", "АННА ПЕТРОВА 05.03.2024"),
        ("pl", "To jest Łukasz.", "LUKASZ"),
        ("tr", "Bu yazı İstanbul diyor.", "ISTANBUL"),
        ("el", "Η πινακίδα γράφει Αθήνα.", "ΑΘΗΝΑ"),
        ("ar", "الرقم ٤٢.", "42"),
        ("zh", "牌子上写着“停车场”，价格是15元。", "地下停车场 15 元"),
        ("ja", "看板に「止まれ」と書いてある。", "ここで止まれ"),
        ("th", "ป้ายเขียนว่า “หยุด”", "หยุดรถ"),
        ("ko", "간판에 「서울」이라고 쓰여 있다.", "서울에서"),
    ],
)
def test_what_was_read_in_any_language_is_confirmed(language: str, answer: str, read: str) -> None:
    assert unsure_words(answer, read, language) == ()


@pytest.mark.parametrize(
    ("language", "answer", "read", "unsure"),
    [
        ("fr", "La facture est de Élodie Martin.", "", ("Élodie", "Martin")),
        ("fr", "Un chien court à Paris.", "Lyon", ("Paris",)),
        ("es", "El recibo es de García.", "Gracia", ("García",)),
        ("it", "Datata 5 marzo 2024.", "5.4.2024", ("5 marzo 2024",)),
        ("ru", "Это Анна Петрова.", "Анна", ("Петрова",)),
        ("ru", "Дата: 5 апреля 2024", "05.03.2024", ("5 апреля 2024",)),
        ("pl", "To jest Łukasz.", "Lucjan", ("Łukasz",)),
        ("el", "Η πινακίδα γράφει Αθήνα.", "Πάτρα", ("Αθήνα",)),
        ("ar", "اللافتة تقول «قف».", "سر", ("قف",)),
        ("ar", "الرقم ٤٢.", "٤٣", ("٤٢",)),
        ("zh", "价格是15元。", "25元", ("15",)),
        ("ja", "看板に「止まれ」と書いてある。", "進め", ("止まれ",)),
        ("ja", "「バス」と書いてある。", "ハス", ("バス",)),
        ("en", "A Toyota Corolla.", "", ("Toyota", "Corolla")),
        ("en", "The Louvre.", "", ("Louvre",)),
    ],
)
def test_what_was_not_read_in_any_language_is_unsure(
    language: str, answer: str, read: str, unsure: tuple[str, ...]
) -> None:
    assert unsure_words(answer, read, language) == unsure


def test_words_are_given_as_they_stand_in_the_answer() -> None:
    answer = "Gate \uff14\uff12 of Zoe\u0308 and Mu\u200bller"
    for word in unsure_words(answer, "nothing"):
        assert word in answer
    assert "\uff14\uff12" in unsure_words(answer, "nothing")


def test_german_nouns_are_no_names_but_numbers_still_count() -> None:
    answer = "Ein Hund läuft über die Wiese, Haus 12."
    assert unsure_words(answer, "", language="de-AT") == ("12",)


def test_a_very_long_answer_or_page_is_no_trap() -> None:
    assert unsure_words("1" * 5000, "1" * 4999) == ("1" * 5000,)
    assert unsure_words("1,1" * 2000, "") != ()
    assert unsure_words("A 12 345 " * 500, "12 345 " * 5000) == ()
    assert unsure_words("'" * 3000 + '"' * 3001, "") == ()
