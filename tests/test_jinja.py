"""Templates compiled to plainer Python say what Jinja's own would, and fail where they should."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup

from generator.jinja import PageEnvironment


def filled(template: str, **values: object) -> str:
    environment = PageEnvironment(undefined=StrictUndefined, autoescape=True)
    return environment.from_string(template).render(values)


def test_values_are_escaped_once_and_html_is_left_alone() -> None:
    html = filled("{{ a }} {{ b }} {{ c }}", a="<a> & 'b'", b=Markup("<b>&amp;</b>"), c=3)
    assert html == "&lt;a&gt; &amp; &#39;b&#39; <b>&amp;</b> 3"


def test_what_a_function_gives_is_escaped_and_what_a_macro_gives_is_html() -> None:
    template = "{% macro m(x, class='') %}<i class='{{ class }}'>{{ x }}</i>{% endmacro %}"
    html = filled(
        template + "{{ f('<', end='>') }}{{ m('&', class='z') }}", f=lambda a, end: a + end
    )
    assert html == "&lt;&gt;<i class='z'>&amp;</i>"


def test_a_macro_may_be_called_around_a_text() -> None:
    template = "{% macro m(x) %}<b>{{ x }}{{ caller() }}</b>{% endmacro %}"
    assert filled(template + "{% call m('<') %}<i>{{ y }}</i>{% endcall %}", y="&") == (
        "<b>&lt;<i>&amp;</i></b>"
    )


def test_attributes_calls_and_loops_read_as_in_python() -> None:
    site = SimpleNamespace(pages=[SimpleNamespace(name="a"), SimpleNamespace(name="<")])
    template = "{% for p in site.pages %}{{ loop.index }}{{ p.name.upper() }}{% endfor %}"
    assert filled(template, site=site) == "1A2&lt;"


def test_arguments_may_be_given_as_a_list_or_a_mapping() -> None:
    assert filled("{{ f(*a, **k) }}", f=lambda x, y: x + y, a=("<",), k={"y": "b"}) == "&lt;b"


@pytest.mark.parametrize("template", ["{{ nothing }}", "{{ nothing() }}", "{{ nothing.name }}"])
def test_a_name_that_nobody_gave_fails(template: str) -> None:
    with pytest.raises(UndefinedError, match="nothing"):
        filled(template)


def test_an_attribute_that_a_value_lacks_fails() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        filled("{{ page.nothing }}", page=SimpleNamespace())
