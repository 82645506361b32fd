mod distortion;
mod drawing;
mod effects;
mod long;
mod properties;
mod refusals;
mod says;
mod structure;
