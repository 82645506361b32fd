mod distortion;
mod drawing;
mod effects;
mod long;
mod message;
mod properties;
mod refusals;
mod versions;
