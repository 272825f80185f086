//! stub
pub fn outline(
    _d: &crate::document::Document,
    _f: Option<crate::reader::Layout>,
) -> crate::reader::Outline {
    todo!()
}
