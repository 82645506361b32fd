use latchkey_core::{
    answer::Answer,
    refresh::{Display, HiddenReason, Refresh},
    retry::Api,
};
use proptest::prelude::*;

use super::*;

/// 2024-06-13T12:00:00Z, the true time at which every test begins.
const START: i64 = 1_718_280_000_000;
const DATE: &str = "Thu, 13 Jun 2024 12:00:00 GMT";

/// A device whose clocks may be wrong, in a world of which only the test knows the true time.
#[derive(Clone, Copy, Debug)]
struct Device {
    truth: i64,
    reading: Reading,
}

impl Device {
    fn new(ahead: i64) -> Self {
        Self { truth: START, reading: Reading { monotonic_ms: 5_000, wall_ms: START + ahead } }
    }

    fn runs(&mut self, millis: i64) {
        self.truth += millis;
        self.reading.monotonic_ms += millis;
        self.reading.wall_ms += millis;
    }

    fn sleeps(&mut self, millis: i64) {
        self.truth += millis;
        self.reading.wall_ms += millis;
    }

    fn is_set(&mut self, millis: i64) {
        self.reading.wall_ms += millis;
    }
}

fn answer(status: u16, body: &str) -> Answer {
    let (content_type, date) = (Some("application/json".to_owned()), Some(DATE.to_owned()));
    Answer { status, content_type, date, body: body.as_bytes().to_vec(), ..Answer::default() }
}

fn code(status: u16, body: &str, device: Device) -> Option<Code> {
    let at = device.reading;
    let exchange = Exchange { answer: answer(status, body), sent: at, received: at };
    Code::of(&exchange, ServerClock::new(at)).map(|(code, _)| code)
}

fn dynamic(seconds: i64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!(
        r#"{{"format":"QR_CODE","content":"0049","expiresAt":"2024-06-13T12:{minutes:02}:{seconds:02}Z"}}"#
    )
}

#[test]
fn a_good_code_is_shown_and_locked_to_its_end() {
    let mut device = Device::new(-3_600_000);
    let code = code(200, &dynamic(30), device).expect("a code");
    assert_eq!(code.content(), "0049");
    // A `Date` has whole seconds: half a second either way.
    let shown = |left_ms, lock_ms| View::Shown { left_ms: Some(left_ms), lock_ms: Some(lock_ms) };
    assert_eq!(code.view(device.reading, true), shown(29_500, 29_000));
    device.runs(28_999);
    assert_eq!(code.view(device.reading, true), shown(501, 1));
    device.runs(1);
    assert_eq!(code.view(device.reading, true), View::Over);
}

#[test]
fn it_looks_again_at_each_full_second_and_when_the_code_has_to_be_covered() {
    let mut device = Device::new(0);
    let code = code(200, &dynamic(30), device).expect("a code");
    // The answer is taken to be from the middle of its second.
    for (passed, lock_ms, next) in [(0, 29_000, 500), (500, 28_500, 1_000), (28_300, 200, 200), (0, 0, 1)] {
        device.runs(passed);
        assert_eq!(code.next_look_ms(device.reading, lock_ms), next, "{passed} {lock_ms}");
    }
}

