use latchkey_core::{
    answer::Answer,
    refresh::{Display, HiddenReason, Refresh},
    retry::Api,
};
use proptest::prelude::*;

use super::*;

/// 2024-06-13T12:00:00Z, the true time at the start of every test.
const START: i64 = 1_718_280_000_000;
const DATE: &str = "Thu, 13 Jun 2024 12:00:00 GMT";

/// A device whose clocks may be wrong. Only the test knows the true time.
#[derive(Clone, Copy, Debug)]
struct Device {
    true_ms: i64,
    reading: Reading,
}

impl Device {
    fn new(ahead: i64) -> Self {
        Self { true_ms: START, reading: Reading { monotonic_ms: 5_000, wall_ms: START + ahead } }
    }

    fn run(&mut self, millis: i64) {
        self.true_ms += millis;
        self.reading.monotonic_ms += millis;
        self.reading.wall_ms += millis;
    }

    fn sleep(&mut self, millis: i64) {
        self.true_ms += millis;
        self.reading.wall_ms += millis;
    }

    fn set_wall_clock(&mut self, millis: i64) {
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
    Code::decode(&exchange, ServerClock::new(at)).map(|(code, _)| code)
}

fn dynamic(seconds: i64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!(
        r#"{{"format":"QR_CODE","content":"0049","expiresAt":"2024-06-13T12:{minutes:02}:{seconds:02}Z"}}"#
    )
}

#[test]
fn a_valid_code_is_shown_with_a_lock_at_its_end() {
    let mut device = Device::new(-3_600_000);
    let code = code(200, &dynamic(30), device).expect("a code");
    assert_eq!(code.content(), "0049");
    // A `Date` has whole seconds, so its error is half a second.
    let shown = |left_ms, lock_ms| View::Shown { left_ms: Some(left_ms), lock_ms: Some(lock_ms) };
    assert_eq!(code.view(device.reading, true), shown(29_500, 29_000));
    device.run(28_999);
    assert_eq!(code.view(device.reading, true), shown(501, 1));
    device.run(1);
    assert_eq!(code.view(device.reading, true), View::Over);
}

#[test]
fn it_updates_at_each_full_second_and_when_the_code_has_to_be_hidden() {
    let mut device = Device::new(0);
    let code = code(200, &dynamic(30), device).expect("a code");
    // The `Date` is taken as the middle of its second.
    for (passed, lock_ms, next) in [(0, 29_000, 500), (500, 28_500, 1_000), (28_300, 200, 200), (0, 0, 1)] {
        device.run(passed);
        assert_eq!(code.next_update_ms(device.reading, lock_ms), next, "{passed} {lock_ms}");
    }
}

#[test]
fn a_static_code_is_shown_without_end_and_lock() {
    let device = Device::new(0);
    for body in [
        r#"{"format":"QR_CODE","content":"1"}"#,
        r#"{"format":"QR_CODE","content":1,"expiresAt":null}"#,
        r#"{"format":"QR_CODE","content":1,"expiresAt":"9999-12-31T23:59:59.9999999"}"#,
        r#"{"format":"QR_CODE","content":1,"expiresAt":9223372036854775807}"#,
    ] {
        let view = code(200, body, device).map(|code| code.view(device.reading, true));
        assert_eq!(view, Some(View::Shown { left_ms: None, lock_ms: None }), "{body}");
    }
}

#[test]
fn a_code_that_ends_in_a_month_is_shown_with_its_lock() {
    let device = Device::new(0);
    let body = r#"{"format":"QR_CODE","content":"0049","expiresAt":"2024-07-13 14:00:00+02"}"#;
    let view = code(200, body, device).map(|code| code.view(device.reading, true));
    let left_ms = 30 * 86_400_000 - 500;
    assert_eq!(view, Some(View::Shown { left_ms: Some(left_ms), lock_ms: Some(left_ms - 500) }));
}

#[test]
fn everything_but_a_valid_code_is_left_to_the_app() {
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
fn a_hidden_page_shows_nothing_until_it_is_visible_again() {
    let mut device = Device::new(0);
    let code = code(200, &dynamic(30), device).expect("a code");
    assert_eq!(code.view(device.reading, false), View::Hidden);
    device.run(10_000);
    assert!(matches!(code.view(device.reading, true), View::Shown { left_ms: Some(19_500), .. }));
}

#[test]
fn where_the_clocks_go_apart_nothing_is_shown_any_more() {
    for change in
        [|device: &mut Device| device.sleep(3_000), |device: &mut Device| device.set_wall_clock(-3_000)]
    {
        let mut device = Device::new(0);
        let code = code(200, &dynamic(30), device).expect("a code");
        change(&mut device);
        assert_eq!(code.view(device.reading, true), View::Over);
    }
}

/// Returns what the app's refresh machine would show of the same answer, requested and decoded at the same
/// moment.
fn shown_by_the_app(body: &str, device: Device, reading: Reading, is_visible: bool) -> Display {
    let at = device.reading;
    let exchange = Exchange { answer: answer(200, body), sent: at, received: at };
    let mut clock = ServerClock::new(at);
    clock.add_sample_from(TimeSource::Service, &exchange);
    let mut machine = Refresh::new(Api::AccessCode, 1);
    let end = access_code::decode(&exchange.answer).expect("a code").value.end;
    let generation = machine.poll(clock.now(at)).expect("the first request");
    machine.record_success(generation, end, clock.now(at));
    machine.set_page_state(is_visible, true, clock.now(reading));
    machine.view_state(clock.now(reading)).display
}

/// Event before the app has loaded.
#[derive(Clone, Copy, Debug)]
enum Event {
    Runs(i64),
    /// The monotonic clock stops.
    Sleeps(i64),
    /// The wall clock is set forward by so many milliseconds (negative: back).
    ClockSet(i64),
    Visible(bool),
}

/// Events of a device that either sleeps or has its clock set. Doing both could hide a sleep from any
/// program.
fn event(sleeps: bool) -> impl Strategy<Value = Event> {
    let clock_set = move |millis| if sleeps { Event::Runs(0) } else { Event::ClockSet(millis) };
    let jump = move |millis| if sleeps { Event::Sleeps(millis) } else { Event::ClockSet(millis) };
    prop_oneof![
        4 => (0..20_000_i64).prop_map(Event::Runs),
        1 => (0..60_000_i64).prop_map(jump),
        1 => (-60_000..60_000_i64).prop_map(clock_set),
        1 => any::<bool>().prop_map(Event::Visible),
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
        let static_code = r#"{"format":"QR_CODE","content":"0049"}"#.to_owned();
        let body = if is_static { static_code } else { dynamic(life.max(0)) };
        let Some(code) = code(200, &body, device) else { return Ok(()) };
        let mut later = device;
        later.run(passed);
        later.set_wall_clock(jump);
        let view = code.view(later.reading, is_visible);
        match shown_by_the_app(&body, device, later.reading, is_visible) {
            Display::Code(Validity::Valid { left_ms }) => {
                let is_same = matches!(view, View::Shown { left_ms: Some(left), .. } if left == left_ms);
                prop_assert!(is_same, "{view:?}");
            }
            Display::Code(Validity::NoEnd) => {
                prop_assert_eq!(view, View::Shown { left_ms: None, lock_ms: None });
            }
            Display::Hidden(HiddenReason::PageHidden) => prop_assert_eq!(view, View::Hidden),
            _ => prop_assert_eq!(view, View::Over),
        }
    }

    #[test]
    fn whatever_happens_while_the_app_is_held_back_no_expired_code_is_shown(
        ahead in prop_oneof![Just(0), -18_000_000_i64..18_000_000],
        life in 1..60_i64,
        story in any::<bool>().prop_flat_map(|sleeps| prop::collection::vec(event(sleeps), 1..20)),
    ) {
        let mut device = Device::new(ahead);
        let Some(code) = code(200, &dynamic(life), device) else { return Ok(()) };
        let (end, mut visible) = (START + life * 1_000, true);
        for event in story {
            match event {
                Event::Runs(millis) => device.run(millis),
                Event::Sleeps(millis) => device.sleep(millis),
                Event::ClockSet(millis) => device.set_wall_clock(millis),
                Event::Visible(is_visible) => visible = is_visible,
            }
            match code.view(device.reading, visible) {
                View::Shown { left_ms, lock_ms } => {
                    prop_assert!(visible, "shown while the page is hidden");
                    prop_assert!(device.true_ms < end, "shown {} ms after its end", device.true_ms - end);
                    prop_assert!(device.true_ms + lock_ms.expect("a dynamic code") <= end, "locked too late");
                    prop_assert!(left_ms >= lock_ms);
                }
                View::Hidden => prop_assert!(!visible),
                // The stage ends.
                View::Over => return Ok(()),
            }
        }
    }
}
