//! The `certpath` command.

mod cli;

use std::process::ExitCode;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

fn main() -> ExitCode {
    cli::run(std::env::args_os(), today)
}

/// Returns the local calendar day, or that of UTC where the time zone cannot be told.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the clock"
)]
fn today() -> Date {
    let zone = TimeZone::try_system().ok().or_else(named_zone);
    Timestamp::now()
        .to_zoned(zone.unwrap_or(TimeZone::UTC))
        .date()
}

/// Reads the zone that `TZ` names, such as `Europe/Berlin`.
///
/// jiff finds names through a database that it collects from 600 files; that takes longer than all else.
fn named_zone() -> Option<TimeZone> {
    let name = std::env::var("TZ").ok()?;
    let name = name.trim_start_matches(':');
    let data = std::fs::read(format!("/usr/share/zoneinfo/{name}")).ok()?;
    TimeZone::tzif(name, &data).ok()
}
