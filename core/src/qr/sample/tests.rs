mod drawing;
mod effects;
mod refusals;
mod structure;
