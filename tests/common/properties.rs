//! Properties that are held for a few random inputs each time, and for as long as one likes when that is asked for.

use std::time::{Duration, Instant};

use proptest::prelude::ProptestConfig;
use proptest::test_runner::FileFailurePersistence;

/// How many minutes each property is held for; without it, for so many inputs as its file says.
const VARIABLE: &str = "FUZZ_MINUTES";

/// Properties as in `proptest!`, below the number of inputs that each has.
macro_rules! properties {
    ($cases:expr; $($(#[$meta:meta])* fn $name:ident($($input:pat in $inputs:expr),+ $(,)?) $body:block)*) => {$(
        $(#[$meta])*
        fn $name() {
            let kept = concat!("proptest-regressions/", stringify!($name), ".txt");
            $crate::properties::hold(stringify!($name), $cases, kept, |config| {
                proptest::proptest!(config, |($($input in $inputs),+)| $body);
            });
        }
    )*};
}
pub(crate) use properties;

/// Holds a property, and says how many inputs it had where that is not the usual number.
///
/// # Panics
/// Panics where it does not hold, and where `FUZZ_MINUTES` is not a number.
#[expect(clippy::print_stderr, reason = "a long run says how long it was")]
pub(crate) fn hold(name: &str, cases: u32, kept: &'static str, property: impl Fn(ProptestConfig)) {
    let config = ProptestConfig {
        cases,
        max_shrink_iters: 100_000,
        max_shrink_time: 120_000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(kept))),
        ..ProptestConfig::default()
    };
    let Ok(minutes) = std::env::var(VARIABLE) else {
        return property(config);
    };
    let minutes: u64 = minutes.parse().expect("FUZZ_MINUTES is a whole number");
    let (start, mut inputs) = (Instant::now(), 0_u64);
    while start.elapsed() < Duration::from_secs(60 * minutes) {
        property(config.clone());
        inputs += u64::from(cases);
    }
    eprintln!("{name}: held for {inputs} inputs in {minutes} minutes");
}
