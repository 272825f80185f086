//! Search over the shipped library: building the index, and one keystroke of each kind of query.

#[path = "../tests/phrasings/library.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod library;

use cailiang::search::Index;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 50)]
fn build(bencher: Bencher) {
    let (entries, synonyms) = (library::entries(), library::synonyms());
    bencher
        .with_inputs(|| entries.clone())
        .bench_values(|entries| Index::new(entries, black_box(&synonyms)));
}

#[divan::bench(args = [
    "",
    "隐",
    "安全生产教育和培训",
    "未按照规定对从业人员、被派遣劳动者、实习学生进行安全生产教育和培训",
    "没培训",
    "饭店没装报警",
    "把罐区的灯泡全都换掉",
    "特种坐业",
    "煤矿 警示标志",
    "97(3)",
    "《安全生产法》第九十七条第一款第（三）项",
    "煤矿191",
    "a",
    "aqjsbz",
    "peixun",
    "anquanshengchanjiaoyuhepeixun",
    "tezhongzy",
    "qqqqqq",
])]
fn keystroke(bencher: Bencher, typed: &str) {
    let index = library::library(&library::synonyms());
    bencher.bench(|| index.search(black_box(typed), None, 50));
}
