"""Pages that are read: lists of conversations, one conversation, one post's address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from alongside.discussions import reads
from alongside.discussions.actions import mark_read
from alongside.discussions.forms import WriteForm
from alongside.discussions.printing import neighbours, printed
from alongside.discussions.reads.lists import SHOWS
from alongside.discussions.reads.posts import post_address, post_place
from alongside.discussions.reads.shapes import TopicPage
from alongside.discussions.reads.topic import reading_place
from alongside.discussions.views.agreeing import ask_to_agree
from alongside.discussions.views.care import care_beside
from alongside.discussions.views.kept import take_kept
from alongside.discussions.writer import writer_mark
from alongside.kernel.pages import page, see
from alongside.kernel.templating import url
from alongside.people.access import members_only
from alongside.people.viewer import PersonRequest

PAGE_DIGITS = 9


@require_safe
def spaces(request: PersonRequest) -> HttpResponse:
    return page(request, "discussions/spaces.html", sections=reads.section_lines(request.viewer))


@require_safe
def topics(request: PersonRequest, slug: str = "") -> HttpResponse:
    """Conversations of one space, or of all."""
    show = request.GET.get("show", "newest")
    if show not in SHOWS or (show == "followed" and not request.viewer.signed_in):
        show = "newest"
    found = reads.topic_list(
        request.viewer, slug=slug, show=show, after=request.GET.get("after", "")
    )
    if found is None:
        raise Http404
    return page(request, "discussions/topics.html", page=found)


@require_safe
@members_only
def following(request: PersonRequest) -> HttpResponse:
    found = reads.following_page(request.viewer, request.GET.get("after", ""))
    return page(request, "discussions/following.html", page=found)


@require_safe
def topic(request: PersonRequest, topic_id: int) -> HttpResponse:
    found = reads.topic_page(request.viewer, topic_id, _page_number(request))
    if found is None:
        raise Http404
    opening, replies = printed(request.viewer, found, care_beside(request, found))
    return page(
        request, "discussions/topic.html",
        page=found, form=_reply_form(request, found), opening=opening, replies=replies,
        neighbours=neighbours(request.viewer, found),
    )  # fmt: skip


def _page_number(request: HttpRequest) -> int | None:
    asked = request.GET.get("page", "1")
    if asked == "last":
        return None
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= PAGE_DIGITS else 0


def _reply_form(request: PersonRequest, found: TopicPage) -> WriteForm | None:
    """The form at the end of the last page, with what this person began to write."""
    if not found.may_reply or found.pages.number < found.pages.count:
        return None
    place = f"topic:{found.id}"
    mark = writer_mark(request.viewer)
    form = WriteForm(url("topic_reply", found.id), place, "Post reply", mark, body=found.draft)
    form.token = found.token or form.token
    return take_kept(request, ask_to_agree(request, form))


@require_safe
def post(request: PersonRequest, post_id: int) -> HttpResponse:
    """A post's own address leads to its place on the page of its conversation."""
    place = post_place(request.viewer, post_id)
    if place is None:
        raise Http404
    return HttpResponseRedirect(post_address(*place))


@require_safe
def topic_unread(request: PersonRequest, topic_id: int) -> HttpResponse:
    """To the first post this person has not read; the last one when all are read."""
    place = reading_place(request.viewer, topic_id)
    if place is None:
        raise Http404
    mark, last = place
    return HttpResponseRedirect(post_address(topic_id, min(mark + 1, last)))


@require_POST
@members_only
def topic_reading(request: PersonRequest, topic_id: int) -> HttpResponse:
    """How far this person has read: `number` from the script, `read` from the button."""
    pressed = request.POST.get("read", "")
    number = pressed or request.POST.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) <= PAGE_DIGITS):
        return HttpResponse("Say a number.", status=400, content_type="text/plain")
    reached = mark_read(request.viewer, topic_id, int(number))
    return see(post_address(topic_id, reached)) if pressed else HttpResponse(status=204)
