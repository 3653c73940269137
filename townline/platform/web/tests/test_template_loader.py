"""Indentation of templates is not sent; what must keep its lines keeps them."""

from django.template.loader import get_template

from townline.platform.web.page_files.template_loader import join_lines


def test_lines_are_joined_by_one_space():
    assert join_lines("<p>\n  One\n    <b>two</b>\n</p>\n") == "<p> One <b>two</b> </p> "


def test_scripts_and_words_that_are_written_keep_their_lines():
    source = "<p>\n a</p>\n<script>\n  // no\n  b()\n</script>\n<textarea>\n x\n</textarea>\n"
    joined = join_lines(source)
    assert joined == "<p> a</p> <script>\n  // no\n  b()\n</script> <textarea>\n x\n</textarea> "


def test_templates_are_loaded_so():
    assert "\n" not in get_template("web/paging.html").template.source
