import pytest

from townline.platform.departments.rules import POWERS, SCOPES, Permission, Role, powers_of


def test_every_role_has_its_powers_written_down():
    assert set(POWERS) == set(Role)


def test_only_the_mayor_and_a_deputy_confirm():
    assert {role for role in Role if Permission.CONFIRM in POWERS[role]} == {
        Role.MAYOR,
        Role.DEPUTY,
    }


def test_a_deputy_confirms_only_while_the_mayor_has_said_so():
    assert Permission.CONFIRM not in powers_of(Role.DEPUTY, scopes=None, delegated=False)
    assert Permission.CONFIRM in powers_of(Role.DEPUTY, scopes=None, delegated=True)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("scope", list(SCOPES))
def test_a_token_never_gives_more_than_the_person_has(role, scope):
    alone = powers_of(role, scopes=frozenset({scope}), delegated=True)
    assert alone <= powers_of(role, scopes=None, delegated=True)
    assert alone <= SCOPES[scope]


@pytest.mark.parametrize("scope", ["cases:read", "cases:write", "cases:confirm"])
def test_a_token_that_acts_on_cases_reads_them_too(scope):
    mayor = powers_of(Role.MAYOR, scopes=frozenset({scope}), delegated=False)
    officer = powers_of(Role.OFFICER, scopes=frozenset({scope}), delegated=False)
    assert Permission.READ_ALL in mayor
    assert Permission.READ_OWN in officer


def test_a_token_for_writing_does_not_confirm():
    powers = powers_of(Role.MAYOR, scopes=frozenset({"cases:read", "cases:write"}), delegated=False)
    assert Permission.CONFIRM not in powers


def test_an_auditor_only_reads():
    assert POWERS[Role.AUDITOR] == {Permission.READ_ALL, Permission.AUDIT, Permission.DATA}
