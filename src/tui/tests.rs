//! Screens and overlays through the real loop, over a small canned office.

mod bureaus;
mod office;
mod outliers;
mod packs;
mod review;
mod sample;
mod screens;
mod sweeps;
mod tables;
