"""Features of other questionnaire tools that Steady lacks, by the keys that people write for them."""

REASONS = {
    "Everyone is asked the same questions here: there is no branching.": (
        "show_if skip_if hide_if visible_if if branch branches branching goto go_to jump jump_to skip_to next next_if "
        "depends_on only_if ask_if relevant when logic condition conditions filter"
    ),
    "Answers are chosen, never written: there are no free-text questions.": (
        "type input free_text freetext open open_ended textarea text_area placeholder max_length"
    ),
    "Scores are not compared with other people: there are no norms, T-scores or percentiles.": (
        "norms norm norm_groups percentile percentiles percentile_ranks t_score t_scores tscores z_scores stanines "
        "population"
    ),
    "Every answer counts by its value on the scale: there are no weights.": (
        "weight weights weighting factor multiplier multiply coefficient"
    ),
    "Nobody has to answer anything: there are no required statements.": "required mandatory must_answer",
    "One answer is chosen for each question, not several.": "multiple multiple_choice multi max_choices",
    "Statements are text alone, without images, sound or video.": "image images picture video audio media",
}
"""Why each group of keys cannot be used."""
REASON_BY_KEY = {key: reason for reason, keys in REASONS.items() for key in keys.split()}
INSTEAD = {
    "required": '[missing] full = "1" and partial = "1" give no score unless all statements are answered.',
    "mandatory": '[missing] full = "1" and partial = "1" give no score unless all statements are answered.',
}
"""By key: what has nearly the same effect."""


def reason(key: str) -> str:
    """Return a sentence on why a key cannot be used; "" for a key that is merely unknown."""
    return REASON_BY_KEY.get(key.casefold().replace("-", "_"), "")


def instead(key: str) -> str:
    """Return what to do about a key that cannot be used."""
    return f"Remove {key}. {INSTEAD.get(key, '')}".strip()
