//! The maps of a catalog and their keys: a new field begins here.

use crate::catalog::load::limits::{MOST_DAYS, MOST_MINUTES, MOST_MONTHS};
use crate::catalog::load::schema::{Key, Map, Shape, key, must};

const PROVIDER: Key = key("provider", Shape::Id, "The provider's id, where the file does not say it at its top.");
const LEVEL: Key = key("level", Shape::Text, "One of the provider's levels. Required in a new entry.");
const AVAILABLE: Key = key("available", Shape::Date,
    "The first regular day: YYYY-MM-DD, or YYYY-MM or YYYY where no more is known.");
const RETIRES: Key = key("retires", Shape::Date,
    "The last day on which it can be taken or earned. Absent: none is announced.");
const REPLACED_BY: Key = key("replaced-by", Shape::Names, "What the provider names as the next: codes or ids.");
const VALID_MONTHS: Key = key("valid-months", Shape::Validity,
    "How many months it counts; `none` never expires, `unknown` is not known. Absent: the level's.");
const EARLIER_VALIDITY: Key = key("earlier-validity", Shape::Maps(&EARLIER_VALIDITIES),
    "How long it counted that was earned up to a day. Absent: the level's.");
const RENEWAL: Key = key("renewal", Shape::Renewal(&RENEWAL_WAYS),
    "What keeps it alive: a word, or the ways. Absent: the level's, or else the provider's.");
const LASTS: Key = key("lasts", Shape::Lasts,
    "What ends it where that is not its own months: `{with: parts}`, `{with: parts, to: year-end}`, `{to: year-end}` or `{to: month-end}` for its own months, or `for-life`. Absent: the level's.");
const PRICE: Key = key("price-usd", Shape::Price, "The price of an attempt in US dollars, with at most two decimals.");
const ALIASES: Key = key("aliases", Shape::Texts { numbers: true }, "Former titles and ids, usual short names.");
const FOCUS: Key = key("focus", Shape::Text, "One line on what it is about, in our own words.");
const SKILLS: Key = key("skills", Shape::Texts { numbers: false }, "What is tested, in our own words.");
const AUDIENCE: Key = key("audience", Shape::Texts { numbers: false }, "Whom it is for, in our own words.");
const LEARNING: Key = key("learning", Shape::Maps(&LEARNINGS), "Where to learn for it.");
const TITLE: Key = key("title", Shape::Text, "The provider's title. Required in a new entry.");
const PAGE: Key = key("page", Shape::Text, "The provider's page on it. Required in a new entry.");
const SOURCES: Key = key("sources", Shape::Texts { numbers: false },
    "Where these facts were read, with the date where known. Required in a new entry.");
const CHECKED: Key = key("checked", Shape::Day, "The newest day on which a source was read. Required in a new entry.");
const CONFIDENCE: Key = key("confidence", Shape::Confidence,
    "high: the provider's page, or two sources that agree; medium: one third party; low: less. Required in a new entry.");
const DATES_CONFIDENCE: Key = key("dates-confidence", Shape::Confidence,
    "How sure the dates are, where they are less so than the rest.");
const NOTES: Key = key("notes", Shape::Text, "What is in doubt.");
const HIDDEN: Key = key("hidden", Shape::Switch, "`true` takes out what an earlier file has.");

/// A file of a catalog.
pub static FILE: Map = Map {
    name: "catalog",
    about: "A catalog of exams and certifications for certpath.",
    keys: &[
        key("format", Shape::Format, "The format of the catalog. Absent: 1."),
        key("provider", Shape::Id, "The id of the provider whose exams and certifications the file has."),
        key("providers", Shape::Maps(&PROVIDERS), "Providers."),
        key("exams", Shape::Maps(&EXAMS), "What one takes."),
        key("certifications", Shape::Maps(&CERTIFICATIONS), "What one earns."),
    ],
};

