//! The rules once more, told as slowly and plainly as they can be, against the index on random catalogs.

use std::fmt;

use proptest::prelude::*;
use proptest::sample::select;

use crate::resolve::tests::*;

/// What a text names, without the words of an error.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    Nothing,
    One(Entry),
    Several(Vec<Entry>),
    Empty,
}

fn by_index(catalog: &Catalog, text: &str) -> Named {
    match resolve(catalog, text, TODAY) {
        Ok(entry) => Named::One(entry),
        Err(NameError::Empty) => Named::Empty,
        Err(NameError::Unknown { nearest, .. }) => {
            assert!(nearest.len() <= 5);
            Named::Nothing
        }
        Err(NameError::Ambiguous {
            candidates, more, ..
        }) => {
            assert!(candidates.len() == 10 || more == 0);
            let entry = |candidate: &Candidate| resolve(catalog, &candidate.name, TODAY).unwrap();
            let mut entries: Vec<Entry> = candidates.iter().map(entry).collect();
            entries.sort();
            Named::Several(entries)
        }
    }
}

fn entries(catalog: &Catalog) -> Vec<Entry> {
    let exams = catalog.exam_indices().map(Entry::Exam);
    let certifications = catalog.certification_indices().map(Entry::Certification);
    exams.chain(certifications).collect()
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "it is handed to `retain` and `filter`"
)]
fn is_exam(entry: &Entry) -> bool {
    matches!(entry, Entry::Exam(_))
}

fn squeeze(text: &str) -> String {
    text.to_lowercase().replace(['-', ' '], "")
}

