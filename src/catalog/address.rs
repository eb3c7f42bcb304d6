//! Addresses on the web, as names of what stands there.

/// An address on the web: host and path, without query and fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    /// Whether `http://` or `https://` stood before it.
    pub has_scheme: bool,
    /// The host, in the case in which it was written, without a port.
    pub host: &'a str,
    /// What is between the host and the query.
    pub path: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address, with or without a scheme. Without one almost any text with a slash is one.
    #[must_use]
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let without_scheme = ["https://", "http://"].into_iter().find_map(|scheme| {
            let head = text.get(..scheme.len())?;
            let rest = &text[scheme.len()..];
            head.eq_ignore_ascii_case(scheme).then_some(rest)
        });
        let rest = without_scheme.unwrap_or(text);
        let place = rest.split(['?', '#']).next()?;
        let (host, path) = place.split_once('/')?;
        let host = host.split(':').next()?;
        (!host.is_empty()).then_some(Self {
            has_scheme: without_scheme.is_some(),
            host,
            path,
        })
    }

    /// Returns the parts of the path, without a locale in front such as `en-us` and without empty parts.
    #[must_use]
    pub(crate) fn segments(self) -> impl DoubleEndedIterator<Item = &'a str> + Clone {
        let path = match self.path.split_once('/') {
            Some((first, rest)) if is_locale(first) && rest.contains(|part| part != '/') => rest,
            _ => self.path,
        };
        path.split('/').filter(|segment| !segment.is_empty())
    }

    /// Returns whether both lead to the same page: same host, same path, case and locale aside.
    #[must_use]
    pub(crate) fn is_same_page(self, other: Self) -> bool {
        let folded = |address: Self| address.segments().map(str::to_ascii_lowercase);
        self.host.eq_ignore_ascii_case(other.host) && folded(self).eq(folded(other))
    }
}

/// Explains whether a part of a path is a language, with or without a script and a country: `en`, `zh-hans-cn`.
fn is_locale(segment: &str) -> bool {
    let mut parts = segment.split('-');
    let letters = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let language = parts.next().is_some_and(|part| letters(part, 2..=2));
    language && parts.all(|part| letters(part, 2..=4)) && segment.len() <= 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_segments() {
        let read = |text| {
            let address = Address::read(text)?;
            Some((address.host, address.segments().collect::<Vec<_>>()))
        };
        assert_eq!(
            read("HTTPS://a.example:8080/en-us/b//c/?d/e#f"),
            Some(("a.example", vec!["b", "c"]))
        );
        assert_eq!(
            read("a.example/zh-hans-cn/b#c/d"),
            Some(("a.example", vec!["b"]))
        );
        assert_eq!(read("a.example/en/"), Some(("a.example", vec!["en"])));
        assert_eq!(
            read("a.example/az-204/en-us"),
            Some(("a.example", vec!["az-204", "en-us"]))
        );
        for text in [
            "a.example",
            "https://a.example",
            "https:///b",
            "",
            "/b",
            "a?b/c",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
