//! Transcripts of the command line (`tests/cmd`). They double as documentation; `TRYCMD=overwrite`
//! writes them anew, to be read before they are committed.

#[test]
fn the_transcripts_hold() {
    trycmd::TestCases::new()
        // Nothing of whoever runs the tests is read.
        .env("CAILIANG_HOME", "home")
        .case("tests/cmd/*.md");
}