fn alike(text: &str) -> String {
    let text = text.to_lowercase().replace('-', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn slug(catalog: &Catalog, entry: Entry) -> Option<&str> {
    match entry {
        Entry::Exam(_) => None,
        Entry::Certification(index) => catalog.certification(index).slug.as_deref(),
    }
}

fn one_or_several(entries: Vec<Entry>) -> Option<Named> {
    match entries.len() {
        0 => None,
        1 => Some(Named::One(entries[0])),
        _ => Some(Named::Several(entries)),
    }
}

fn preferred(catalog: &Catalog, mut entries: Vec<Entry>) -> Option<Named> {
    let open = |entry: &Entry| catalog.status(*entry, TODAY).is_open();
    if entries.iter().any(open) {
        entries.retain(open);
    }
    if entries.iter().any(|entry| !is_exam(entry)) {
        entries.retain(|entry| !is_exam(entry));
    }
    one_or_several(entries)
}

fn naive(catalog: &Catalog, text: &str) -> Named {
    let mut admitted = entries(catalog);
    let mut rest = text.trim();
    while let Some((word, behind)) = rest.split_once(':') {
        let word = word.trim().to_lowercase();
        let provider = |entry: &Entry| &catalog.provider(catalog.facts(*entry).provider).id;
        match word.as_str() {
            "exam" => admitted.retain(is_exam),
            "cert" => admitted.retain(|entry| !is_exam(entry)),
            _ if catalog.providers.iter().any(|provider| provider.id == word) => {
                admitted.retain(|entry| *provider(entry) == word);
            }
            _ => break,
        }
        rest = behind.trim();
    }
    if rest.is_empty() {
        return Named::Empty;
    }
    let forced = rest != text.trim();
    let mut named = first_rules(catalog, &admitted, rest);
    if named.is_none() && forced {
        let all = entries(catalog);
        let called = all
            .into_iter()
            .filter(|&entry| is_called(catalog, entry, text));
        named = preferred(catalog, called.collect());
    }
    named
        .or_else(|| last_rules(catalog, &admitted, rest))
        .unwrap_or(Named::Nothing)
}

fn first_rules(catalog: &Catalog, admitted: &[Entry], text: &str) -> Option<Named> {
    let named = |among: &[Entry], fits: &dyn Fn(&str) -> bool| -> Vec<Entry> {
        let fits = |entry: &&Entry| fits(catalog.bare_name(**entry));
        among.iter().filter(fits).copied().collect()
    };
    let coded = |among: &[Entry], text: &str| {
        let written = named(among, &|name| name.to_lowercase() == text.to_lowercase());
        if written.is_empty() {
            named(among, &|name| squeeze(name) == squeeze(text))
        } else {
            written
        }
    };
    let mut found = coded(admitted, text);
    let twins = found.clone();
    found.retain(|&exam| {
        let is_twin = |&cert: &Entry| {
            let name = |entry| catalog.bare_name(entry).to_lowercase();
            let provider = |entry| catalog.facts(entry).provider;
            !is_exam(&cert) && name(cert) == name(exam) && provider(cert) == provider(exam)
        };
        !is_exam(&exam) || !twins.iter().any(is_twin)
    });
    if found.is_empty() {
        let lower = text.to_lowercase();
        let behind = lower.strip_prefix("exam ");
        let code = behind.unwrap_or(&lower).split(':').next().unwrap().trim();
        if behind.is_some() || text.contains(':') {
            let exams: Vec<Entry> = admitted.iter().copied().filter(is_exam).collect();
            found = coded(&exams, code);
        }
    }
    if let Some(named) = one_or_several(found) {
        return Some(named);
    }
    if let Some(entry) = addressed(catalog, admitted, text) {
        return Some(Named::One(entry));
    }
    let called = |entry: &&Entry| is_called(catalog, **entry, text);
    preferred(catalog, admitted.iter().filter(called).copied().collect())
}

/// Reads an address as it is generated below: lower-case hosts, `en-us` or no locale.
fn place(text: &str) -> Option<(String, Vec<String>)> {
    let text = text.to_lowercase();
    let text = text.strip_prefix("https://").unwrap_or(&text);
    let text = text.split(['?', '#']).next().unwrap();
    let (host, path) = text.split_once('/')?;
    let parts = path
        .split('/')
        .filter(|part| !part.is_empty() && *part != "en-us");
    Some((host.to_owned(), parts.map(str::to_owned).collect()))
}

fn addressed(catalog: &Catalog, admitted: &[Entry], text: &str) -> Option<Entry> {
    let (host, parts) = place(text)?;
    let (last, before) = parts.split_last()?;
    let own_page = |entry: Entry| place(&catalog.facts(entry).page) == place(text);
    let fits = |entry: &&Entry| {
        let provider = catalog.provider(catalog.facts(**entry).provider);
        let named = catalog.bare_name(**entry).to_lowercase() == *last;
        let slug = slug(catalog, **entry) == Some(last.as_str());
        provider.hosts.iter().any(|known| *known == host) && (named || slug || own_page(**entry))
    };
    let fitting: Vec<Entry> = admitted.iter().filter(fits).copied().collect();
    let (exams, certifications): (Vec<_>, Vec<_>) = fitting.into_iter().partition(is_exam);
    let chosen = if before.iter().any(|part| part == "exams") {
        if exams.is_empty() {
            certifications
        } else {
            exams
        }
    } else if certifications.is_empty() {
        exams.into_iter().filter(|&exam| own_page(exam)).collect()
    } else {
        certifications
    };
    (chosen.len() == 1).then(|| chosen[0])
}

fn is_called(catalog: &Catalog, entry: Entry, text: &str) -> bool {
    let facts = catalog.facts(entry);
    let prefixes = &catalog.provider(facts.provider).title_prefixes;
    let forms = |title: &str| {
        let whole = alike(title);
        let mut forms = vec![whole.clone()];
        for prefix in prefixes.iter() {
            let prefix = alike(prefix);
            if let Some(rest) = whole.strip_prefix(&prefix) {
                let inside = !prefix.ends_with(':') && rest.starts_with(char::is_alphanumeric);
                if !inside && !rest.trim().is_empty() {
                    forms.push(rest.trim().to_owned());
                }
            }
        }
        forms
    };
    let titles = facts.aliases.iter().map(AsRef::as_ref);
    let mut titles = titles.chain(slug(catalog, entry)).chain([&*facts.title]);
    let asked = forms(text);
    titles.any(|title| {
        let same = |form: &String| !form.is_empty() && asked.contains(form);
        forms(title).iter().any(same)
    })
}

fn last_rules(catalog: &Catalog, admitted: &[Entry], text: &str) -> Option<Named> {
    let beginning = alike(text).replace(' ', "-") + "-";
    let begins =
        |entry: &&Entry| !is_exam(entry) && catalog.bare_name(**entry).starts_with(&beginning);
    let begun: Vec<Entry> = admitted.iter().filter(begins).copied().collect();
    if beginning != "-" && !begun.is_empty() {
        return preferred(catalog, begun);
    }
    let words = |text: &str| -> Vec<String> {
        let text = text.to_lowercase();
        let is_in = |letter: char| letter.is_alphanumeric() || letter == '+';
        let words = text.split(|letter| !is_in(letter));
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let asked = words(text);
    let has_all = |entry: &&Entry| {
        let title = words(&catalog.facts(**entry).title);
        !asked.is_empty() && asked.iter().all(|word| title.contains(word))
    };
    preferred(catalog, admitted.iter().filter(has_all).copied().collect())
}

const IDS: [&str; 9] = [
    "a", "a-1", "ab", "a-b", "b-2", "a-b-c", "a-b-one", "one-two", "one",
];
const CODES: [&str; 9] = [
    "A-1", "A1", "A.1", "AB", "B-2", "ONE", "One.2", "exam", "A-B",
];
const WORDS: [&str; 12] = [
    "One",
    "two",
    "A",
    "B-C",
    "Va Certified:",
    "Vb",
    "Vbone",
    "(x)",
    "A+",
    "1",
    "-",
    "exam",
];
const PLACES: [&str; 5] = [
    "https://h1.x/",
    "https://h1.x/en-us/exams/",
    "https://h2.x/y/",
    "h2.x/exams/en/",
    "https://h3.x/",
];

fn segment() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => select(&IDS[..]), 4 => select(&CODES[..]), 1 => Just("all"), 1 => Just("")]
}

fn title() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&WORDS[..]), 1..4).prop_map(|words| words.join(" "))
}

