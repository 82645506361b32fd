mod faults;
mod life;
mod repeat;
mod surroundings;
mod world;

use super::*;
use crate::{failure::Report, time::Timestamp};

const START: i64 = 1_718_280_000_000;

/// `millis` after the start, on a verified clock without error.
fn at(millis: i64) -> Now {
    Now {
        time: Timestamp::from_millis(START + millis).expect("a time"),
        bound: 0,
        steady: millis,
        certain: true,
    }
}

fn end(millis: i64) -> End {
    End::At(at(millis).time)
}

fn report() -> Report {
    Report::default()
}

/// A machine that asked at 0 and got a code that ends so, at 0.
fn holding(code: End) -> Refresh {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("the first request");
    assert!(machine.arrived(first, code, at(0)));
    machine
}

/// The milliseconds at which requests leave from `from` on, each answered at once by `answer`.
fn requests(
    machine: &mut Refresh,
    from: i64,
    until: i64,
    mut answer: impl FnMut(&mut Refresh, Generation, Now),
) -> Vec<i64> {
    let mut sent = Vec::new();
    for now in (from..=until).step_by(10).map(at) {
        if let Some(generation) = machine.poll(now) {
            sent.push(now.steady);
            answer(machine, generation, now);
        }
    }
    sent
}

fn gaps(times: &[i64]) -> Vec<i64> {
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}