pub(in crate::catalog::load) static PROVIDERS: Map = Map {
    name: "provider",
    about: "A provider. One that an earlier file has is changed field by field; `null` removes a field.",
    keys: &[
        must("id", Shape::Id, "A short name in kebab-case; it stands before a colon where two providers have a name."),
        key("name", Shape::Text, "The provider's name. Required in a new entry."),
        key("url", Shape::Text, "The provider's page on its certifications."),
        key("hosts", Shape::Texts { numbers: false }, "The hosts whose addresses lead to the provider's pages."),
        key("title-prefixes", Shape::Texts { numbers: false }, "Beginnings of titles that people leave out."),
        key("aliases", Shape::Texts { numbers: true },
            "Other names by which people know the provider, former ones too."),
        key("issuers", Shape::Texts { numbers: true },
            "How whoever issues the provider's badges calls it, where that is not its name."),
        key("levels", Shape::Maps(&LEVELS), "The provider's levels, lowest first. Required in a new entry."),
        key("links", Shape::Links, "Patterns of addresses by name; {code} is the exam's code in lower case."),
        RENEWAL,
        HIDDEN,
    ],
};

pub(in crate::catalog::load) static LEVELS: Map = Map {
    name: "level",
    about: "One of a provider's levels.",
    keys: &[
        must("name", Shape::Text, "The provider's word for it."),
        must("rank", Shape::Number(1, 99),
            "Lines the providers up: 1 entry, 2 associate, 3 professional or expert, 4 above that."),
        PRICE,
        VALID_MONTHS,
        RENEWAL,
        key("renewal-window-months", Shape::Number(0, MOST_MONTHS),
            "How many months before its end it can be renewed, where a way of renewal does not say; so much longer may what has been retired be held."),
        EARLIER_VALIDITY,
        LASTS,
        key("links", Shape::Links, "Patterns that stand in place of the provider's; `null` takes one away."),
    ],
};

pub(in crate::catalog::load) static EXAMS: Map = Map {
    name: "exam",
    about: "Something one takes. One that an earlier file has is changed field by field; `null` removes a field.",
    keys: &[
        PROVIDER,
        must("code", Shape::Code, "The provider's code: AZ-400."),
        TITLE,
        LEVEL,
        key("beta", Shape::Date, "The first day as a beta."),
        AVAILABLE,
        RETIRES,
        REPLACED_BY,
        PRICE,
        key("minutes", Shape::Number(1, MOST_MINUTES), "How long it takes to take."),
        key("passing-score", Shape::TextOrNumber, "What a pass takes: 700 of 1000."),
        key("courses", Shape::Maps(&COURSES), "The provider's instructor-led courses."),
        key("requires", Shape::Requirement, "Only where one may not even take it without that."),
        key("pass-valid-months", Shape::Number(1, MOST_MONTHS),
            "How long a pass counts towards a certification. Absent: for ever."),
        key("versions", Shape::Maps(&VERSIONS),
            "What the exam was or will be under the same code, the earliest first."),
        ALIASES,
        FOCUS,
        SKILLS,
        AUDIENCE,
        LEARNING,
        key("practice", Shape::Text, "The address of the provider's practice assessment."),
        PAGE,
        SOURCES,
        CHECKED,
        CONFIDENCE,
        DATES_CONFIDENCE,
        NOTES,
        HIDDEN,
    ],
};

pub(in crate::catalog::load) static CERTIFICATIONS: Map = Map {
    name: "certification",
    about: "Something one earns. One that an earlier file has is changed field by field; `null` removes a field.",
    keys: &[
        PROVIDER,
        must("id", Shape::Id, "A short form of the title in kebab-case."),
        key("slug", Shape::TextOrNumber, "The last segment of the provider's page, where it differs from the id."),
        TITLE,
        LEVEL,
        key("roles", Shape::Texts { numbers: false }, "The roles that it is for, in kebab-case."),
        key("requires", Shape::TodaysRule,
            "What it requires; `unverified` where that could not be read from a source, `none` where no exam leads to it. Required in a new entry, but for provider `external`."),
        key("recommends", Shape::Requirement, "What helps and is never required."),
        key("also-needs", Shape::Texts { numbers: false },
            "What no exam gives: years of experience, an endorsement, an application. Required where `requires` is `none`."),
        key("rule-from", Shape::Date, "The first day of the rule, where the dates of its exams do not say it."),
        key("earlier-rules", Shape::Maps(&EARLIER_RULES), "What it required before, newest first."),
        AVAILABLE,
        RETIRES,
        REPLACED_BY,
        VALID_MONTHS,
        EARLIER_VALIDITY,
        RENEWAL,
        LASTS,
        ALIASES,
        FOCUS,
        SKILLS,
        AUDIENCE,
        LEARNING,
        PAGE,
        SOURCES,
        CHECKED,
        CONFIDENCE,
        DATES_CONFIDENCE,
        NOTES,
        HIDDEN,
    ],
};

