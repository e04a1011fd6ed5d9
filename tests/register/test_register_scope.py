"""The scope list: in each language it finds what the handbook does not teach, and leaves the law alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.register.load import load_register
from handbook.register.scope import Hit, matter_finder, patterns_in

ROOT = Path(__file__).parents[2]
MATTERS = load_register(ROOT).value.matters
LANGUAGES = ("en", "ru", "kk", "ky", "tg", "uz", "tk")


def found(text: str, language: str) -> list[str]:
    return [hit.matter for hit in matter_finder(patterns_in(MATTERS, language))(text)]


TOUCHING = [
    ("en", "A table of behavioural indicators.", "behavioural-profiling"),
    ("en", "Profiling passengers at the gate", "behavioural-profiling"),
    ("en", "Watch for signs of lying.", "detecting-deception"),
    ("en", "He failed the polygraph.", "detecting-deception"),
    ("en", "Body **language** says more.", "reading-body-language"),
    ("en", "Read the non-verbal cues", "reading-body-language"),
    ("en", "Interrogation\ntechniques that work", "interrogation-technique"),
    ("en", "Getting a confession", "interrogation-technique"),
    ("en", "How to recruit informants", "source-handling"),
    ("en", "Surveillance techniques for teams", "surveillance-technique"),
    ("en", "Identifying extremists in a queue", "recognising-extremists"),
    ("ru", "Поведенческие признаки преступника", "behavioural-profiling"),
    ("ru", "Он прошёл проверку на детекторе лжи.", "detecting-deception"),
    ("ru", "Язык тела выдаёт волнение", "reading-body-language"),
    ("ru", "Тактика допроса подозреваемого", "interrogation-technique"),
    ("ru", "Вербовка агентов среди мигрантов", "source-handling"),
    ("ru", "Методика наружного наблюдения", "surveillance-technique"),
    ("ru", "Признаки радикализации", "recognising-extremists"),
    ("kk", "Мінез-құлықты талдау әдістері", "behavioural-profiling"),
    ("kk", "Өтірікті анықтау жолдары", "detecting-deception"),
    ("kk", "Дене тілін оқу", "reading-body-language"),
    ("kk", "Жауап алудың тактикасы", "interrogation-technique"),
    ("kk", "Агенттерді тарту", "source-handling"),
    ("kk", "Жасырын бақылаудың әдістері", "surveillance-technique"),
    ("kk", "Радикалданудың белгілері", "recognising-extremists"),
    ("ky", "Адамдарды профилдөө", "behavioural-profiling"),
    ("ky", "Калпты аныктоо ыкмалары", "detecting-deception"),
    ("ky", "Дене тилин окуу", "reading-body-language"),
    ("ky", "Сурак алуунун ыкмалары", "interrogation-technique"),
    ("ky", "Тыңчыларды тартуу", "source-handling"),
    ("ky", "Жашыруун байкоонун ыкмалары", "surveillance-technique"),
    ("ky", "Радикалдашуунун белгилери", "recognising-extremists"),
    ("tg", "Профилсозии мусофирон", "behavioural-profiling"),
    ("tg", "Ошкор кардани дурӯғ", "detecting-deception"),
    ("tg", "Забони бадан", "reading-body-language"),
    ("tg", "Тактикаи бозпурсӣ", "interrogation-technique"),
    ("tg", "Ҷалби хабарчиён", "source-handling"),
    ("tg", "Усулҳои назорати пинҳонӣ", "surveillance-technique"),
    ("tg", "Аломатҳои ифротгароӣ", "recognising-extremists"),
    ("uz", "Odamlarning profilini tuzish", "behavioural-profiling"),
    ("uz", "Yolgʻonni aniqlash", "detecting-deception"),
    ("uz", "Tana tilini oʻqish", "reading-body-language"),
    ("uz", "Soʻroq qilish taktikasi", "interrogation-technique"),
    ("uz", "Xabarchilarni yollash", "source-handling"),
    ("uz", "Yashirin kuzatuv usullari", "surveillance-technique"),
    ("uz", "Radikallashuv belgilari", "recognising-extremists"),
    ("tk", "Adamlaryň profilini düzmek", "behavioural-profiling"),
    ("tk", "Ýalany anyklamak", "detecting-deception"),
    ("tk", "Beden dilini okamak", "reading-body-language"),
    ("tk", "Sorag etmegiň usullary", "interrogation-technique"),
    ("tk", "Habarçylary çekmek", "source-handling"),
    ("tk", "Gizlin gözegçiligiň usullary", "surveillance-technique"),
    ("tk", "Radikallaşmagyň alamatlary", "recognising-extremists"),
]

# The law and the rights of the same people: nothing here is out of scope.
TEACHING = [
    ("en", "Racial profiling is discrimination [@icerd, art. 5]. The profile of the page is a safeguard."),
    ("en", "No statement obtained under torture is evidence. The interrogation must be recorded."),
    ("en", "Surveillance needs a court's warrant; special investigative techniques depend on domestic law."),
    (
        "en",
        "Ask the person, in a language the person understands. Do not question the victim about the offence.",
    ),
    ("en", "Recruitment by deception is a means of trafficking. Protect the source of the information."),
    ("ru", "Расовое профилирование запрещено. Допрос несовершеннолетнего проводится с участием защитника."),
    (
        "ru",
        "Вербовка путём обмана. Наблюдение требует санкции суда. Переводчик жестового языка (язык жестов).",
    ),
    ("kk", "Жауап алу адвокаттың қатысуымен өткізіледі. Алдау арқылы азғырып көндіру."),
    ("ky", "Сурак адвокаттын катышуусунда жүргүзүлөт. Алдоо жолу менен жалдоо."),
    ("tg", "Бозпурсӣ бо иштироки адвокат гузаронида мешавад. Ҷалб бо роҳи фиреб."),
    ("uz", "Soʻroq advokat ishtirokida oʻtkaziladi. Aldash yoʻli bilan yollash."),
    ("tk", "Sorag adwokatyň gatnaşmagynda geçirilýär. Aldaw ýoly bilen çekmek."),
    ("en", "See [the annex](how-to-profile.md) and [@counter-surveillance, art. 1]."),
]


@pytest.mark.parametrize(("language", "text", "matter"), TOUCHING)
def test_what_is_not_taught_is_found(language: str, text: str, matter: str) -> None:
    assert found(text, language) == [matter]
    assert found(text.upper(), language) == [matter]


@pytest.mark.parametrize(("language", "text"), TEACHING)
def test_the_law_about_it_is_not(language: str, text: str) -> None:
    assert found(text, language) == []


def test_every_matter_is_found_in_every_language_by_a_case() -> None:
    assert {(language, matter) for language, _, matter in TOUCHING} == {
        (language, matter) for language in LANGUAGES for matter in MATTERS
    }


def test_a_hit_says_by_which_words() -> None:
    find = matter_finder(patterns_in(MATTERS, "en"))
    assert find("Body *lan\u00adguage*, and a Lie Detector") == (
        Hit("detecting-deception", "Lie Detector"), Hit("reading-body-language", "Body language"),
    )  # fmt: skip


def test_a_language_without_patterns_finds_nothing() -> None:
    assert found("body language", "fr") == []


@given(st.sampled_from([text for language, text, _ in TOUCHING if language == "en"]), st.text(max_size=40))
def test_what_stands_around_does_not_hide_it(text: str, around: str) -> None:
    quiet = "".join(character for character in around if character not in "<>{}[]()")
    assert set(found(text, "en")) <= set(found(f"{quiet} . {text} . {quiet}", "en"))