fn common() -> impl Strategy<
    Value = (
        u32,
        String,
        Vec<String>,
        String,
        Option<&'static str>,
        Option<&'static str>,
    ),
> {
    let page =
        (select(&PLACES[..]), segment()).prop_map(|(place, segment)| format!("{place}{segment}/"));
    let aliases = prop::collection::vec(title(), 0..2);
    let dates = prop::option::weighted(0.3, select(&["2020", "2030"][..]));
    (0..3u32, title(), aliases, page, dates.clone(), dates)
}

/// A catalog that prints a line for each entry.
struct Shelf(Catalog);

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        entries(&self.0).into_iter().try_for_each(|entry| {
            let facts = self.0.facts(entry);
            let name = typed(&self.0, entry);
            let status = self.0.status(entry, TODAY);
            let (title, aliases, slug) = (&facts.title, &facts.aliases, slug(&self.0, entry));
            writeln!(
                f,
                "{name} {status} {title:?} {aliases:?} {slug:?} {}",
                facts.page
            )
        })
    }
}

fn any_catalog() -> impl Strategy<Value = Shelf> {
    let exams = prop::collection::vec((select(&CODES[..]), common()), 0..7);
    let slugs = prop::option::of(select(&IDS[..]));
    let certifications = prop::collection::vec((select(&IDS[..]), slugs, common()), 0..7);
    (exams, certifications).prop_map(|(exams, certifications)| {
        let fill = |facts: &mut Facts,
                    aliases: Vec<String>,
                    available: Option<&str>,
                    retires: Option<&str>| {
            facts.aliases = aliases.into_iter().map(Text::from).collect();
            facts.available = available.map(|date| date.parse().unwrap());
            facts.retires = retires.map(|date| date.parse().unwrap());
        };
        let mut taken: Vec<Exam> = Vec::new();
        for (code, (provider, title, aliases, page, available, retires)) in exams {
            let mut exam = exam(provider, code, &title, &page);
            fill(&mut exam.facts, aliases, available, retires);
            if !taken.iter().any(|other| {
                (&other.code, other.facts.provider) == (&exam.code, exam.facts.provider)
            }) {
                taken.push(exam);
            }
        }
        let mut earned: Vec<Certification> = Vec::new();
        for (id, slug, (provider, title, aliases, page, available, retires)) in certifications {
            let mut certification = certification(provider, id, &title, &page);
            certification.slug = slug.map(Text::from);
            fill(&mut certification.facts, aliases, available, retires);
            if !earned.iter().any(|other| {
                (&other.id, other.facts.provider)
                    == (&certification.id, certification.facts.provider)
            }) {
                earned.push(certification);
            }
        }
        let providers = vec![
            provider("va", &["h1.x"], &["Va Certified:"]),
            provider("vb", &["h1.x", "h2.x"], &["Vb", "Vb Certified"]),
            provider("vc", &[], &[]),
        ];
        Shelf(crate::resolve::tests::catalog(providers, taken, earned))
    })
}

