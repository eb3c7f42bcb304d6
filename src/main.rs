//! The `certpath` command.

mod cli;

use std::process::ExitCode;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::Date;

fn main() -> ExitCode {
    cli::run(std::env::args_os(), today)
}

/// Returns the local calendar day.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
fn today() -> Date {
    // A clock that is set beyond all calendars is on their last day.
    let now = Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::MAX);
    now.to_zoned(cli::local_zone()).date()
}
