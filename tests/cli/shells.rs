//! `completions` and `man`.

use std::fs;
use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::run::{certpath, command, folder, output};

/// What the program answers to a script that asks for the last of these words.
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
        let told = certpath(&format!("completions {shell}"));
        assert!(told.contains("CERTPATH_COMPLETE"), "{told}");
        assert!(told.ends_with("--- exit code 0 ---\n"), "{told}");
        let path = folder(&format!("completions-{shell}")).join("script");
        certpath(&format!("completions {shell} -o {}", path.display()));
        let written = fs::read_to_string(path).unwrap();
        assert!(told.starts_with(&written), "{told}");
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
    let told = Command::new("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8(told.stdout).unwrap(), "AZ-400\n");
}

#[test]
fn each_command_has_a_page() {
    let told = certpath("man");
    assert!(told.contains(".TH certpath 1"), "{told}");
    for word in ["plan", "list", "show", "catalog", "completions"] {
        let name = format!("certpath\\-{word}(1)");
        assert!(told.contains(&name), "{name}: {told}");
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
