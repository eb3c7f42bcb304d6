//! `completions` and `man`.

use std::fs;
#[cfg(unix)]
use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::run::{certpath, command, folder, output};

/// What the program answers to a script that requires the last of these words.
fn completed(words: &str) -> String {
    let mut call = command(&format!("-- {words}"));
    let place = words.split(' ').count() - 1;
    call.env("CERTPATH_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", place.to_string())
        .env("_CLAP_IFS", "\n");
    String::from_utf8(output(call, b"").stdout).unwrap()
}

#[test]
fn every_shell_gets_a_script_that_asks_the_program() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let printed = certpath(&format!("completions {shell}"));
        assert!(printed.contains("CERTPATH_COMPLETE"), "{printed}");
        assert!(printed.ends_with("--- exit code 0 ---\n"), "{printed}");
        let path = folder(&format!("completions-{shell}")).join("script");
        certpath(&format!("completions {shell} -o {}", path.display()));
        let written = fs::read_to_string(path).unwrap();
        assert!(printed.starts_with(&written), "{printed}");
    }
    assert_data_eq!(
        certpath("completions tcsh"),
        str![[r#"
--- stderr ---
error: invalid value 'tcsh' for '<SHELL>'
  [possible values: bash, elvish, fish, powershell, zsh]

  tip: a similar value exists: 'zsh'

For more information, try '--help'.
--- exit code 2 ---

"#]]
    );
}

#[test]
fn names_are_completed_from_the_catalog() {
    assert_data_eq!(
        completed("certpath plan --want devops-"),
        str!["devops-engineer-expert"]
    );
    assert_data_eq!(
        completed("certpath plan --have AZ-204,az-40"),
        str!["AZ-204,AZ-400"]
    );
    assert_data_eq!(
        completed("certpath show ck"),
        str![[r#"
CKA
CKAD
CKNE
CKS
CKBPro
cka
ckad
ckne
cks
ckbpro
"#]]
    );
    assert_data_eq!(
        completed("certpath show dea-c"),
        str![[r#"
aws:DEA-C01
snowflake:DEA-C01
DEA-C02
"#]]
    );
    assert_data_eq!(completed("certpath ch"), str!["check"]);
    assert_eq!(completed("certpath show exam:ckad"), "exam:CKAD");
    assert_eq!(completed("certpath next +AZ-204,az-40"), "+AZ-204,AZ-400");
    assert_eq!(completed("certpath next --have @Cargo.to"), "");
    let separator = std::path::MAIN_SEPARATOR;
    assert_eq!(
        completed("certpath next --have @catalogs/shelf.y"),
        format!("@catalogs{separator}shelf.yaml")
    );
}

/// Bash puts them on the line as they are, and runs it.
#[test]
fn what_a_shell_would_run_is_not_completed() {
    let home = folder("completions-shell");
    fs::create_dir_all(home.join("certpath/catalog")).unwrap();
    fs::write(
        home.join("certpath/catalog/own.yaml"),
        "provider: own\n\
         providers:\n\
         - {id: own, name: Own, url: 'https://own.example/', levels: [{name: $(id), rank: 1}, {name: fine-level, rank: 2}]}\n\
         certifications:\n\
         - {id: own-one, title: Own, level: fine-level, requires: unverified, roles: [x;id, '*', fine-role], \
         valid-months: none, renewal: none, page: 'https://own.example/', sources: [here], checked: 2026-01-01, \
         confidence: high}\n",
    )
    .unwrap();
    let completed = |words: &str| {
        let mut call = command(&format!("-- {words}"));
        call.env("CERTPATH_COMPLETE", "bash")
            .env("_CLAP_COMPLETE_INDEX", "3")
            .env("_CLAP_IFS", "\n")
            .env("XDG_CONFIG_HOME", &home);
        String::from_utf8(output(call, b"").stdout).unwrap()
    };
    for (words, expected) in [
        ("certpath list --role fine", "fine-role"),
        ("certpath list --role x", ""),
        ("certpath list --role *", ""),
        ("certpath list --level fine", "fine-level"),
        ("certpath list --level $", ""),
    ] {
        assert_eq!(completed(words), expected, "{words}");
    }
}

#[test]
fn values_are_completed() {
    for (words, expected) in [
        ("certpath list prov", "providers"),
        (
            "certpath list certs --provider google,micro",
            "google,microsoft",
        ),
        ("certpath list --level exp", "expert"),
        ("certpath next --role devops-", "devops-engineer"),
        ("certpath list --status retir", "retiring\nretired"),
        ("certpath list --columns code,price", "code,price_usd"),
        ("certpath list --sort -price", "-price_usd"),
        ("certpath man comp", "compare\ncompletions"),
        ("certpath plan --want-any lev", "level:"),
        ("certpath plan --want-any level:expe", "level:expert"),
        (
            "certpath plan --want-any AZ-400,level:expert+provider:micro",
            "AZ-400,level:expert+provider:microsoft",
        ),
        ("certpath plan --want-any az-40", "AZ-400"),
        ("certpath next --columns id,ope", "id,opens"),
        ("certpath next --sort -ope", "-opens"),
    ] {
        let printed = completed(words);
        let printed: Vec<&str> = printed.lines().collect();
        for line in expected.lines() {
            assert!(printed.contains(&line), "{words}: {printed:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn bash_takes_the_script() {
    if Command::new("bash").arg("--version").output().is_err() {
        return;
    }
    let program = env!("CARGO_BIN_EXE_certpath");
    let folder = std::path::Path::new(program).parent().unwrap();
    let script = format!(
        "PATH={}:$PATH; . <(certpath completions bash); COMP_WORDS=(certpath show az-40); COMP_CWORD=2; \
         COMP_TYPE=9; _clap_complete_certpath certpath az-40 show; echo \"${{COMPREPLY[@]}}\"",
        folder.display()
    );
    let printed = Command::new("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), "AZ-400\n");
}

#[cfg(unix)]
#[test]
fn bash_is_kept_from_offering_hosts_behind_an_at() {
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_certpath")).parent();
    let script = "compopt() { echo \"$@\"; }; COMP_WORDS=(certpath status AZ-204 @); COMP_CWORD=3; \
                  COMP_LINE='certpath status AZ-204@'; _clap_complete_certpath certpath '' @";
    let source = format!(
        "PATH={}:$PATH; . <(certpath completions bash); {script}",
        folder.unwrap().display()
    );
    let Ok(printed) = Command::new("bash").args(["-c", &source]).output() else {
        return;
    };
    let printed = String::from_utf8(printed.stdout).unwrap();
    assert!(printed.contains("+o bashdefault"), "{printed}");
}

/// What bash offers for a line with the cursor at its end; the words are cut as bash does.
#[cfg(unix)]
fn offered(line: &str, pieces: &[&str], begun: &str) -> String {
    let program = env!("CARGO_BIN_EXE_certpath");
    let folder = std::path::Path::new(program).parent().unwrap();
    let words: Vec<String> = pieces.iter().map(|piece| format!("'{piece}'")).collect();
    let script = format!(
        "PATH={}:$PATH; . <(certpath completions bash); COMP_LINE='{line}'; COMP_POINT={}; COMP_WORDS=({}); \
         COMP_CWORD={}; COMP_TYPE=9; _clap_complete_certpath certpath '{begun}' x; echo \"${{COMPREPLY[@]}}\"",
        folder.display(),
        line.len(),
        words.join(" "),
        words.len() - 1,
    );
    let mut bash = Command::new("bash");
    bash.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"));
    let printed = bash.args(["-c", &script]).output().unwrap();
    String::from_utf8(printed.stdout).unwrap()
}

#[cfg(unix)]
#[test]
fn bash_completes_behind_the_characters_at_which_it_cuts() {
    for (line, pieces, begun, expected) in [
        (
            "certpath plan --have=az-40",
            &["certpath", "plan", "--have", "=", "az-40"][..],
            "az-40",
            "AZ-400\n",
        ),
        (
            "certpath plan --have AZ-204@2026-01-01,az-40",
            &[
                "certpath",
                "plan",
                "--have",
                "AZ-204",
                "@",
                "2026-01-01,az-40",
            ],
            "2026-01-01,az-40",
            "2026-01-01,AZ-400\n",
        ),
        (
            "certpath plan --have @lists/linkedi",
            &["certpath", "plan", "--have", "@", "lists/linkedi"],
            "@lists/linkedi",
            "@lists/linkedin.csv\n",
        ),
        (
            "certpath show exam:ckad",
            &["certpath", "show", "exam", ":", "ckad"],
            "ckad",
            "CKAD\n",
        ),
        (
            "certpath plan --want-any provider:",
            &["certpath", "plan", "--want-any", "provider", ":"],
            "",
            "all",
        ),
        (
            "certpath show AZ-900 az-40",
            &["certpath", "show", "AZ-900", "az-40"],
            "az-40",
            "AZ-400\n",
        ),
    ] {
        let printed = offered(line, pieces, begun);
        if expected == "all" {
            assert!(
                printed.split_whitespace().any(|word| word == "microsoft"),
                "{line}: {printed}"
            );
        } else {
            assert_eq!(printed, expected, "{line}");
        }
    }
}

#[test]
fn each_command_has_a_page() {
    let printed = certpath("man");
    assert!(printed.contains(".TH certpath 1"), "{printed}");
    for word in ["plan", "list", "show", "catalog", "completions"] {
        let name = format!("certpath\\-{word}(1)");
        assert!(printed.contains(&name), "{name}: {printed}");
        let page = certpath(&format!("man {word}"));
        assert!(page.contains(&format!(".TH certpath-{word} 1")), "{page}");
    }
    let page = certpath("man catalog export");
    assert!(page.contains(".TH certpath-catalog-export 1"), "{page}");
    assert_data_eq!(
        certpath("man catalog bananas"),
        str![[r#"
--- stderr ---
error: `certpath catalog` has no command `bananas`
hint: `certpath help` lists the commands
--- exit code 2 ---

"#]]
    );
}
