"""Every code has a sentence, and no sentence is without its code."""

from agrimarket.households.intake import refusals
from agrimarket.households.intake.outcome import UPDATE_OUTCOMES
from agrimarket.households.intake.words import ERROR_WORDS, OUTCOME_WORDS, WARNING_WORDS


def test_all_codes_of_the_paper_have_words() -> None:
    assert set(ERROR_WORDS) == {
        "name_missing",
        "name_invalid",
        "citizen_id_invalid",
        "citizen_id_mismatch",
        "birth_date_invalid",
        "phone_invalid",
        "commune_unknown",
        "commune_ambiguous",
    }
    assert set(WARNING_WORDS) == {
        "former_commune_mapped",
        "citizen_id_zero_restored",
        "phone_zero_restored",
        "phone_absent",
        "consent_missing",
        "hamlet_shortened",  # ours: what a row loses is told
    }
    assert set(OUTCOME_WORDS) == set(UPDATE_OUTCOMES)


def test_errors_say_what_to_do() -> None:
    assert all("Hãy" in words for words in ERROR_WORDS.values())
    for refusal in refusals.ListRefused.__subclasses__():
        assert "Hãy" in refusal.sentence
        assert refusal.code
