//! The terminal interface: five screens over the library of law and the store of decisions.
//!
//! One thread draws and one loop turns ([`runtime::run`]); what the store says comes from another
//! thread, in the same frame if it is quick ([`app::App::await_answers`]). A terminal event becomes a key (`input`), the key is
//! offered to the focused text field (`line_edit`) and otherwise looked up in the `keymap`, which
//! yields an [`action::Action`]. `update` alone changes the [`model::Model`] and answers with
//! [`message::Effect`]s; whoever stands behind the interface performs them and answers with
//! [`message::Msg`]s, at once or from a worker thread. `view` draws the model; `layout` says where
//! things stand and is shared by both.
//!
//! Invariants: views never write; no crossterm type above `input`, `runtime`, `terminal`; no
//! width, slice or truncation outside `text`; no Chinese literal outside `strings` and `action`;
//! every action has a default key that is not a letter; Esc always leads back.
//!
//! To add a screen: a `Screen` and a `Context` variant, a state in `model`, an `update` and a
//! `view` file; the compiler names every other place.

pub mod action;
pub mod app;
pub mod clipboard;
pub mod input;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod line_edit;
pub mod message;
pub mod model;
pub mod office;
pub mod plain;
pub mod popup;
pub mod problem;
pub mod runtime;
pub mod settings;
pub mod signals;
pub mod strings;
pub mod terminal;
pub mod tester;
pub mod text;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;

#[cfg(test)]
mod tests;
