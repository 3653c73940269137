from allauth.socialaccount.providers.openid_connect import views as provider
from django.urls import path

from townline.platform.departments import (
    views,
    views_again,
    views_demo,
    views_mine,
    views_people,
    views_second,
)

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/again/", views_again.again, name="sign_in_again"),
    path("sign-in/second/", views_second.second, name="sign_in_second"),
    path("sign-in/passkey/", views_second.passkey, name="sign_in_passkey"),
    path("sign-in/passkey/options/", views_second.passkey_options, name="sign_in_options"),
    path("sign-in/way-in/<str:who>/<str:token>/", views_mine.way_in, name="way_in"),
    # Named as allauth looks for them.
    path("sign-in/with/<slug:provider_id>/", provider.login, name="openid_connect_login"),
    path(
        "sign-in/with/<slug:provider_id>/back/", provider.callback, name="openid_connect_callback"
    ),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("demo/sign-in/", views_demo.demo_sign_in, name="demo_sign_in"),
    path("my/sign-in/", views_mine.overview, name="my_sign_in"),
    path("my/sign-in/app/", views_mine.app, name="my_app"),
    path("my/sign-in/codes/", views_mine.codes, name="my_codes"),
    path("my/sign-in/passkeys/", views_mine.passkey_add, name="my_passkeys"),
    path("my/sign-in/passkeys/options/", views_mine.passkey_options, name="my_passkey_options"),
    path("my/sign-in/passkeys/rename/", views_mine.passkey_rename, name="my_passkey_rename"),
    path("my/sign-in/remove/", views_mine.factor_remove, name="my_factor_remove"),
    path("my/session/", views_mine.session, name="my_session"),
    path("my/sign-in/sessions/", views_mine.session_end, name="my_sessions"),
    path("my/sign-in/password/", views_mine.password, name="my_password"),
    path("settings/people/", views_people.people, name="people"),
    path("settings/people/add/", views_people.person_add, name="person_add"),
    path("settings/people/<int:staff_id>/", views_people.person, name="person"),
]
