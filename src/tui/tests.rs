//! Screens and overlays through the real loop, over a small canned office.

mod background;
mod bureaus;
mod export;
mod finder;
mod inventory;
mod lists;
mod named_keys;
mod office;
mod outliers;
mod packs;
mod plain;
mod review;
mod sample;
mod screens;
mod settings;
mod stage;
mod sweeps;
mod tables;
mod whatif;
mod whatif_office;
