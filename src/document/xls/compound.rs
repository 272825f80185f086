//! The compound file that Office files before 2007 are: a small file system in sectors.

use crate::document::xls::records::{u16_at, u32_at};

/// Ends a chain of sectors; so does every number above the last real one.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// Streams shorter than this stand in the small sectors.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// An opened compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    next_small: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Opens a file, if it is one.
    pub fn open(bytes: &'a [u8]) -> Option<Compound<'a>> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Compound {
            bytes,
            sector,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.next = file.sector_table()?;
        let directory = file.chain(u32_at(bytes, 48)?, usize::MAX);
        file.entries = directory.chunks_exact(128).filter_map(entry).collect();
        let table = file.chain(u32_at(bytes, 60)?, usize::MAX);
        file.next_small = numbers(&table).collect();
        let root = file.entries.iter().find(|entry| entry.kind == 5)?;
        file.small = file.chain(root.start, root.size);
        Some(file)
    }

    /// Whether there is a stream of this name.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.find(name)?;
        if entry.size >= SMALL {
            return Some(self.chain(entry.start, entry.size));
        }
        let sector = |n: u32| {
            let start = (n as usize).checked_mul(SMALL_SECTOR)?;
            self.small.get(start..start.checked_add(SMALL_SECTOR)?)
        };
        Some(follow(entry.start, entry.size, &self.next_small, sector))
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        let mut streams = self.entries.iter().filter(|entry| entry.kind == 2);
        streams.find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Which sector follows on which: the sectors listed in the header and in the chain that continues it.
    fn sector_table(&self) -> Option<Vec<u32>> {
        let mut listed: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut more = u32_at(self.bytes, 68)?;
        // No more than there are sectors, so that a circle ends.
        for _ in 0..self.bytes.len() / self.sector {
            let Some(sector) = self.sector(more) else {
                break;
            };
            let mut found: Vec<u32> = numbers(sector).collect();
            more = found.pop()?;
            listed.extend(found);
        }
        let sectors = listed.iter().take(self.bytes.len() / self.sector);
        let tables = sectors.filter_map(|n| self.sector(*n));
        Some(
            tables
                .flat_map(numbers)
                .take(self.bytes.len() / 128)
                .collect(),
        )
    }

    fn sector(&self, n: u32) -> Option<&[u8]> {
        if n >= LAST_SECTOR {
            return None;
        }
        let start = (n as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let size = size.min(self.bytes.len());
        follow(start, size, &self.next, |n| self.sector(n))
    }
}

/// The sectors of a chain, no more than the size says, so that a circle ends.
fn follow<'s>(
    start: u32,
    size: usize,
    next: &[u32],
    sector: impl Fn(u32) -> Option<&'s [u8]>,
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = start;
    while out.len() < size {
        let Some(part) = sector(at).filter(|part| !part.is_empty()) else {
            break;
        };
        out.extend_from_slice(part);
        at = next.get(at as usize).copied().unwrap_or(u32::MAX);
    }
    out.truncate(size);
    out
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0))
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2).min(64);
    let units = bytes.get(..length)?.chunks_exact(2);
    let units: Vec<u16> = units.filter_map(|two| u16_at(two, 0)).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        kind: *bytes.get(66)?,
        start: u32_at(bytes, 116)?,
        size: u32_at(bytes, 120)? as usize,
    })
}
