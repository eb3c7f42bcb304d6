//! The local time zone.

use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path};

use jiff::tz::TimeZone;

/// Where zones are, each a small file.
const FOLDER: &str = "/usr/share/zoneinfo";

/// Largest file that is taken for a zone.
const LARGEST_ZONE: u64 = 64 << 10;

/// Returns the zone that `TZ` names, or without it that of the system; UTC where it cannot be read.
pub(crate) fn local_zone() -> TimeZone {
    let zone = match std::env::var("TZ") {
        Ok(name) => named(name.trim_start_matches(':')),
        Err(_) => TimeZone::try_system().ok(),
    };
    zone.unwrap_or(TimeZone::UTC)
}

/// Reads a zone: a name such as `Europe/Berlin`, the path of a file, or a rule such as `CET-1CEST`.
///
/// jiff finds names through a database that it collects from 600 files; that takes longer than all else. And it reads
/// whatever the path leads to, also what never ends.
fn named(name: &str) -> Option<TimeZone> {
    let rule = || TimeZone::posix(name).ok();
    file(name).map_or_else(rule, |data| TimeZone::tzif(name, &data).ok())
}

fn file(name: &str) -> Option<Vec<u8>> {
    let name = Path::new(name);
    if name.components().any(|part| part == Component::ParentDir) {
        return None;
    }
    let path = Path::new(FOLDER).join(name);
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let mut data = Vec::new();
    let zone = File::open(path).ok()?;
    let read = zone.take(LARGEST_ZONE + 1).read_to_end(&mut data).ok()?;
    (read as u64 <= LARGEST_ZONE).then_some(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_plain_files_are_zones() {
        assert_eq!(named("/dev/zero"), None);
        assert_eq!(named("../zoneinfo/Europe/Berlin"), None);
        assert_eq!(named("no-such/zone"), None);
        assert_eq!(named(&"x".repeat(100_000)), None);
        let rule = named("CET-1CEST,M3.5.0,M10.5.0/3");
        assert!(rule.is_some());
    }
}
