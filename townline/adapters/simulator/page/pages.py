"""HTML of the page and of the pieces that live updates replace."""

import datetime as dt
import secrets
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from townline.adapters.simulator.network import outbox, texts, trouble
from townline.adapters.simulator.network.exchange import Exchange
from townline.adapters.simulator.page import album, residents, words
from townline.adapters.simulator.page.markup import Markup, fill, join_markup
from townline.adapters.simulator.page.residents import Language, Phone
from townline.adapters.simulator.photo_calls import calls, photos
from townline.platform.core.text.linked import link_addresses

_MARKS = {"sent": "waiting", "taken": "done", "refused": "bad", "arrived": "done"}


@dataclass(frozen=True, slots=True)
class Pages:
    """Writes pages about one exchange for one district; ``takes_photos``: it has a door."""

    exchange: Exchange
    district: dict[str, str]
    zone: ZoneInfo
    takes_photos: bool = False

    def page(
        self,
        phone: Phone,
        language: Language,
        *,
        problem: photos.FormProblem | None = None,
        body: str = "",
    ) -> Markup:
        """Write the whole page of a phone; ``problem`` is what is wrong with the form."""
        known, line = words.of(language), self._line(language)
        conversation = texts.of_phone(self.exchange.db, phone.number)
        troubles = trouble.armed_troubles(self.exchange.db)
        return fill(
            "page",
            known,
            language=language,
            slug=phone.slug,
            name=phone.name[language],
            number=phone.number,
            line=line,
            large=" large" if phone.large else "",
            thread=known["thread"].format(line=line),
            version=max((text.version for text in conversation), default=0),
            empty_hidden=" hidden" if conversation else "",
            phones=_phones(phone, language),
            texts=join_markup([self.text(text, language) for text in conversation]),
            examples=_examples(phone, language),
            # Open for who comes first; later the conversation needs the room.
            examples_open="" if conversation else " open",
            key=secrets.token_urlsafe(12),
            problem=self._page_sentence(problem, language) if problem else "",
            problem_title=f"{known['error']} " if problem else "",
            invalid=_invalid(problem),
            chooser=album.chooser(known, problem) if self.takes_photos else "",
            body=body,
            network=self.network(language),
            trouble_open=" open" if any(troubles.values()) else "",
            troubles=self.troubles(phone.slug, language),
        )

    def text(self, text: texts.HandsetText, language: Language) -> Markup:
        """Write one bubble."""
        known = words.of(language)
        pictures = photos.photos_of_text(self.exchange.db, text.id)
        fate = [known[f"state_{text.state}"]]
        if text.parts > 1:
            fate.append(known["parts"].format(parts=text.parts))
        return fill(
            "text",
            known,
            id=text.id,
            direction=text.direction,
            state=text.state,
            who=known["me" if text.direction == "sent" else "them"],
            # What the office sends opens as on a telephone.
            body=Markup(link_addresses(text.body)) if text.direction == "received" else text.body,
            pictures=album.pictures(pictures, known),
            bubble_hidden=" hidden" if pictures and not text.body.strip() else "",
            mark=fill(f"mark_{_MARKS[text.state]}", known),
            datetime=text.at.isoformat(timespec="seconds"),
            moment=words.moment(
                text.at, now=dt.datetime.now(dt.UTC), zone=self.zone, language=language
            ),
            fate=" · ".join(fate),
        )

    def network(self, language: Language) -> Markup:
        """Write whether the line is bound, and what waits for it."""
        known, up = words.of(language), bool(self.exchange.links)
        waiting = outbox.waiting(self.exchange.db) + calls.waiting(self.exchange.db)
        return fill(
            "network",
            known,
            kind="up" if up else "down",
            mark=fill("mark_done" if up else "mark_bad", known),
            link=known["link_up" if up else "link_down"],
            waiting=known["waiting"].format(waiting=waiting) if waiting else "",
        )

    def troubles(self, slug: str, language: Language) -> Markup:
        """Write the list of troubles, with what each still has to do."""
        known, armed = words.of(language), trouble.armed_troubles(self.exchange.db)
        return join_markup(
            [_trouble(known, kind, armed.get(kind, 0), slug) for kind in trouble.KINDS]
        )

    def announcement(self, text: texts.HandsetText, language: Language) -> str:
        """Give what a screen reader hears when a bubble appears or changes; "" for nothing."""
        return words.of(language).get(f"{text.state}_said", "").format(body=text.body)

    def problem_sentence(self, problem: photos.FormProblem, language: Language) -> str:
        """Give the sentence about what is wrong with a form."""
        known = words.of(language)
        sentence = known[problem.word].format(names=problem.names, **album.limits())
        return f"{known['error']} {sentence}"

    def _page_sentence(self, problem: photos.FormProblem, language: Language) -> str:
        sentence = self.problem_sentence(problem, language)
        # A page that is drawn anew cannot keep files, as a script can.
        return (
            f"{sentence} {words.of(language)['photos_again']}"
            if problem.field == "photos"
            else sentence
        )

    def problem(self, word: str, language: Language) -> Markup:
        """Write a page that only says what is wrong."""
        known = words.of(language)
        return fill("problem", known, language=language, heading=known[word])

    def _line(self, language: Language) -> str:
        return words.of(language)["line"].format(district=self.district[language])


def _invalid(problem: photos.FormProblem | None) -> Markup | str:
    wrong = problem is not None and problem.field == "body"
    return Markup(' aria-invalid="true"') if wrong else ""


def _phones(chosen: Phone, language: Language) -> Markup:
    known = words.of(language)
    return join_markup(
        [
            fill(
                "phone",
                known,
                slug=phone.slug,
                current=Markup(' aria-current="page"') if phone == chosen else "",
                name=phone.name[language],
                number=phone.number,
                about=phone.about[language],
            )
            for phone in residents.phones()
        ]
    )


def _examples(phone: Phone, language: Language) -> Markup:
    known = words.of(language)
    return join_markup(
        [
            fill("example", known, number=number, body=body, language=phone.language)
            for number, body in enumerate(phone.examples)
        ]
    )


def _trouble(known: dict[str, str], kind: trouble.Kind, times: int, slug: str) -> Markup:
    lasting = kind in trouble.LASTING
    on = known["is_on"] if lasting else known["armed"].format(times=times)
    action = "do" if not lasting else "turn_off" if times else "turn_on"
    return fill(
        "trouble",
        known,
        slug=slug,
        kind=kind,
        times=0 if lasting and times else 1,
        label=known[kind],
        armed=on if times else "",
        about=known[f"{kind}_about"],
        action=known[action],
    )
