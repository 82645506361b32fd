//! One file for each capability of the browser. A leaf: knows nothing else of the app but its kind of signal.

pub mod abort;
pub mod clipboard;
pub mod device_clock;
pub mod document;
pub mod events;
pub mod intl;
pub mod other_tabs;
pub mod storage;
pub mod surroundings;
pub mod viewport;
