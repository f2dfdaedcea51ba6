"""Templates work as pages and as blocks, without JavaScript, and ask nothing of other sites."""

import re

import pytest
from jinja2 import Environment, nodes

from tests.house.project_files import PROJECT, project_files, shown

FOLDER = PROJECT / "web" / "templates"
TEMPLATES = tuple(file for file in project_files(".html") if file.is_relative_to(FOLDER))
TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
# What a tag holds may be a Jinja expression with `>` in it: only its text matters here.
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)

each_template = pytest.mark.parametrize("file", TEMPLATES, ids=shown)


def _tags(file) -> list[str]:
    text = EXPRESSION.sub("…", file.read_text(encoding="utf-8"))
    return TAG.findall(text)


@each_template
def test_outside_blocks_a_page_only_extends(file):
    # An import or a `set` there vanishes when htmx asks for one block alone.
    tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
    if not any(isinstance(node, nodes.Extends) for node in tree.body):
        return  # base.html and the macros
    stray = [
        node
        for node in tree.body
        if not isinstance(node, nodes.Extends | nodes.Block) and not _is_blank(node)
    ]
    assert [f"line {node.lineno}: {type(node).__name__}" for node in stray] == []


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


@each_template
def test_what_htmx_sends_is_a_form_or_a_link_without_it(file):
    for tag in _tags(file):
        if re.search(r"\bhx-(post|put|patch|delete)=", tag):
            posts = re.match(r"(?i)<form\b", tag) and re.search(r'\bmethod="post"', tag)
            assert posts or re.search(r"\bformaction=", tag), f"nothing to send without it: {tag}"
        elif re.search(r"\bhx-get=", tag):
            assert re.search(r"\b(href|action|formaction)=", tag), (
                f"nowhere to go without JavaScript: {tag}"
            )


@each_template
def test_a_page_holds_no_script_and_no_style_of_its_own(file):
    # The Content-Security-Policy refuses them: they would silently do nothing.
    for tag in _tags(file):
        assert not re.search(r"\s(on[a-z]+|style|hx-on[:a-z-]*)=", tag), tag
        assert not re.match(r"(?i)<style\b", tag), tag
        if re.match(r"(?i)<script\b", tag):
            data = 'type="application/ld+json"' in tag  # said to other programs, never run
            assert data or re.search(r"\bsrc=", tag), tag


@each_template
def test_a_page_asks_nothing_of_another_site(file):
    for tag in _tags(file):
        if re.match(r"(?i)<(a|svg)\b", tag):
            continue  # a link is followed by a person, and xmlns is a name
        assert not re.search(r'\b(src|href|action|srcset)="(https?:)?//', tag), tag
