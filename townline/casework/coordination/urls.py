"""Addresses of joint review, meetings and outside agencies."""

from django.urls import path

from townline.casework.coordination.views import joint, meetings, referrals

urlpatterns = [
    path("cases/<slug:code>/joint/ask", joint.ask, name="joint_ask"),
    path("cases/<slug:code>/joint/give", joint.give, name="joint_give"),
    path("cases/<slug:code>/joint/refuse", joint.refuse, name="joint_refuse"),
    path("cases/<slug:code>/joint/withdraw", joint.withdraw, name="joint_withdraw"),
    path("cases/<slug:code>/meet", meetings.call, name="meeting_call"),
    path("cases/<slug:code>/hand", referrals.hand, name="referral_hand"),
    path("cases/<slug:code>/hand/<int:number>", referrals.settle, name="referral_settle"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<int:number>/", meetings.meeting, name="meeting"),
    path("meetings/<int:number>/file.ics", meetings.file, name="meeting_file"),
    path("meetings/<int:number>/answer", meetings.answer, name="meeting_answer"),
    path("meetings/<int:number>/move", meetings.move, name="meeting_move"),
    path("meetings/<int:number>/cancel", meetings.cancel, name="meeting_cancel"),
    path("meetings/<int:number>/hold", meetings.hold, name="meeting_hold"),
    path("referrals/", referrals.referrals, name="referrals"),
]
