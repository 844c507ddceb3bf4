"""TOML files to a questionnaire, its advice and helplines, with every problem and its place."""

from quiz.content.document import adapter
from quiz.content.helplines import load_helplines
from quiz.content.library import Content, load, read_questionnaire
from quiz.content.problems import Problem, nearest

__all__ = ["Content", "Problem", "adapter", "load", "load_helplines", "nearest", "read_questionnaire"]
