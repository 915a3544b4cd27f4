"""Who may do what, where: one table, over HTTP, and a button exactly where the answer is yes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Access, Draft, MaskedWord, Post, Space
from alongside.home.models import HelpNumber
from alongside.moderation.models import Rehearsal
from alongside.words.models import OwnRule, RuleState
from tests.cast import EVERYONE, Cast
from tests.security.markup import Markup
from tests.security.tables import snapshot, snapshot_of, written
from tests.security.visits import WORDS, Visitor
from tests.security.world import World

Visitors = Callable[[str], Visitor]

# y: it is done.   i: nothing was left to do, or it is not theirs; told kindly, nothing changes.
# n: refused with a reason.   s: sign in first.   -: there is nothing here.
# k: there is nothing here, and the words that were sent are kept in the sender's own drafts.
LEGEND = "yinsk-"
DRAFTS = {"discussions_draft"}
ORDER = "newcomer parent ambassador moderator administrator outsider blocked stranger"

# The parent opened every conversation and the ambassador wrote every reply. In the address stand
# names of the cast; after it what is sent, and the page where its button or link shows (or "").
TABLE = """
reply      open        /t/{public}/replies        body=Yes          yyyyyyss  /t/{public}
reply      locked      /t/{locked}/replies        body=Yes          nnnnnnss  /t/{locked}
reply      removed     /t/{removed}/replies       body=Yes          kkknnkss  /t/{removed}
reply      members     /t/{members}/replies       body=Yes          yyyyyyss  /t/{members}
reply      membership  /t/{membership}/replies    body=Yes          kyyyykss  /t/{membership}
reply      empty       /t/{public}/replies        body=             nnnnnnss  -
reply      too long    /t/{public}/replies        body={long}       nnnnnnss  -
ask        open        /ask                       space=open-door   yyyyyyss  -
ask        members     /ask                       space={s.members} yyyyyyss  -
ask        membership  /ask                       space={s.added}   nyyyynss  -
edit       reply       /p/{p.reply}/edit          body=Better       nnynnnss  /t/{public}
edit       opening     /p/{o.public}/edit         body=Better       nynnnnss  /t/{public}
edit       locked      /p/{o.locked}/edit         body=Better       nnnnnnss  /t/{locked}
edit       members     /p/{p.members}/edit        body=Better       nnynnnss  /t/{members}
edit       membership  /p/{p.membership}/edit     body=Better       knynnkss  /t/{membership}
edit       removed     /p/{p.removed}/edit        body=Better       kkknnkss  /t/{removed}
edit       gone        /p/{p.gone}/edit           body=Better       nnnnnnss  /t/{public}
edit       by staff    /p/{p.taken}/edit          body=Better       nnnnnnss  /t/{public}
remove     reply       /p/{p.reply}/removal       -                 nnynnnss  /t/{public}
remove     opening     /p/{o.public}/removal      -                 nynnnnss  /t/{public}
remove     locked      /p/{o.locked}/removal      -                 nynnnnss  /t/{locked}
remove     members     /p/{p.members}/removal     -                 nnynnnss  /t/{members}
remove     membership  /p/{p.membership}/removal  -                 -nynn-ss  /t/{membership}
remove     removed     /p/{p.removed}/removal     -                 ---nn-ss  /t/{removed}
remove     gone        /p/{p.gone}/removal        -                 nnnnnnss  /t/{public}
react      reply       /p/{p.reply}/reactions     give=hug          yynyyyss  /t/{public}
react      opening     /p/{o.public}/reactions    give=helpful      ynyyyyss  /t/{public}
react      locked      /p/{o.locked}/reactions    give=been_there   ynyyyyss  /t/{locked}
react      members     /p/{p.members}/reactions   give=helpful      yynyyyss  /t/{members}
react      membership  /p/{p.membership}/reactions give=hug         -ynyy-ss  /t/{membership}
react      removed     /p/{p.removed}/reactions   give=hug          ---yy-ss  /t/{removed}
react      gone        /p/{p.gone}/reactions      give=hug          nnnnnnss  /t/{public}
react      unheard of  /p/{p.reply}/reactions     give=shout        nnnnnnss  -
take back  reply       /p/{p.reply}/reactions     take=hug          iiniiiss  -
read       open        /t/{public}/reading        number=1          yiiyyyss  -
read       membership  /t/{membership}/reading    number=1          -iiyy-ss  -
follow     open        /t/{public}/follow         -                 yiiyyyss  -
follow     removed     /t/{removed}/follow        -                 ---yy-ss  -
follow     membership  /t/{membership}/follow     -                 -iiyy-ss  -
unfollow   open        /t/{public}/unfollow       -                 iyyiiiss  -
follow     space       /s/open-door/follow        -                 yyyyyyss  /s/open-door
follow     membership  /s/{s.added}/follow        -                 -yyyy-ss  /s/{s.added}
mute       open        /t/{public}/mute           -                 yyyyyyss  /t/{public}
mute       membership  /t/{membership}/mute       -                 -yyyy-ss  /t/{membership}
mute       removed     /t/{removed}/mute          -                 ---yy-ss  -
unmute     open        /t/{public}/unmute         -                 iiiiiiss  -
mute       a person    /m/{parent}/mute           -                 yiyyyyss  /m/{parent}
mute       staff       /m/{moderator}/mute        -                 yyyiyyss  /m/{moderator}
mute       a blocker   /m/{outsider}/mute         -                 -yyyyiss  /m/{outsider}
unmute     a person    /m/{parent}/unmute         -                 iiiiiiss  -
block      a person    /m/{parent}/block          -                 yiyiiyss  /m/{parent}
block      staff       /m/{moderator}/block       -                 iiiiiiss  /m/{moderator}
block      a blocker   /m/{outsider}/block        -                 -yyiiiss  /m/{outsider}
unblock    a blocker   /m/{outsider}/unblock      -                 -iiiiiss  -
unblock    whom I did  /m/{newcomer}/unblock      -                 iiiiiyss  /me/people
hear       usual       /me/notices                reply_mail=none   yyyyyyss  /me/notices
hear       wrong       /me/notices                digest_hour=25    nnnnnnss  -
hear       here        /t/{public}/notices        mail=daily        yyyyyyss  -
hear       removed     /t/{removed}/notices       mail=daily        ---yy-ss  -
hear       membership  /t/{membership}/notices    mail=daily        -yyyy-ss  /t/{membership}/notices
hear       of a space  /s/{s.added}/notices       mail=none         -yyyy-ss  -
heard      nothing     /notices/read              newest=0          iiiiiiss  -
lock       open        /t/{public}/lock           -                 nnnyynss  /t/{public}
lock       members     /t/{members}/lock          -                 nnnyynss  /t/{members}
lock       membership  /t/{membership}/lock       -                 -nnyy-ss  /t/{membership}
unlock     locked      /t/{locked}/unlock         -                 nnnyynss  /t/{locked}
care       no note     /p/{p.reply}/care          -                 iiiiiiss  -
care       membership  /p/{p.membership}/care     -                 -iiii-ss  -
looked     no sign     /manage/first/{p.reply}/seen -               ---ii---  -
draft      saved       /drafts                    place=topic:9     yyyyyynn  -
draft      thrown out  /drafts/{draft}/discard    -                 iyiiiiss  /drafts
profile    own         /me/profile                name=Kim          yyyyyyss  -
profile    taken       /me/profile                name=AMBER        nnynnnss  -
section    added       /manage/sections/new       name=New          ----y---  /manage/spaces
section    changed     /manage/sections/{section} name=New          ----y---  /manage/spaces
space      added       /manage/spaces/new         section={section} ----y---  /manage/spaces
space      changed     /manage/spaces/{s.id}      section={section} ----y---  /manage/spaces
let in     by name     /manage/spaces/{s.id}/members name=Otis      ----y---  /manage/spaces/{s.id}
let in     nobody      /manage/spaces/{s.id}/members name=Nemo      ----n---  -
take off   list        /manage/spaces/{s.id}/members/{parent}/removal - ----y--- /manage/spaces/{s.id}
role       of another  /manage/people/{outsider}/role role=moderator ----y--- /manage/people/{outsider}
role       own         /manage/people/{administrator}/role role=member ----i--- /manage/people/{administrator}
block      another     /manage/people/{outsider}/block -            ----y---  /manage/people/{outsider}
block      oneself     /manage/people/{administrator}/block -       ----i---  /manage/people/{administrator}
unblock    another     /manage/people/{blocked}/unblock -           ----y---  /manage/people/{blocked}
number     added       /manage/help               dial=999          ----y---  -
number     changed     /manage/help/{number}      dial=999          ----y---  /manage/help
number     removed     /manage/help/{number}/removal -              ----y---  /manage/help/{number}
mail       retried     /manage/mail/retry         -                ----y---  /manage/mail
word       counted     /manage/words/new          word=gribble      ---yy---  /manage/words/new
word       no letter   /manage/words/new          word=12           ---nn---  -
word       proposed    /manage/words/rehearsals/{rehearsal}/proposal - ---yy--- /manage/words/rehearsals/{rehearsal}
word       counted anew /manage/words/{rule}/rehearsal -            ---yy---  -
word       agreed to   /manage/words/{rule}/agreement rehearsal={of_rule} ---ny--- /manage/words/{rule}
word       refused     /manage/words/{rule}/refusal reason=No       ---ny---  /manage/words/{rule}
word       withdrawn   /manage/words/{rule}/withdrawal -            ---yn---  /manage/words/{rule}
word       taken back  /manage/words/{live}/end   reason=No         ---yy---  /manage/words/{live}
word       not in force /manage/words/{rule}/end  reason=No         ---nn---  /manage/words/{rule}
word       asked about /manage/words/appeals/{appeal}/answer decision=show ---yy--- /manage/words/appeals/{appeal}
word       not chosen  /manage/words/appeals/{appeal}/answer decision= ---nn--- -
word       shipped     /manage/words/shipped/end   name=en/facial   ---yy---  /manage/words/shipped/rule?name=en/facial
word       unheard of  /manage/words/shipped/end   name=en/x        --------  -
word       in force    /manage/words/shipped/rehearsal name=en/facial ---nn--- -
mail       going on    /me/mail/again             -                iyiiiiss  /me/mail
"""  # noqa: E501
OF_A_SPACE = {"name": "A space", "about": "For some", "access": "membership", "position": "2"}
OF_HEARING = {
    "reply_mail": "at_once", "quote_mail": "daily", "silence_mail": "weekly", "push": "on",
    "space_topic_mail": "none", "message_mail": "at_once", "digest_hour": "8",
    "digest_weekday": "0", "quiet_from": "22", "quiet_until": "7",
}  # fmt: skip
OF_A_NUMBER = {
    "country": "GB", "kind": "crisis", "label": "A line", "number": "999", "note": "",
    "source_url": "https://line.example.org/", "checked_on": "2026-03-01",
}  # fmt: skip
REFUSED = (400, 401, 403, 409, 422)
NOT_FOUND = 404


@dataclass(frozen=True)
class Line:
    """One line of the table. `sent` is without what stands in every form."""

    verb: str
    state: str
    path: str
    sent: dict[str, str]
    letters: str
    shown_at: str

    def letter(self, name: str) -> str:
        return self.letters[ORDER.split().index(name)]

    def __str__(self) -> str:
        return f"{self.verb} {self.state}"


def lines(cast: Cast) -> list[Line]:
    names = _names(cast)
    return [_line(text, names) for text in TABLE.strip().splitlines()]


class _Of(dict[str, object]):
    """`{p.reply}` in a format is the item `reply` of `p`."""

    __getattr__ = dict.__getitem__


def _names(cast: Cast) -> dict[str, object]:
    topics = {key: topic.pk for key, topic in cast.topics.items()}
    posts = {key.split()[0]: post.pk for key, post in cast.posts.items()}
    posts |= {"gone": cast.posts["gone by author"].pk, "taken": cast.posts["gone by staff"].pk}
    openings = {key: Post.objects.get(topic=pk, number=1).pk for key, pk in topics.items()}
    added = cast.spaces[Access.MEMBERSHIP]
    spaces = {"members": cast.spaces["members"].slug, "added": added.slug, "id": added.pk}
    return {
        **topics, **{name: person.pk for name, person in cast.people.items()},
        "p": _Of(posts), "o": _Of(openings), "s": _Of(spaces), "long": "x" * 20_001,
        "section": added.section_id, "number": HelpNumber.objects.first().pk,  # type: ignore[union-attr]
        "appeal": MaskedWord.objects.filter(ruling="appealed").earliest("pk").pk,
        "rehearsal": Rehearsal.objects.get(rule=None).pk,
        "of_rule": Rehearsal.objects.get(rule__state=RuleState.PROPOSED).pk,
        "rule": OwnRule.objects.get(state=RuleState.PROPOSED).pk,
        "live": OwnRule.objects.exclude(proposed_by=None).get(state=RuleState.LIVE).pk,
        "draft": Draft.objects.filter(member=cast.people["parent"], place="ask").get().pk,
    }  # fmt: skip


def _line(text: str, names: dict[str, object]) -> Line:
    words = text.format(**names).split()
    at = next(number for number, word in enumerate(words) if word.startswith("/"))
    (verb, *state), (path, sent, letters, shown) = words[:at], words[at:]
    if verb in ("take", "let") and state[0] in ("back", "in", "off"):
        verb = f"{verb} {state.pop(0)}"
    assert len(letters) == len(EVERYONE), text
    assert set(letters) <= set(LEGEND), text
    field, _, value = sent.partition("=")
    given = {field: value} if sent != "-" else {}
    return Line(verb, " ".join(state), path, given, letters, shown)


def form(line: Line) -> dict[str, str]:
    """The whole form as a browser sends it."""
    if line.verb in ("react", "remove", "take back"):
        return line.sent
    rest = WORDS | {"token": new_token()}
    if line.path == "/me/notices":
        rest |= OF_HEARING
    if line.path.startswith("/manage/sp"):
        rest |= OF_A_SPACE
    if line.path.startswith("/manage/help"):
        rest |= OF_A_NUMBER
    return rest | line.sent


def outcome(somebody: Visitor, line: Line, before: dict[str, object]) -> str:
    """The letter of what happened; anything but y and k has left every table as it was."""
    changed: set[str] = set()
    with written(before) as names:
        answer = somebody.post(
            line.path, form(line), after=lambda: changed.update(since(before, names))
        )
    if answer.status_code == NOT_FOUND:
        return {frozenset(): "-", frozenset(DRAFTS): "k"}.get(frozenset(changed), "y")
    if changed:
        return "y"
    if answer.get("Location", "").startswith("/sign-in?"):
        return "s"
    return "n" if answer.status_code in REFUSED else "i"


def since(before: dict[str, object], names: set[str]) -> set[str]:
    """The tables that are not as they were, of those that were written to."""
    now = snapshot_of(names)
    return {name for name in now if now[name] != before[name]}


def kept_out(tables: dict[str, tuple[int, str]]) -> dict[str, object]:
    """But for sessions: notices for the next page, and words of somebody who has to sign in."""
    return {name: rows for name, rows in tables.items() if name != "people_session"}


@pytest.mark.parametrize("name", EVERYONE)
def test_who_may_do_what(world: World, visitor: Visitors, name: str) -> None:
    somebody = visitor(name)
    before = kept_out(snapshot())
    wrong = {
        str(line): (found, line.letter(name))
        for line in lines(world.cast)
        if (found := outcome(somebody, line, before)) != line.letter(name)
    }
    assert wrong == {}, "(as it is, as the table says)"


@pytest.mark.parametrize("name", EVERYONE)
def test_a_button_shows_exactly_where_its_answer_would_be_yes(
    world: World, visitor: Visitors, name: str
) -> None:
    somebody = visitor(name)
    wrong = [
        f"{line} shows: {shows(somebody, line)}"
        for line in lines(world.cast)
        if line.shown_at != "-" and shows(somebody, line) != (line.letter(name) == "y")
    ]
    assert wrong == []


def shows(somebody: Visitor, line: Line) -> bool:
    """Whether the page has the form, or the link to the page of the form."""
    answer = somebody.get(line.shown_at)
    leads = Markup(answer.content.decode()).leads_to() if answer.status_code == 200 else set()
    return bool({f"POST {line.path}", f"GET {line.path}"} & leads)


@pytest.mark.parametrize("name", EVERYONE)
def test_the_button_of_following_says_what_it_will_do(
    world: World, visitor: Visitors, name: str
) -> None:
    """Its form stands on the page for reactions too, so the button itself is looked at."""
    topic = world.cast.topics["public"].pk
    page = Markup(visitor(name).get(f"/t/{topic}").content.decode())
    buttons = [given["formaction"] for _, given in page.tags if given.get("id") == "follow-button"]
    already = name in ("parent", "ambassador")
    signed_in = name not in ("stranger", "blocked")
    verb = "unfollow" if already else "follow"
    assert buttons == ([f"/t/{topic}/{verb}"] if signed_in else [])


@pytest.mark.parametrize("name", EVERYONE)
def test_the_spaces_to_ask_in_are_those_where_one_may(
    world: World, visitor: Visitors, name: str
) -> None:
    somebody = visitor(name)
    answer = somebody.get("/ask")
    offered = {
        given["value"]
        for tag, given in Markup(answer.content.decode()).tags
        if tag == "option" and given.get("value")
    }
    taken = {
        space.slug
        for space in Space.objects.all()
        if somebody.post("/ask", WORDS | {"space": space.slug})
        .get("Location", "")
        .startswith("/t/")
    }
    assert offered == taken
