//! Rows of the table that are meant: added up, as a text, as a filter of the store.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::store::filter::Asked;
use crate::store::{Filter, Page, Stored};
use crate::tui::message::Msg;
use crate::tui::model::decisions::Listing;
use crate::tui::model::decisions::marks::{Chosen, Sum};
use crate::tui::model::export::Rows;
use crate::tui::office::decisions::{number, order, told};
use crate::tui::office::reader::Reader;
use crate::tui::office::words;

/// Rows that are copied at most; more belong into a file.
const COPIED: u64 = 5_000;

impl Reader {
    pub(in crate::tui::office) fn sum_marks(&mut self, listing: &Listing) -> Vec<Msg> {
        let filter = self.asked(&listing.filter).filter();
        let summed = self
            .archive
            .store()
            .and_then(|store| store.sum(&filter).map_err(told));
        let sum = |(count, fine, unknown): (u64, crate::law::Fen, u64)| Sum {
            count: number(count),
            fen: fine.0,
            unknown: number(unknown),
        };
        vec![summed.map_or_else(Msg::Failed, |found| {
            Msg::MarksSummed(listing.filter.clone(), sum(found))
        })]
    }

    pub(in crate::tui::office) fn copy_rows(&mut self, rows: &Rows) -> Vec<Msg> {
        vec![
            self.rows_as_text(rows)
                .map_or_else(Msg::Failed, |(text, count)| {
                    Msg::RowsCopied(text, words::rows(count))
                }),
        ]
    }

    fn rows_as_text(&mut self, rows: &Rows) -> Result<(String, u64), String> {
        let filter = chosen(rows, &self.asked(&rows.listing.filter));
        let loaded = Arc::clone(&self.loaded);
        let store = self.archive.store()?;
        let count = store.count(&filter).map_err(told)?;
        if count > COPIED {
            return Err(words::too_many_to_copy(count, COPIED));
        }
        let line = |cells: Vec<String>| cells.join("\t") + "\n";
        let columns = rows.columns.iter();
        let mut text = line(columns.map(|c| c.label().to_owned()).collect());
        let give = |stored: Stored| {
            let cells = rows.columns.iter();
            let cells = cells.map(|c| c.cell(&loaded.library, &stored));
            text.push_str(&line(cells.collect()));
            ControlFlow::Continue(())
        };
        let page = whole(&rows.listing);
        store.each_on(&filter, page, give).map_err(told)?;
        Ok((text, count))
    }
}

/// The filter of the rows that are meant, of those that were asked for.
pub(in crate::tui::office) fn chosen(rows: &Rows, asked: &Asked) -> Filter {
    match &rows.chosen {
        Chosen::AllBut(keys) => Filter {
            except: keys.clone(),
            ..asked.filter()
        },
        Chosen::Only(keys) => Filter {
            only: Some(keys.clone()),
            ..Filter::default()
        },
    }
}

/// All of a listing, in its order.
pub(in crate::tui::office) fn whole(listing: &Listing) -> Page {
    Page {
        limit: u32::MAX,
        offset: 0,
        ..order(listing)
    }
}
