"""HTML: what this page did not make itself is text."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from simmodel.documents.letters import plain
from simmodel.documents.markup import Markup, element, table, together, told_list


class Words(HTMLParser):
    """Words and elements of some HTML."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags, self.values = "", [], []
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value for _, value in attrs]


@settings(max_examples=40)
@given(st.text(max_size=40), st.text(max_size=40))
def test_text_and_attributes_come_back_as_they_went_in(inside: str, value: str) -> None:
    found = Words(element("p", inside, title=value))
    assert (found.tags, found.values) == (["p"], [plain(value)])
    assert found.words == plain(inside)


def test_what_is_markup_already_is_not_escaped_twice() -> None:
    assert together([element("b", "a"), "<i>"]) == "<b>a</b>&lt;i&gt;"
    assert element("p", Markup("<br>")) == "<p><br></p>"


def test_a_table_says_what_its_rows_and_columns_are() -> None:
    found = table("Prices & pay", ("Of", "Dollars"), [("a <b>", "$1"), ("  below", "$2")], "Read so.")
    assert found.count('scope="col"') == found.count('scope="row"') == 2
    assert "<caption>Prices &amp; pay</caption>" in found
    assert '<th scope="row" class="below">below</th>' in found
    assert found.endswith('<p class="note">Read so.</p>')


def test_no_sentences_make_no_list() -> None:
    assert told_list([]) == ""