pub(in crate::catalog::load) static EARLIER_RULES: Map = Map {
    name: "earlier-rule",
    about: "A rule by which a certification was earned.",
    keys: &[
        key("from", Shape::Date, "The rule's first day, where the dates of its exams do not say it."),
        must("until", Shape::Date, "The rule's last day."),
        must("requires", Shape::Rule, "What it required; `unverified` where that could not be read from a source."),
        key("sources", Shape::Texts { numbers: false }, "Where this was read."),
        key("confidence", Shape::Confidence, "How sure it is."),
        NOTES,
    ],
};

pub(in crate::catalog::load) static EARLIER_VALIDITIES: Map = Map {
    name: "earlier-validity",
    about: "A stretch of the past with another length of time.",
    keys: &[
        must("until", Shape::Date, "The last day of earning to which it applies."),
        must("valid-months", Shape::Validity, "How many months what was earned then counts, or `none` or `unknown`."),
    ],
};

pub(in crate::catalog::load) static RENEWAL_WAYS: Map = Map {
    name: "renewal-way",
    about: "A way in which a certification is kept.",
    keys: &[
        must("by", Shape::RenewalEvent,
            "What renews: a word for what a person does, exams to pass or certifications to earn."),
        key("effect", Shape::RenewalEffect,
            "restart: the months run anew from that day; extend: they are added to the last day; align: the last day becomes that of what is earned; fixed: the provider sets a day for all. Absent: restart."),
        key("months", Shape::Number(1, MOST_MONTHS), "Where they differ from the certification's."),
        key("window", Shape::Length, "How early it may be done: months, or days as 60d. Absent: at any time."),
        key("grace", Shape::Length, "How long after the last day it still works. It is not active meanwhile."),
        key("lapsed", Shape::Switch,
            "`true`: it brings back what lapsed at any time. Absent: it works while active only."),
        key("from", Shape::Date, "The first day of the way."),
        key("until", Shape::Date, "The last day of the way."),
        key("sources", Shape::Texts { numbers: false }, "Where this was read."),
        key("confidence", Shape::Confidence, "How sure it is."),
        NOTES,
    ],
};

pub(in crate::catalog::load) static COURSES: Map = Map {
    name: "course",
    about: "An instructor-led course.",
    keys: &[
        key("code", Shape::TextOrNumber, "The course's code."),
        key("days", Shape::Number(0, MOST_DAYS), "How many days it takes."),
    ],
};

pub(in crate::catalog::load) static VERSIONS: Map = Map {
    name: "version",
    about: "A version of an exam, under the same code as the others.",
    keys: &[
        must("title", Shape::TextOrNumber, "The version's name."),
        key("from", Shape::Date, "Its first day. Only the earliest version may do without."),
        key("until", Shape::Date, "Its last day. Only the latest version may do without."),
    ],
};

/// All certifications of a level, in place of the members of a gate.
pub static SET: Map = Map {
    name: "set",
    about: "All certifications of a level, but for the one that requires them.",
    keys: &[
        key("provider", Shape::Id, "The provider's id. Absent: the entry's own."),
        must("level", Shape::Text, "One of the provider's levels."),
    ],
};

pub(in crate::catalog::load) static LEARNINGS: Map = Map {
    name: "learning",
    about: "A place to learn.",
    keys: &[
        must("title", Shape::Text, "Its name."),
        must("url", Shape::Text, "Its address."),
    ],
};
