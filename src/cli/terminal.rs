//! What a terminal can show.

use std::env;
use std::io::IsTerminal;

use clap::ValueEnum;
use terminal_size::{Height, Width};

/// When to color: on a terminal unless the environment says otherwise, always or never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Returns whether to color what goes to `stream`.
    ///
    /// The variables are read as on <https://no-color.org> and <https://bixense.com/clicolors>.
    pub(crate) fn shows(self, stream: &impl IsTerminal) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if is_set("NO_COLOR") => false,
            Self::Auto if is_set("CLICOLOR_FORCE") => {
                env::var_os("CLICOLOR_FORCE") != Some("0".into())
            }
            Self::Auto => stream.is_terminal() && env::var_os("TERM") != Some("dumb".into()),
        }
    }
}

/// Returns how many columns a line may take: as `COLUMNS` says, else those of the terminal of that size, else 80.
pub(crate) fn width(size: Option<(Width, Height)>) -> usize {
    const WITHOUT_TERMINAL: usize = 80;
    said_width(size).unwrap_or(WITHOUT_TERMINAL)
}

/// Returns how many columns `COLUMNS` or a terminal of that size has.
pub(crate) fn said_width(size: Option<(Width, Height)>) -> Option<usize> {
    let said = env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    said.or(size.map(|(width, _)| usize::from(width.0)))
        .filter(|width| *width > 0)
}

/// Returns whether letters beyond ASCII may go to `stream`: as the locale says, by the first of its variables that is set.
///
/// Without a locale a terminal is not trusted, but a file or a program is: what is written there is UTF-8.
pub(crate) fn has_unicode(stream: &impl IsTerminal) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) => {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        }
        None => cfg!(windows) || !stream.is_terminal(),
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
