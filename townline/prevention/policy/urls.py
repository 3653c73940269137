"""Addresses of policy: the ledger, and stories for everybody."""

from django.urls import URLPattern, path

from townline.prevention.incidents.broadcasts.views.acting import presses
from townline.prevention.policy.views import acting, export, pages, public, voice

urlpatterns: list[URLPattern] = [
    path("policy/", pages.ledger, name="policy"),
    path("policy/export.csv", export.csv_file, name="policy_csv"),
    path("policy/new/", acting.new, name="policy_new"),
    path("policy/<int:number>/", pages.matter, name="policy_matter"),
    path("policy/<int:number>/propose", acting.propose, name="policy_propose"),
    path("policy/<int:number>/decide", acting.decide, name="policy_decide"),
    path("policy/<int:number>/start", acting.start, name="policy_start"),
    path("policy/<int:number>/measure", acting.measure, name="policy_measure"),
    path("policy/<int:number>/adopt", acting.adopt, name="policy_adopt"),
    path("policy/<int:number>/change", acting.change, name="policy_change"),
    path("policy/<int:number>/drop", acting.drop, name="policy_drop"),
    path("policy/<int:number>/reopen", acting.reopen, name="policy_reopen"),
    path("policy/<int:number>/move", acting.move, name="policy_move"),
    path("policy/<int:number>/link", acting.link, name="policy_link"),
    path("policy/<int:number>/opinions", acting.opinions, name="policy_opinions"),
    path("policy/<int:number>/story", acting.story, name="policy_story"),
    path("policy/<int:number>/publish", acting.publish, name="policy_publish"),
    path("policy/<int:number>/photos", acting.photos, name="policy_photos"),
    path("policy/<int:number>/photos/drop", acting.photo_drop, name="policy_photo_drop"),
    path("policy/<int:number>/photos/<slug:sha256>/<slug:copy>", pages.photo, name="policy_photo"),
    path("policy/<int:number>/tell", acting.submit, name="policy_tell"),
    *presses(
        "telling", at="policy/<int:number>/tell/", name="policy_tell", back="/policy/{number}/"
    ),
    path("open/stories", public.stories, name="open_stories"),
    path("open/stories/<int:number>", public.story, name="open_story"),
    path("open/stories/<int:number>/voice", voice.voice, name="open_voice"),
    path("open/stories/photos/<slug:sha256>/<slug:copy>", public.photo, name="open_story_photo"),
]