fn any_text() -> impl Strategy<Value = String> {
    let force = prop_oneof![5 => Just(""), 1 => select(&["exam:", "cert: ", "va:", "VB:", "vc : exam:", "cert:va:", "Exam ", "va:vb:"][..])];
    let name = prop_oneof![
        select(&IDS[..]).prop_map(str::to_owned),
        select(&CODES[..]).prop_map(str::to_owned),
        title(),
        (select(&CODES[..]), title()).prop_map(|(code, title)| format!("{code}: {title}")),
        (
            select(&PLACES[..]),
            segment(),
            select(&["", "/", "?x/y", "/#z"][..])
        )
            .prop_map(|(place, segment, rest)| format!("{place}{segment}{rest}")),
    ];
    let change = prop_oneof![
        4 => Just(("", "")), 1 => Just(("-", " ")), 1 => Just((" ", "-")), 1 => Just(("-", "")), 1 => Just((" ", "  ")),
    ];
    (force, name, change, any::<[bool; 8]>()).prop_map(|(force, name, (from, to), upper)| {
        let name = if name.contains('/') || from.is_empty() {
            name
        } else {
            name.replace(from, to)
        };
        let cased = name
            .chars()
            .zip(upper.into_iter().cycle())
            .map(|(letter, upper)| {
                if upper {
                    letter.to_ascii_uppercase()
                } else {
                    letter
                }
            });
        format!("{force}{}", cased.collect::<String>())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_the_rules_say(Shelf(catalog) in any_catalog(), texts in prop::collection::vec(any_text(), 12)) {
        for text in texts {
            let expected = naive(&catalog, &text);
            let found = by_index(&catalog, &text);
            // An address that several share names none of them, but the error lists them.
            let shared = text.contains('/') && matches!(found, Named::Several(_));
            if !(shared && expected == Named::Nothing) {
                prop_assert_eq!(found, expected, "{}", text);
            }
        }
    }

    #[test]
    fn no_text_panics(any in any::<String>(), near in "[-A-Z0-9a:/@,#? .é\u{2011}\u{202e}]{0,40}") {
        let catalog = shelf();
        for text in [format!("{near}{any}"), any, near] {
            let _ = resolve(&catalog, &text, TODAY).map_err(|error| (error.to_string(), error.hint()));
            let _ = resolve_list(&catalog, &text, TODAY);
            let _ = holdings(&catalog, &text, TODAY).map_err(|error| (error.to_string(), error.hint()));
            let _ = holding_lines(&catalog, &text, TODAY);
        }
    }
}
