"""How people sign in, for django-allauth, which reads these names from Django's settings.

An account is an e-mail address and a chosen name. Nobody has to make up a password: a code in a
mail proves the address, at the first visit and at every later one. There is no password before
the address is proven, so nobody can plant one on somebody else's address and wait.

A second step at sign-in (a passkey, or codes of an app) is for everyone to have, and for staff to
need. Rate limits are counted in Django's cache, which all web processes share.
"""

from __future__ import annotations

_FORMS = "alongside.people.forms.accounts."
# Time to find the mail, read it and type, for somebody who reads slowly.
_CODE_SECONDS = 15 * 60
_CODE_ATTEMPTS = 5
# Digits only, in two groups, and a phone shows its number keys for them.
_CODE = {"numeric": True, "length": 8, "dashed": True}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": _VALIDATORS + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": _VALIDATORS + "CommonPasswordValidator"},
    {"NAME": _VALIDATORS + "NumericPasswordValidator"},
]

ACCOUNT_ADAPTER = "alongside.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# The same page and the same wait whether or not an address has an account here.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True

ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = _CODE
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = _CODE_ATTEMPTS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_CHANGE_EMAIL = True
# A mail to the old address when the address or the password of an account changes.
ACCOUNT_EMAIL_NOTIFICATIONS = True

ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = _CODE
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = _CODE_ATTEMPTS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = _CODE_SECONDS

ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = _CODE
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = _CODE_ATTEMPTS
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True

# Whoever changes how they sign in shows once more that it is them; slow readers have time for it.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

MFA_ADAPTER = "alongside.people.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A clock that is half a minute wrong is common; one more code each way is not worth a locked door.
MFA_TOTP_TOLERANCE = 1

# Each look at the sign-in page asks what to sign, so that a browser can offer its passkeys.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

# The name of the outside service in addresses and tables, whichever it is.
OUTSIDE = "outside"
SOCIALACCOUNT_ADAPTER = "alongside.people.outside.joining.OutsideAdapter"
SOCIALACCOUNT_FORMS = {"signup": _FORMS + "OutsideSignUp"}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False

ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False

# Five guesses a code, so these also bound how often a code can be guessed.
ACCOUNT_RATE_LIMITS = {
    "signup": "20/m/ip",
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,20/h/key",
    "reset_password": "20/m/ip,3/m/key,20/h/key",
    "confirm_email": "1/10s/key",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
    "claim": "20/m/ip",
    # A file with all that somebody wrote takes a while to make.
    "take_data": "6/h/user",
    # Words kept while somebody signs in again: for each writer, wherever they sit.
    "keep_words": "30/m/ip,30/h/key",
    # Looking at words while they are written: about once a pause.
    "reading": "60/m/key",
}

ACCOUNT_FORMS = {
    "login": _FORMS + "SignIn",
    "signup": _FORMS + "SignUp",
    "request_login_code": _FORMS + "AskForCode",
    "confirm_login_code": _FORMS + "SignInCode",
    "confirm_email_verification_code": _FORMS + "AddressCode",
    "change_email": _FORMS + "OtherAddress",
    "add_email": _FORMS + "NewAddress",
    "reset_password": _FORMS + "ForgotPassword",
    "confirm_password_reset_code": _FORMS + "ResetCode",
    "reset_password_from_key": _FORMS + "ResetPassword",
    "set_password": _FORMS + "FirstPassword",
    "change_password": _FORMS + "ChangePassword",
    "reauthenticate": _FORMS + "PasswordAgain",
}
_FACTOR_FORMS = "alongside.people.factors.forms."
MFA_FORMS = {
    "authenticate": _FACTOR_FORMS + "SecondStep",
    "reauthenticate": _FACTOR_FORMS + "SecondStepAgain",
    "activate_totp": _FACTOR_FORMS + "NewApp",
    "login_webauthn": _FACTOR_FORMS + "PasskeySignsIn",
    "authenticate_webauthn": _FACTOR_FORMS + "PasskeyAsSecondStep",
    "reauthenticate_webauthn": _FACTOR_FORMS + "PasskeyAgain",
    "add_webauthn": _FACTOR_FORMS + "NewPasskey",
    "edit_webauthn": _FACTOR_FORMS + "PasskeyName",
}
