//! The capabilities of the browser, one file each. Depends on nothing else in the app.

pub mod abort;
pub mod address;
pub mod app_update;
pub mod caseless;
pub mod clipboard;
pub mod device_clock;
pub mod dialog;
pub mod document;
pub mod download;
pub mod element;
pub mod events;
pub mod file_picker;
pub mod first_paint;
pub mod intl;
pub mod languages;
pub mod other_tabs;
pub mod page_lifecycle;
pub mod picture;
pub mod print;
pub mod scheduler;
pub mod selection;
pub mod share;
pub mod storage;
pub mod trusted_types;
pub mod viewport;
pub mod wake_lock;
