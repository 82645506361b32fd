//! `IMAGES=100000 cargo test --release -p latchkey-qr a_long_run -- --ignored --nocapture`

use std::collections::BTreeMap;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::distortion::{KINDS, Promise, cases};

#[test]
#[ignore = "takes minutes; prints what was refused, by distortion"]
fn a_long_run() {
    let images: usize =
        std::env::var("IMAGES").ok().and_then(|number| number.parse().ok()).unwrap_or(100_000);
    // The same images in every run.
    let mut runner = TestRunner::deterministic();
    let (mut wrong, mut broken, mut number) = (0, 0, 0);
    println!("| distortion | images | refused | with modules of 4 px or more | refused | reasons |");
    println!("|---|---|---|---|---|---|");
    for (kind, name) in KINDS.into_iter().enumerate() {
        let mut refused: BTreeMap<String, usize> = BTreeMap::new();
        let (mut count, mut large, mut large_refused) = (0_usize, 0_usize, 0_usize);
        for n in (kind..images).step_by(KINDS.len()) {
            // One in twenty has the greatest size that the page accepts, the others are small and faster.
            let max_pixels = if (n / KINDS.len()).is_multiple_of(20) { 2_000 } else { 500 };
            let case = cases(kind, max_pixels).new_tree(&mut runner).expect("no filter").current();
            let (drawn, read) = case.run();
            count += 1;
            match (&read, case.promise()) {
                (Ok(read), _) if *read != drawn => {
                    wrong += 1;
                    println!("WRONG {case:?}");
                }
                (Ok(_), Promise::Refused) | (Err(_), Promise::Read) => {
                    broken += 1;
                    println!("NOT AS PROMISED {case:?}");
                }
                _ => {}
            }
            let is_large = case.module_size() >= 4.0;
            large += usize::from(is_large);
            if let Err(why) = read {
                large_refused += usize::from(is_large);
                *refused.entry(format!("{why:?}")).or_default() += 1;
            }
        }
        number += count;
        let mut reasons: Vec<_> = refused.into_iter().collect();
        reasons.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        let all: usize = reasons.iter().map(|(_, times)| times).sum();
        let reasons: Vec<String> = reasons.iter().map(|(why, times)| format!("{why} {times}")).collect();
        let reasons = reasons.join(", ");
        println!("| {name} | {count} | {all} | {large} | {large_refused} | {reasons} |");
    }
    println!("{number} images, {wrong} wrong symbols, {broken} not as promised");
    assert_eq!((wrong, broken), (0, 0));
}
