//! The `certpath` command.
fn main() {}
