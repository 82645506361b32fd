mod faults;
mod life;
mod page_state;
mod repeat;
mod simulation;

use super::{schedule::MIN_AUTO_INTERVAL_MS, *};
use crate::{failure::Report, time::Timestamp};

const START: i64 = 1_718_280_000_000;

/// Returns the time `millis` after the start, on a verified clock without error.
fn at(millis: i64) -> Now {
    Now {
        time: Timestamp::from_millis(START + millis).expect("a time"),
        error_ms: 0,
        monotonic_ms: millis,
        is_certain: true,
    }
}

fn end(millis: i64) -> End {
    End::At(at(millis).time)
}

fn report() -> Report {
    Report::default()
}

fn limited() -> Failure {
    Failure::RateLimited { retry_after: None, report: report() }
}

/// Returns a machine whose first request was sent at 0 and answered at once by a code with this end.
fn holding(code: End) -> Refresh {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("the first request");
    assert!(machine.record_success(first, code, at(0)));
    machine
}

/// Returns the times in milliseconds at which requests are sent; `answer` answers each at once.
fn requests(
    machine: &mut Refresh,
    from: i64,
    until: i64,
    mut answer: impl FnMut(&mut Refresh, Generation, Now),
) -> Vec<i64> {
    let mut sent = Vec::new();
    for now in (from..=until).step_by(10).map(at) {
        if let Some(generation) = machine.poll(now) {
            sent.push(now.monotonic_ms);
            answer(machine, generation, now);
        }
    }
    sent
}

fn gaps(times: &[i64]) -> Vec<i64> {
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}
