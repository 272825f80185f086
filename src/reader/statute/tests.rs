//! Laws in small, and the real ones.

use std::path::Path;

use crate::document::{Block, Document, Paragraph, Place};
use crate::reader::statute::{StatuteText, split};

fn read(text: &str) -> StatuteText {
    let blocks = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| {
            Block::Paragraph(Paragraph {
                text: line.trim().to_owned(),
                place: Place {
                    row: u32::try_from(n + 1).ok(),
                    ..Place::default()
                },
            })
        })
        .collect();
    split(&Document {
        name: "law.md".to_owned(),
        sha256: String::new(),
        blocks,
    })
}

#[test]
fn chapters_articles_paragraphs_and_items() {
    let law = read(
        "# 某某法（节录）
        2002年6月29日 某某会议通过 2021年6月10日第三次修正
        <!-- 来源：第一条 不是正文 -->
        目　录
        第一章　总则
        第二章 责任
        第一节 通则
        ## 第一章　总则
        第一条　为了测试，制定本法。
        第二条 单位应当甲：
        （一）每月一次；
        （二）留有记录。
        违反前款规定，依照
        第九条规定的办法处理；
        第四条第一款另有规定的除外。
        第二条之一 单位应当乙。
        ## 第二章 责任
        第一节 通则
        **第三条** 罚款。",
    );
    assert_eq!(law.title.as_deref(), Some("某某法"));
    assert_eq!(law.version.unwrap().to_string(), "2021-06-10");
    let numbers: Vec<_> = law
        .articles
        .iter()
        .map(|a| (a.article, a.inserted))
        .collect();
    assert_eq!(numbers, [(1, 0), (2, 0), (2, 1), (3, 0)]);
    assert_eq!(law.articles[0].chapter, "第一章　总则");
    assert_eq!(law.articles[3].chapter, "第二章 责任　第一节 通则");
    assert_eq!(
        law.articles[1].paragraphs[0],
        "单位应当甲：\n（一）每月一次；\n（二）留有记录。"
    );
    assert_eq!(law.preamble.len(), 2);
    assert_eq!(law.doubts, []);
}

#[test]
fn the_day_from_which_a_text_is_in_force_or_replaced_is_not_its_version() {
    for text in [
        "某某法\n2014年8月31日修正，2014年12月1日起施行；2021年9月1日起为2021年修正文本代替\n第一条 甲。",
        "某某法\n（2014年8月31日修正 自2014年12月1日起施行）\n第一条 甲。",
        "某某法\n2002年6月29日通过\n2014年8月31日修正\n第一条 甲。",
    ] {
        let version = read(text).version.map(|v| v.to_string());
        assert_eq!(version.as_deref(), Some("2014-08-31"), "{text}");
    }
}

#[test]
fn gaps_repetitions_and_steps_back_are_said() {
    let law = read("某某法\n第一条 甲。\n第三条 乙。\n第三条 丙。\n第二条 丁。");
    let doubts: Vec<&str> = law.doubts.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(doubts.len(), 3, "{doubts:?}");
    assert!(
        doubts[0].starts_with("第3行：第一条之后是第三条"),
        "{doubts:?}"
    );
    assert!(doubts[1].starts_with("第4行：第三条重复出现"), "{doubts:?}");
    assert!(
        doubts[2].starts_with("第5行：第二条排在第三条之后"),
        "{doubts:?}"
    );
    assert_eq!(law.articles[1].paragraphs, ["乙。", "丙。"]);
}

#[test]
fn every_article_of_the_real_laws_is_found() {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let root = folders
        .map(|folder| folder.join("shared/law"))
        .find(|law| law.exists())
        .unwrap_or_default();
    let (mut seen, mut named) = (0, 0);
    for folder in ["statutes", "statutes_extra"] {
        for file in std::fs::read_dir(root.join(folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = file.path();
            if path.extension().is_none_or(|e| e != "md") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let law = read(&text);
            // Counted apart: lines that begin with 第…条 and a blank.
            let lines = text
                .lines()
                .filter(|line| {
                    line.strip_prefix('第')
                        .and_then(|rest| rest.split_once('条'))
                        .is_some_and(|(number, rest)| {
                            number.chars().count() <= 6 && rest.starts_with([' ', '　'])
                        })
                })
                .count();
            assert_eq!(law.articles.len(), lines, "{}", path.display());
            let name = file.file_name().to_string_lossy().into_owned();
            if folder == "statutes" {
                let last = law.articles.last().unwrap().article;
                assert_eq!(usize::from(last), law.articles.len(), "{name}");
                assert_eq!(law.doubts, [], "{name}");
            }
            let work_safety = [
                ("安全生产法(2021-06-10).md", 119, "2021-06-10"),
                ("安全生产法(2014-08-31).md", 114, "2014-08-31"),
            ];
            if let Some((_, articles, version)) = work_safety.iter().find(|(n, ..)| *n == name) {
                assert_eq!(law.articles.len(), *articles, "{name}");
                assert_eq!(law.version.unwrap().to_string(), *version);
                named += 1;
            }
            seen += 1;
        }
    }
    if seen == 0 {
        eprintln!("skipped: the texts of the laws are not here");
    } else {
        assert_eq!(named, 2);
    }
}
