from django.urls import path

from townline.platform.departments.oidc import client as provider
from townline.platform.departments.views import (
    demo,
    identity,
    interrupted,
    mine,
    pages,
    people,
    people_import,
    provider as provider_page,
    second_factor,
    tokens,
)

urlpatterns = [
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-in/again/", interrupted.again, name="sign_in_again"),
    path("sign-in/second/", second_factor.second, name="sign_in_second"),
    path("sign-in/passkey/", second_factor.passkey, name="sign_in_passkey"),
    path("sign-in/passkey/options/", second_factor.passkey_options, name="sign_in_options"),
    path("sign-in/way-in/<str:who>/<str:token>/", mine.way_in, name="way_in"),
    path("sign-in/link/<str:who>/<str:token>/", identity.link, name="identity_link"),
    # Named as allauth looks for them.
    path("sign-in/with/<slug:provider_id>/", provider.login, name="openid_connect_login"),
    path(
        "sign-in/with/<slug:provider_id>/back/", provider.callback, name="openid_connect_callback"
    ),
    path("sign-out/", pages.sign_out, name="sign_out"),
    path("demo/sign-in/", demo.demo_sign_in, name="demo_sign_in"),
    path("my/sign-in/", mine.overview, name="my_sign_in"),
    path("my/sign-in/app/", mine.app, name="my_app"),
    path("my/sign-in/codes/", mine.codes, name="my_codes"),
    path("my/sign-in/passkeys/", mine.passkey_add, name="my_passkeys"),
    path("my/sign-in/passkeys/options/", mine.passkey_options, name="my_passkey_options"),
    path("my/sign-in/passkeys/rename/", mine.passkey_rename, name="my_passkey_rename"),
    path("my/sign-in/remove/", mine.factor_remove, name="my_factor_remove"),
    path("my/session/", mine.session, name="my_session"),
    path("my/sign-in/sessions/", mine.session_end, name="my_sessions"),
    path("my/sign-in/password/", mine.password, name="my_password"),
    path("settings/sign-in/", provider_page.sign_in_settings, name="sign_in_settings"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/revoke", tokens.tokens_revoke, name="tokens_revoke"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/add/", people.person_add, name="person_add"),
    path("settings/people/import/", people_import.people_import, name="people_import"),
    path("settings/people/import/blank.xlsx", people_import.people_blank, name="people_blank"),
    path("settings/people/<int:staff_id>/", people.person, name="person"),
]
