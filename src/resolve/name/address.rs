//! Names that are addresses: pages of providers, badges.

use crate::catalog::address::Address;
use crate::catalog::fold;
use crate::catalog::model::Entry;
use crate::resolve::name::{Found, Reading};
use crate::resolve::providers::{Issuer, ProviderNames};
use crate::resolve::qualifier::Qualifier;

impl Reading<'_> {
    /// Rule 2: an address. If several entries share it, all of them, and none is named.
    pub(super) fn by_address(&self) -> Found {
        let Some(address) = Address::read(self.text) else {
            return Found::new();
        };
        let mut from_last = address.segments().rev();
        let Some(segment) = from_last.next() else {
            return Found::new();
        };
        let of_exams = from_last.any(|segment| segment.eq_ignore_ascii_case("exams"));
        let (exams, certifications): (Found, Found) = self
            .at_segment(address, segment)
            .into_iter()
            .partition(|&entry| entry.exam().is_some());
        let (first, second) = if of_exams {
            (exams, certifications)
        } else {
            let own_page = |&entry: &Entry| self.has_page(entry, address);
            let exams = exams.into_iter().filter(own_page).collect();
            (certifications, exams)
        };
        if first.is_empty() { second } else { first }
    }

    /// Returns the certification that the words of the last part of an address name, of the provider whose page or badge it is:
    /// `credly.com/org/comptia/badge/comptia-security-ce-certification`, `comptia.org/certifications/security`.
    pub(super) fn by_words_of_address(&self) -> Option<Entry> {
        let address = Address::read(self.text)?;
        let mut segments: Vec<&str> = address.segments().collect();
        let last = segments.pop()?;
        let stem = last.split('.').next().unwrap_or(last);
        let segment = if stem == "index" {
            segments.pop()?
        } else {
            stem
        };
        let of_badge = segments.iter().position(|segment| *segment == "org");
        let issuer = match of_badge.and_then(|at| segments.get(at + 1)) {
            Some(org) => self.providers.issuer(self.catalog, &org.replace('-', " ")),
            None => ProviderNames::at_host(self.catalog, address.host),
        };
        if !matches!(issuer, Issuer::Providers(_)) {
            return None;
        }
        let words = segment.replace(['-', '_'], " ");
        // What is called `Security+` has no plus in its address.
        let plus = format!("{}+", fold::without_noise(&fold::words(&words)).join(" "));
        let named = [words.as_str(), &plus].map(|text| {
            let reading = Reading {
                text,
                issuer: issuer.clone(),
                qualifier: Qualifier::default(),
                ..self.clone()
            };
            let whole = reading.by_whole_name().or_else(|| reading.by_parts());
            whole.or_else(|| reading.chosen(reading.loosely_titled(&fold::words(text))))
        });
        let mut named = named.into_iter().flatten().flatten();
        named.find(|entry| entry.certification().is_some())
    }

    /// Returns what has the segment for a code, id or slug, or is on that very page.
    pub(super) fn at_segment(&self, address: Address<'_>, segment: &str) -> Found {
        let index = &self.catalog.names;
        let at_host = |&entry: &Entry| {
            let provider = self.catalog.facts(entry).provider;
            let hosts = &self.catalog.provider(provider).hosts;
            (hosts.iter()).any(|host| host.eq_ignore_ascii_case(address.host))
        };
        let by_slug_or_page = |&entry: &Entry| {
            let certification = entry.certification();
            let slug =
                certification.and_then(|index| self.catalog.certification(index).slug.as_deref());
            slug.is_some_and(|slug| slug.eq_ignore_ascii_case(segment))
                || self.has_page(entry, address)
        };
        let mut found = self.admitted(index.written(segment));
        let others = self.admitted(index.segment(&segment.to_ascii_lowercase()));
        found.extend(others.into_iter().filter(by_slug_or_page));
        found.retain(at_host);
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn has_page(&self, entry: Entry, address: Address<'_>) -> bool {
        let page = Address::read(&self.catalog.facts(entry).page);
        page.is_some_and(|page| page.is_same_page(address))
    }

    /// Returns whether what is between commas are addresses: their commas are none of a path or a query.
    pub(in crate::resolve) fn is_list_of_addresses(&self) -> bool {
        let Some(address) = Address::read(self.text) else {
            return false;
        };
        let known = |host: &str| {
            let mut hosts = self.catalog.providers.iter().flat_map(|p| p.hosts.iter());
            hosts.any(|known| known.eq_ignore_ascii_case(host))
        };
        let is_address =
            |part| Address::read(part).is_some_and(|part| part.has_scheme || known(part.host));
        address.path.contains(',') || self.text.split(',').skip(1).map(str::trim).any(is_address)
    }
}
