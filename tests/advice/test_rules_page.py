"""The page that describes all rules of the advice in words."""

from quiz.advice.book import AdviceBook, BaseOrder, ExtraOrder, Mute, Signal, Text
from quiz.advice.rules_page import advice_page
from quiz.core.questionnaire import Questionnaire
from tests.advice.books import QUESTIONNAIRE, at, gave, on, part, piece

BOOK = AdviceBook(
    support_first=(on("sad"), at(75, "a")),
    not_on_paper=("sad", "home"),
    base=BaseOrder(2, (("x",), ("y",)), (("x", "z"),)),
    extras=ExtraOrder(1, (("y",),)),
    signals=(Signal("sad", (gave("sad", "yes"), gave("home", "sea"))),),
    mutes=(Mute("to_partner", (gave("safe", "no"), on("sad"))),),
    reflect_positives=(at(75, "a"),),
    pieces=(
        piece("x", part(on("sad"), unless=(at(50),), steps=(Text("Walk.", when=(at(25, "b"),)),)), number=4),
        piece("y", extra=part(paragraphs=(Text("Ask.", unless=(on("sad"),), tags=("to_partner",), ours=True),))),
        piece("z", part(), not_with=("x",), number=4),
    ),
)


def test_it_describes_the_order_of_cards_and_each_rule_of_a_small_book() -> None:
    page = advice_page(QUESTIONNAIRE, BOOK)
    order = page.split("## Order\n\n")[1].split("\n\n## Pieces")[0]
    assert order.splitlines() == [
        "- **Theme cards**: up to 2, for leading themes, highest score first.",
        "- **Situation card**, the first that fits of: 4 x, then 2. On paper it depends on no answer on sad or home.",
        "- **Closer**: 4 x or 4 z.",
        "- **Extra cards**, the first 1 that fit of: 2.",
        "- **Support lines before the advice**: sad; or Ash is 75 or more.",
        "- **Positive answers on the screen**: Ash is 75 or more. Muted as `eases_doubt` is.",
    ]
    lines = page.splitlines()
    base = lines.index("- Base: sad.")
    assert lines[base : base + 6] == [
        "- Base: sad.",
        "  - Not when: any theme is 50 or more.",
        "  - Said.",
        "  - Step: Walk.",
        "    - Only when: Birch is 25 or more.",
        "- Never beside: 4 z (Z).",
    ]
    extra = lines.index("- Extra: for everyone.")
    assert lines[extra + 1 : extra + 3] == ["  - (`to_partner`, from us) Ask.", "    - Not when: sad."]
    assert "- **sad**: the answer on sad is “Yes”; or the answer on home is “By the sea”." in lines
    assert "- **to_partner**: the answer on safe is “No”; or sad." in lines
    assert "- **safe** (private): Safe?" in lines
    assert "- Never beside: 4 x (X)." in lines


def test_it_names_every_shipped_piece_text_signal_and_question(questionnaire: Questionnaire, book: AdviceBook) -> None:
    page = advice_page(questionnaire, book)
    for one in book.pieces:
        assert f"### {one.number}. {one.title}\n\n`{one.id}`: {one.who}, {one.role}\n" in page
        assert all(text.text in page for each in one.parts for text in each.texts)
    ids = [signal.id for signal in book.signals] + [question.id for question in questionnaire.questions]
    assert all(f"**{id_}**" in page for id_ in ids)
    assert page.count(" (private): ") == len(questionnaire.private_option_ids)
