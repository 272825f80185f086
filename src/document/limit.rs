//! How much of a stranger's document is read before it is refused.

/// Largest file, in bytes.
pub const FILE_BYTES: u64 = 32 << 20;
/// Most bytes a packed document (.docx, .xlsx, a PDF stream) may unpack to, all parts together.
pub const UNPACKED_BYTES: u64 = 256 << 20;
/// Most characters of text taken from one document.
pub const TEXT_CHARS: usize = 20_000_000;
/// Most cells of all tables of a document, merged ones counted for every place they cover.
pub const CELLS: usize = 2_000_000;
/// Deepest nesting of elements.
pub const DEPTH: usize = 256;
/// Most pages of a PDF.
pub const PAGES: usize = 5_000;
/// Largest workbook of decisions, in bytes; its rows are read one by one.
pub const REGISTER_BYTES: u64 = 64 << 20;
/// Most bytes such a workbook may unpack to; its sheet is unpacked twice.
pub const REGISTER_UNPACKED_BYTES: u64 = 1 << 30;
/// Most columns of a register; what stands beyond is one cell too many.
pub const REGISTER_COLUMNS: usize = 256;
