//! Names that are titles and other names of entries, in words.

use crate::catalog::fold;
use crate::catalog::model::{Entry, ProviderIndex};
use crate::catalog::names::{Name, NameIndex};
use crate::resolve::choose::keep_if_any;
use crate::resolve::name::{Found, Reading};
use crate::resolve::providers::{Cut, Issuer};
use crate::resolve::{Purpose, vague, version};

/// Most words of a name that can be a title.
const MOST_WORDS: usize = 40;

/// How many words show which certification is meant where a word such as `Certified` is left out.
const DISTINCT_WORDS: usize = 3;

impl Reading<'_> {
    /// Rule 3: a whole name, with or without its provider's name and words that name nothing around it; an exact one
    /// before one that has the same words. A bare role, level or topic names nothing.
    pub(in crate::resolve) fn titled(&self, words: &[String]) -> Found {
        let mut found = self.titled_somehow(words);
        if !found.is_empty() {
            self.drop_vague(&mut found, words);
        }
        // `Certified Cloud Security Professional Certification`
        if let (true, Some((last, title))) = (found.is_empty(), words.split_last())
            && fold::is_noise(last)
        {
            found = self.exactly_titled(title);
            self.drop_vague(&mut found, title);
        }
        found
    }

    /// Leaves out what words do not mean that name a role, a level or a topic alone.
    pub(super) fn drop_vague(&self, found: &mut Found, words: &[String]) {
        // With hyphens it is an id or the last part of an address.
        if self.text.contains('-') && !self.text.contains(char::is_whitespace) {
            return;
        }
        let one_level = |words: &[String]| matches!(words, [one] if vague::is_level(one));
        let is_meant = |entry| self.is_meant(entry, words);
        if self.providers.are_name(words) {
            found.retain(|&entry| vague::is_spelled(self.catalog, entry, words));
            return;
        }
        if self.knows_provider() {
            let core = fold::without_noise(words);
            if one_level(&core) {
                found.retain(|&entry| is_meant(entry));
            } else if let (Some(word), true) = (self.plain_word(words), core == words) {
                found.retain(|&entry| {
                    let has = [vague::is_spelled, vague::is_title];
                    let has = has.into_iter().any(|is| is(self.catalog, entry, words));
                    has || self.is_called(entry, word)
                });
            }
        } else if self.providers.are_vague(words) {
            found.retain(|&entry| is_meant(entry));
        } else if (self.providers.cut(words).iter()).any(|cut: &Cut<'_>| one_level(cut.rest)) {
            let is_title = |entry| vague::is_title(self.catalog, entry, words);
            found.retain(|&entry| is_meant(entry) || is_title(entry));
        }
    }

    /// Returns the only word of a name, or the product beside its provider's name, where that is no acronym: `Office`,
    /// `Microsoft Office`.
    fn plain_word<'w>(&self, words: &'w [String]) -> Option<&'w [String]> {
        let is_product = |rest: &&[String]| rest.len() == 1 && !self.providers.are_vague(rest);
        let cuts = self.providers.cut(words).into_iter();
        let product = cuts.map(|cut| cut.rest).find(is_product);
        let word = if words.len() == 1 { words } else { product? };
        let is_plain = |word: &String| word.chars().all(char::is_alphabetic);
        (word.iter().all(is_plain) && !fold::is_acronym(self.text)).then_some(word)
    }

    /// Returns whether a word is all that a title has beside the name of its provider: `Copilot` of `GitHub Copilot`. A role
    /// or a topic, such as `Security`, is too little.
    fn is_called(&self, entry: Entry, word: &[String]) -> bool {
        let facts = self.catalog.facts(entry);
        let is_title = |title: &str| {
            let title = fold::words(title);
            let cuts = self.providers.cut(&title);
            cuts.iter()
                .any(|cut| cut.rest == word && cut.providers.contains(&facts.provider))
        };
        let mut titles = facts.aliases.iter().chain([&facts.title]);
        !self.providers.are_vague(word) && titles.any(|title| is_title(title))
    }

    /// Returns whether words that name a role, a level or a topic mean an entry all the same: they are the whole of its title,
    /// or so many that no certification of another provider has all of them, or, as something to reach, its id.
    pub(super) fn is_meant(&self, entry: Entry, words: &[String]) -> bool {
        let sought = self.purpose == Purpose::Sought && words.len() > 1;
        sought && vague::is_called(self.catalog, entry, words)
            || !self.providers.are_role(words)
                && (vague::is_titled(self.catalog, entry, words)
                    || vague::is_alone(self.catalog, entry, words))
    }

    pub(super) fn knows_provider(&self) -> bool {
        self.qualifier.names_provider() || matches!(self.issuer, Issuer::Providers(_))
    }

    /// Returns what is called so, however little that says: by the first way that finds anything.
    pub(in crate::resolve) fn titled_somehow(&self, words: &[String]) -> Found {
        if words.is_empty() || words.len() > MOST_WORDS {
            return Found::new();
        }
        let exact = self.exactly_titled(words);
        let core = fold::without_noise(words);
        if core.is_empty() || !exact.is_empty() {
            return exact;
        }
        let (index, key) = (&self.catalog.names, fold::key(&core));
        let known = self.knows_provider();
        let certified = words.first().is_some_and(|first| fold::is_certified(first));
        let only_if = |is: bool, names| {
            if is {
                self.admitted(names)
            } else {
                Found::new()
            }
        };
        let ways: [&dyn Fn() -> Found; 6] = [
            &|| self.titled_with_provider(words, NameIndex::title),
            &|| self.admitted(index.title(&key)),
            &|| self.titled_with_provider(&core, NameIndex::title),
            &|| {
                only_if(
                    known || certified || core.len() >= DISTINCT_WORDS,
                    index.core(&key),
                )
            },
            &|| self.titled_with_provider(&core, NameIndex::core),
            &|| {
                let mut found = only_if(known, index.bare(&key));
                found.extend(self.titled_with_provider(&core, NameIndex::bare));
                found
            },
        ];
        let mut found = ways.into_iter().map(|way| way());
        let mut found = found.find(|found| !found.is_empty()).unwrap_or_default();
        self.drop_other_ids(&mut found, &core);
        found
    }

    /// Returns what is called by the words that are left without the name of its provider, or without its name twice.
    pub(super) fn titled_with_provider(
        &self,
        words: &[String],
        look: for<'n> fn(&'n NameIndex, &str) -> &'n [Name],
    ) -> Found {
        let mut found = Found::new();
        let mut add = |rest: &[String], providers: &[ProviderIndex]| {
            let mut names = self.admitted(look(&self.catalog.names, &fold::key(rest)));
            names.retain(|&entry| providers.contains(&self.catalog.facts(entry).provider));
            found.extend(names);
        };
        for cut in self.providers.cut(words) {
            add(cut.rest, &cut.providers);
            for mut again in self.providers.cut(cut.rest) {
                again.providers.retain(|p| cut.providers.contains(p));
                add(again.rest, &again.providers);
            }
        }
        found
    }

    /// Leaves out what only has the letters for its id, if something else is called so: `CISSP` is not `CIS-SP`.
    pub(super) fn drop_other_ids(&self, found: &mut Found, words: &[String]) {
        let key = fold::key(words);
        keep_if_any(found, |entry| {
            let id = fold::words(self.catalog.bare_name(entry));
            fold::key(&id) != key || vague::is_spelled(self.catalog, entry, words)
        });
    }

    /// Returns what has the whole name, and rather what has it with its provider's than what has it without.
    pub(super) fn exactly_titled(&self, words: &[String]) -> Found {
        let key = &fold::key(words);
        let mut found = self.admitted(self.catalog.names.title(key));
        let is_whole = |&entry: &Entry| {
            let facts = self.catalog.facts(entry);
            let mut titles = facts.aliases.iter().chain([&facts.title]);
            let has_key = |title: &str| fold::key(&fold::words(title)) == *key;
            titles.any(|title| {
                has_key(title) || fold::without_acronym(title).is_some_and(|bare| has_key(&bare))
            })
        };
        let provider = |&entry: &Entry| self.catalog.facts(entry).provider;
        let several = found
            .windows(2)
            .any(|pair| provider(&pair[0]) != provider(&pair[1]));
        if words.len() > 1 && several && found.iter().any(is_whole) {
            found.retain(is_whole);
        }
        if several {
            self.drop_other_ids(&mut found, words);
        }
        found
    }

    /// Returns what is called so without a version or a year, which its provider may put into a title. A title with a number
    /// of its own means no other.
    pub(in crate::resolve) fn loosely_titled(&self, words: &[String]) -> Found {
        let unversioned = version::without_version(words);
        let undated = version::without_years(&unversioned);
        let unnumbered = version::without_numbers(&undated);
        let mut len = words.len();
        for fewer in [unversioned, undated, unnumbered] {
            if fewer.len() == len {
                continue;
            }
            len = fewer.len();
            let mut found = self.titled(&fewer);
            found.retain(|&entry| version::may_have(&self.catalog.facts(entry).title, words));
            if !found.is_empty() {
                return found;
            }
        }
        Found::new()
    }
}
