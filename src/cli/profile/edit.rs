//! `certpath profile edit`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anyhow::Context as _;

use super::lines;
use super::store::{self, Profile};
use crate::cli::Outcome;
use crate::cli::new_file::free_name;
use crate::cli::options::Session;
use crate::cli::report::UsageError;

/// What a new profile begins with in the editor.
const HEAD: &str = "\
# What I hold: one a line, with the day it was passed, earned or last renewed.
# AZ-104@2026-03-01
";

/// Edits a copy, checks it and keeps it; what is wrong or was changed by somebody else meanwhile stays in the copy.
pub(super) fn run(profile: &Profile, session: &Session) -> anyhow::Result<Outcome> {
    let catalog = session.catalog()?;
    let before = profile.read()?;
    let begun = before.as_deref().unwrap_or(HEAD).as_bytes();
    let (mut file, draft) = draft().context("cannot make a file to edit")?;
    std::io::Write::write_all(&mut file, begun)
        .with_context(|| format!("cannot write `{}`", draft.display()))?;
    drop(file);
    let status = edit(&draft)?;
    let kept = || format!("what you wrote is in `{}`", draft.display());
    // A pipe in its place would keep us waiting.
    let read = || {
        if fs::metadata(&draft)?.is_file() {
            store::bytes(File::open(&draft)?)
        } else {
            Err(UsageError::new("it is no file any more").into())
        }
    };
    if !status.success() {
        let error = UsageError::new("the editor failed; the profile is as it was");
        if read().is_ok_and(|written| written == begun) {
            // Nothing was written.
            let _ = fs::remove_file(&draft);
            return Err(error.into());
        }
        return Err(error).with_context(kept);
    }
    let written = read().with_context(|| {
        let draft = draft.display();
        format!("cannot read `{draft}`, where the editor was to leave the profile; it is as it was")
    })?;
    let after = store::text(written).with_context(kept)?;
    let today = (session.today)();
    let (_, bad) = lines::read(catalog, &after, today);
    if !bad.is_empty() {
        session.report_bad_lines(&draft, &bad);
        let count = bad.len();
        let lines = if count == 1 { "a line" } else { "lines" };
        let error = UsageError::new(format!("{lines} cannot be read; the profile is as it was"));
        return Err(error).with_context(kept);
    }
    let (held, _) = lines::read(catalog, before.as_deref().unwrap_or_default(), today);
    if after.trim().is_empty() && !held.is_empty() {
        let _ = fs::remove_file(&draft);
        let error = UsageError::new("the editor left nothing; the profile is as it was");
        let hint = "`certpath profile remove` takes holdings out";
        return Err(error.hint(hint).into());
    }
    profile.change(|now| {
        if now != before.as_deref().unwrap_or_default() {
            return Err(UsageError::new("the profile was changed meanwhile")).with_context(kept);
        }
        let is_new =
            before.as_deref() != Some(after.as_str()) && !(before.is_none() && after == HEAD);
        Ok((is_new.then_some(after), ()))
    })?;
    // It is of no more use.
    let _ = fs::remove_file(&draft);
    Ok(Outcome::Done)
}

/// Makes a file of a name that is free: what has it may be what somebody wrote before.
fn draft() -> io::Result<(File, PathBuf)> {
    let (folder, process) = (std::env::temp_dir(), std::process::id());
    let named = |taken| match taken {
        0 => folder.join(format!("certpath-profile-{process}.txt")),
        taken => folder.join(format!("certpath-profile-{process}-{taken}.txt")),
    };
    free_name(1_000, named, own_file)
}

/// Makes a file that nobody else may read: it stands in a folder of everybody's.
fn own_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Calls the editor, whose variable may have options of its own, as git does.
fn edit(draft: &Path) -> anyhow::Result<ExitStatus> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR"));
    let fallback = if cfg!(windows) { "notepad" } else { "vi" };
    let editor = editor.unwrap_or_else(|| fallback.into());
    let mut command = if cfg!(windows) {
        let mut command = Command::new(&editor);
        command.arg(draft);
        command
    } else {
        let mut script = editor.clone();
        script.push(" \"$@\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(&editor).arg(draft);
        command
    };
    let status = command.status();
    status.with_context(|| format!("cannot start the editor `{}`", editor.to_string_lossy()))
}
