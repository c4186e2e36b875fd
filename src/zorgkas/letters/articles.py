"""References to articles, which the rules write in English, as a Dutch letter or page says them."""

_WORDS = {" and ": " en ", " to ": " tot ", " paragraph ": " lid "}


def in_dutch(article: str) -> str:
    """DEC art. 78 and 79 becomes DEC art. 78 en 79."""
    for english, dutch in _WORDS.items():
        article = article.replace(english, dutch)
    return article
