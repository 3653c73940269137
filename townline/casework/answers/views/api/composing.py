"""What helps to write, through the API: templates, old answers, hints, links to photos."""

from ninja import Router

from townline.casework.answers import api
from townline.casework.answers.services.templating import templates
from townline.casework.answers.views import hint_words
from townline.casework.answers.views.api import composing_shapes as told
from townline.casework.cases import api as cases
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, shapes
from townline.casework.cases.views.api.reading import Code, reader
from townline.platform.core import clock
from townline.platform.departments.api import Act

router = Router(tags=["cases"])
of_case = Router(tags=["cases"])


@router.get("/templates", response=told.Templates, operation_id="templates_list")
def templates_list(request: StaffRequest) -> told.Templates:
    """List the answer templates, and how often each was used."""
    reader(request)
    used = api.templates_used()
    return told.Templates(items=[_template(one, used.get(one.key, 0)) for one in templates()])


def _template(one: api.Template, used: int) -> told.Template:
    return told.Template(
        key=one.key,
        services=sorted(one.services),
        kinds=list(one.kinds),
        title_ko=one.titles["ko"],
        title_en=one.titles["en"],
        ko=one.bodies["ko"],
        en=one.bodies["en"],
        approved=sorted(one.approved),
        used=used,
    )


@of_case.get("/{slug:code}/old-answers", response=told.OldAnswers, operation_id="old_answers")
def old_answers(request: StaffRequest, code: Code) -> told.OldAnswers:
    """Get up to five sent answers to similar cases, the best first."""
    found = api.old_answers(code=code, viewer=reader(request))
    return told.OldAnswers(items=[told.OldAnswer.from_orm(one) for one in found])


@of_case.post("/{slug:code}/hints", response=told.Hints, operation_id="draft_hints")
def hints(request: StaffRequest, code: Code, payload: told.Hinted) -> told.Hints:
    """Check how an answer could be plainer for this resident; nothing is saved."""
    detail = cases.case_get(Act(reader(request), clock.now()), code=code)
    found = hint_words.hint_texts(payload.body, detail.row.language, payload.kind, payload.korean)
    return told.Hints(items=[told.Hint.from_orm(one) for one in found])


@of_case.post("/{slug:code}/put", response=shapes.Case, operation_id="draft_put")
def put(request: StaffRequest, code: Code, payload: told.Put) -> shapes.Case:
    """Insert a template or a previous answer at the end of the answer draft."""
    act = Act(reader(request), clock.now())
    if payload.old_answer is not None:
        api.old_answer_put(act, code=code, text_id=payload.old_answer)
    else:
        api.template_put(act, code=code, key=payload.template)
    return building.case(act, code)


@of_case.post("/{slug:code}/photo-link", response=told.PhotoLink, operation_id="photo_link_make")
def photo_link(request: StaffRequest, code: Code, payload: told.ShowPhotos) -> told.PhotoLink:
    """Make a page of before and after photos; its address is added to the answer draft."""
    made = api.photo_link_make(
        Act(reader(request), clock.now()), code=code, before=payload.before, after=payload.after
    )
    return told.PhotoLink.from_orm(made)


@of_case.post("/{slug:code}/photo-link-end", response=shapes.Case, operation_id="photo_link_end")
def photo_link_end(request: StaffRequest, code: Code, payload: told.EndLink) -> shapes.Case:
    """End a photo link."""
    act = Act(reader(request), clock.now())
    api.photo_link_end(act, code=code, link_id=payload.link)
    return building.case(act, code)
