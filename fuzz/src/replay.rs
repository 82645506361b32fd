//! Runs each target with every file in `corpus/`, and with reproducible mutations of each file.

use std::{fs, panic, path::PathBuf};

use crate::{TARGETS, Target};

/// The number of mutations of each file. In all, more than a hundred thousand runs take some ten seconds
/// without optimisation.
const MUTATIONS: u64 = 400;

/// Reads the files of a target's corpus, sorted by path.
fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = [env!("CARGO_MANIFEST_DIR"), "corpus", target].iter().collect::<PathBuf>();
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry of the corpus").path())
        .map(|path| (path.clone(), fs::read(path).expect("a readable file")))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

/// Runs a target, and shows an input that breaks it in a form that can be put into `corpus/`.
fn run(name: &str, target: Target, input: &str, data: &[u8]) {
    let is_ok = panic::catch_unwind(|| target(data)).is_ok();
    assert!(is_ok, "{name} breaks on {input}: \"{}\"", data.escape_ascii());
}

fn target_named(name: &str) -> Target {
    TARGETS.into_iter().find(|(other, _)| *other == name).expect("a target").1
}

/// A pseudorandom number generator with a fixed seed (`SplitMix64`).
struct Random(u64);

impl Random {
    /// Returns a number from 0 to `bound` - 1, and 0 if `bound` is 0.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((number ^ number >> 31) % u64::try_from(bound.max(1)).expect("a small bound"))
            .expect("a small number")
    }
}

/// Makes one to four small changes. Parts of `others` are spliced in.
fn mutate(data: &mut Vec<u8>, others: &[(PathBuf, Vec<u8>)], random: &mut Random) {
    const TOKENS: &[&[u8]] = &[
        b"\"",
        b"\\",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"null",
        b"\"$serde_json::private::Number\":\"1\",",
        b"\"$serde_json::private::RawValue\":\"{}\",",
        b"\"$serde_json::private::RawValue\"",
        b"-1",
        b"0",
        b"9223372036854775808",
        b"1e9",
        b"\\ud800",
        b"\xff",
        b"\0",
        b"\xef\xbb\xbf",
        b"***",
        b"Z",
        b"+02:00",
        b"[UTC]",
        b"60",
        b".",
        b"=",
        b"//",
        "\u{202e}".as_bytes(),
        "é".as_bytes(),
        "\u{2028}".as_bytes(),
    ];
    for _ in 0..=random.below(4) {
        let at = random.below(data.len() + 1);
        let end = (at + random.below(12)).min(data.len());
        match random.below(7) {
            0 if at < data.len() => data[at] ^= 1 << random.below(8),
            1 if at < data.len() => data[at] = u8::try_from(random.below(256)).expect("a byte"),
            2 => drop(data.drain(at..end)),
            3 => data.truncate(at),
            4 => data.extend_from_within(at..end),
            5 => {
                let (_, other) = &others[random.below(others.len())];
                let from = random.below(other.len() + 1);
                let part = &other[from..(from + random.below(40)).min(other.len())];
                drop(data.splice(at..end, part.iter().copied()));
            }
            _ => drop(data.splice(at..at, TOKENS[random.below(TOKENS.len())].iter().copied())),
        }
    }
}

fn replay(name: &str) {
    let target = target_named(name);
    let files = corpus(name);
    let mut random = Random(0);
    for (path, original) in &files {
        run(name, target, &path.display().to_string(), original);
        for _ in 0..MUTATIONS {
            let mut data = original.clone();
            mutate(&mut data, &files, &mut random);
            run(name, target, &format!("a mutation of {}", path.display()), &data);
        }
    }
}

/// Defines a test for each target, so that they run in parallel and a failure names its target.
macro_rules! replays {
    ($($name:ident)+) => {
        $(#[test]
        fn $name() {
            replay(stringify!($name));
        })+

        #[test]
        fn every_target_is_replayed() {
            assert_eq!(TARGETS.map(|(name, _)| name), [$(stringify!($name)),+]);
        }
    };
}
replays! { access_code activation_codes config image_gate retry_after timestamp typed }

#[test]
fn the_corpus_of_one_target_breaks_no_other() {
    for (from, _) in TARGETS {
        for (path, data) in corpus(from) {
            for (name, target) in TARGETS {
                run(name, target, &path.display().to_string(), &data);
            }
        }
    }
}

#[test]
fn the_corpus_stays_small() {
    let mut bytes = 0;
    for (name, _) in TARGETS {
        let files = corpus(name);
        // As in scripts/fuzz.sh.
        assert!(files.len() <= 64, "{name} has {} files", files.len());
        bytes += files.iter().map(|(_, data)| data.len()).sum::<usize>();
    }
    assert!(bytes < 300_000, "{bytes} bytes");
}