#[test]
fn a_static_code_is_shown_without_end_and_lock() {
    let device = Device::new(0);
    for body in
        [r#"{"format":"QR_CODE","content":"1"}"#, r#"{"format":"QR_CODE","content":1,"expiresAt":null}"#]
    {
        let view = code(200, body, device).map(|code| code.view(device.reading, true));
        assert_eq!(view, Some(View::Shown { left_ms: None, lock_ms: None }), "{body}");
    }
}

#[test]
fn whatever_is_not_a_plain_good_code_is_left_to_the_app() {
    let device = Device::new(0);
    let long = format!(r#"{{"format":"QR_CODE","content":"{}"}}"#, "x".repeat(3_000));
    for (status, body) in [
        (200, r#"{"format":"CODE_128","content":"1"}"#),
        (200, r#"{"format":"QR_CODE","content":""}"#),
        (200, r#"{"format":"QR_CODE"}"#),
        (200, "[]"),
        (200, "<html>"),
        (200, ""),
        (200, long.as_str()),
        (204, ""),
        (401, r#"{"errorCode":"UNAUTHORIZED"}"#),
        (404, r#"{"errorCode":"NOT_FOUND"}"#),
        (500, r#"{"format":"QR_CODE","content":"1"}"#),
    ] {
        assert!(code(status, body, device).is_none(), "{status} {body}");
    }
    for end in ["2024-06-13T12:00:30", "soon", "2024-06-13T11:59:59Z", "2024-06-13T12:00:00Z"] {
        let body = format!(r#"{{"format":"QR_CODE","content":"1","expiresAt":"{end}"}}"#);
        let view = code(200, &body, device).map(|code| code.view(device.reading, true));
        assert_eq!(view, Some(View::Over), "{end}");
    }
}

#[test]
fn a_hidden_page_shows_nothing_until_it_is_seen_again() {
    let mut device = Device::new(0);
    let code = code(200, &dynamic(30), device).expect("a code");
    assert_eq!(code.view(device.reading, false), View::Hidden);
    device.runs(10_000);
    assert!(matches!(code.view(device.reading, true), View::Shown { left_ms: Some(19_500), .. }));
}

#[test]
fn where_the_clocks_go_apart_nothing_is_shown_any_more() {
    for change in [|device: &mut Device| device.sleeps(3_000), |device: &mut Device| device.is_set(-3_000)] {
        let mut device = Device::new(0);
        let code = code(200, &dynamic(30), device).expect("a code");
        change(&mut device);
        assert_eq!(code.view(device.reading, true), View::Over);
    }
}

/// What the app's refresh machine would show of the same answer, asked for and read at the same moment.
fn shown_by_the_app(body: &str, device: Device, reading: Reading, is_visible: bool) -> Display {
    let at = device.reading;
    let exchange = Exchange { answer: answer(200, body), sent: at, received: at };
    let mut clock = ServerClock::new(at);
    clock.add_sample_from(TimeSource::Service, &exchange);
    let mut machine = Refresh::new(Api::AccessCode, 1);
    let end = access_code::read(&exchange.answer).expect("a code").value.end;
    let generation = machine.poll(clock.now(at)).expect("the first request");
    machine.record_success(generation, end, clock.now(at));
    machine.set_page_state(is_visible, true, clock.now(reading));
    machine.view_state(clock.now(reading)).display
}

/// What happens while the app is on its way.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Runs(i64),
    /// The monotonic clock stands still.
    Sleeps(i64),
    /// The wall clock is set by so much.
    IsSet(i64),
    Seen(bool),
}

/// A device that sleeps or whose clock is set. One that does both can hide a sleep from any program.
fn happening(sleeps: bool) -> impl Strategy<Value = Happening> {
    let jump = move |millis| if sleeps { Happening::Sleeps(millis) } else { Happening::IsSet(millis) };
    prop_oneof![
        4 => (0..20_000_i64).prop_map(Happening::Runs),
        1 => (0..60_000_i64).prop_map(jump),
        1 => (-60_000..60_000_i64).prop_map(move |millis| if sleeps { Happening::Runs(0) } else { Happening::IsSet(millis) }),
        1 => any::<bool>().prop_map(Happening::Seen),
    ]
}

proptest! {
    #[test]
    fn the_app_shows_the_same(
        life in -5..60_i64,
        passed in 0..70_000_i64,
        jump in prop_oneof![Just(0), -5_000..5_000_i64],
        is_visible in any::<bool>(),
        is_static in any::<bool>(),
    ) {
        let device = Device::new(0);
        let body = if is_static { r#"{"format":"QR_CODE","content":"0049"}"#.to_owned() } else { dynamic(life.max(0)) };
        let Some(code) = code(200, &body, device) else { return Ok(()) };
        let mut later = device;
        later.runs(passed);
        later.is_set(jump);
        let view = code.view(later.reading, is_visible);
        match shown_by_the_app(&body, device, later.reading, is_visible) {
            Display::Code(Validity::Valid { left_ms }) => {
                prop_assert!(matches!(view, View::Shown { left_ms: Some(left), .. } if left == left_ms), "{view:?}");
            }
            Display::Code(Validity::NoEnd) => prop_assert_eq!(view, View::Shown { left_ms: None, lock_ms: None }),
            Display::Hidden(HiddenReason::PageHidden) => prop_assert_eq!(view, View::Hidden),
            _ => prop_assert_eq!(view, View::Over),
        }
    }

    #[test]
    fn whatever_happens_while_the_app_is_held_back_no_expired_code_is_shown(
        ahead in prop_oneof![Just(0), -18_000_000_i64..18_000_000],
        life in 1..60_i64,
        story in any::<bool>().prop_flat_map(|sleeps| prop::collection::vec(happening(sleeps), 1..20)),
    ) {
        let mut device = Device::new(ahead);
        let Some(code) = code(200, &dynamic(life), device) else { return Ok(()) };
        let (end, mut seen) = (START + life * 1_000, true);
        for happening in story {
            match happening {
                Happening::Runs(millis) => device.runs(millis),
                Happening::Sleeps(millis) => device.sleeps(millis),
                Happening::IsSet(millis) => device.is_set(millis),
                Happening::Seen(now) => seen = now,
            }
            match code.view(device.reading, seen) {
                View::Shown { left_ms, lock_ms } => {
                    prop_assert!(seen, "shown while the page is hidden");
                    prop_assert!(device.truth < end, "shown {} ms after its end", device.truth - end);
                    prop_assert!(device.truth + lock_ms.expect("a dynamic code") <= end, "locked too late");
                    prop_assert!(left_ms >= lock_ms);
                }
                View::Hidden => prop_assert!(!seen),
                // The stage lets go of it.
                View::Over => return Ok(()),
            }
        }
    }
}
